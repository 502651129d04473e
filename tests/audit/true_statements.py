"""True statements in every form that the audit reads, each with a false twin that a reader could find out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import NamedTuple

from generator.quantity import exact_decimal, half_up

TIMES = {"$": " \\times ", "$$": " \\cdot ", "fence": " \\times ", "text": " × ", "code": " * ", "wide": "×"}
ABOUT = {"$": "\\approx", "$$": "\\approx", "fence": "\\approx"}
WEIGHTS = ((40, 40, 20), (30, 30, 20, 20), (35, 30, 20, 15), (60, 40), (25, 20, 30, 15, 10))


class Pair(NamedTuple):
    """A statement and its false twin, with what was changed."""

    true: str
    false: str
    change: str


def set_in(form: str, formula: str) -> str:
    """A formula in its place in a document."""
    places = {
        "$": "Hence ${}$ follows.",
        "$$": "$$\n{}\n$$",
        "fence": "```math\n{}\n```",
        "wide": "计算：{}。",
    }
    return places.get(form, "We get {}, in all.").format(formula)


def weighted_sum(source: Random) -> Pair:
    """A score from its inputs, exact behind `=` and rounded behind `≈`; an input or a digit is changed."""
    form = source.choice(list(TIMES))
    weights = source.choice(WEIGHTS)
    inputs = [source.randint(5, 99) for _ in weights]
    stale = list(inputs)
    change = source.choice(("stale input", "swapped weights", "digit swap"))
    places = source.randint(2, 4)
    score = _score(weights, inputs)
    used = list(weights)
    if change == "stale input":
        stale[0] += 10 if stale[0] < 50 else -10
    elif change == "swapped weights":
        used[0], used[-1] = used[-1], used[0]
    wrong = score
    if change == "digit swap":
        wrong = _swapped(score)
    about = ABOUT.get(form, "≈")
    true = f"{_terms(form, weights, inputs)} = {exact_decimal(score)} {about} {half_up(score, places):f}"
    false = f"{_terms(form, used, stale)} {about} {half_up(wrong, places):f}"
    if abs(_score(used, stale) - Fraction(half_up(wrong, places))) * 10**places * 2 <= 1:
        return weighted_sum(source)
    return Pair(set_in(form, true), set_in(form, false), change)


def _score(weights: list[int] | tuple[int, ...], inputs: list[int]) -> Fraction:
    return sum((Fraction(w * x, 10_000) for w, x in zip(weights, inputs, strict=True)), Fraction(0))


def _terms(form: str, weights: list[int] | tuple[int, ...], inputs: list[int]) -> str:
    pairs = zip(weights, inputs, strict=True)
    return " + ".join(f"{Decimal(w) / 100}{TIMES[form]}{Decimal(x) / 100}" for w, x in pairs)


def _swapped(score: Fraction) -> Fraction:
    """The score with its first two decimals exchanged."""
    tenths, hundredths = int(score * 10) % 10, int(score * 100) % 10
    return score + Fraction(9 * (hundredths - tenths), 100)


def quotient(source: Random) -> Pair:
    """A rounded quotient, no tie of two roundings; its last digit is one off."""
    form = source.choice(("$", "fence", "text", "code", "wide"))
    first, second, places = (
        source.randint(1, 999),
        source.choice((3, 7, 11, 13, 37, 89)),
        source.randint(1, 4),
    )
    shown = half_up(Fraction(first, second), places)
    off = shown + Decimal(source.choice((-1, 1))).scaleb(-places)
    left = f"\\frac{{{first}}}{{{second}}}" if form in ("$", "fence") else f"{first} / {second}"
    about = ABOUT.get(form, "≈")
    texts = (set_in(form, f"{left} {about} {each:f}") for each in (shown, off))
    return Pair(*texts, "one unit of the last digit")


def whole_numbers(source: Random) -> Pair:
    """A chain of whole numbers; the result is one off."""
    form = source.choice(list(TIMES))
    a, b, c = (source.randint(2, 99) for _ in range(3))
    middle, result = f"{a * b} + {c}", a * b + c
    texts = (set_in(form, f"{a}{TIMES[form]}{b} + {c} = {middle} = {each}") for each in (result, result + 1))
    return Pair(*texts, "one off")


def counted(source: Random) -> Pair:
    """A count, its whole and the percentage; the percentage is one unit of its last digit off."""
    whole, places = source.randint(3, 400), source.randint(0, 2)
    part = source.randint(1, whole - 1)
    form = source.choice(
        (
            "Of the tickets, {part} of {whole} ({share}%) were late.",
            "通过率 {share}%（{part}/{whole}）。",
            "$\\frac{{{part}}}{{{whole}}} \\approx {share}\\%$",
            "{whole} 人中有 {part} 人（{share}%）。",
            "{part}/{whole} ≈ {share}%",
        )
    )
    shown = half_up(Fraction(100 * part, whole), places)
    unit = Decimal(1).scaleb(-places)
    off = shown + unit if shown + unit <= 100 else shown - 2 * unit
    if abs(Fraction(100 * (whole - part), whole) - Fraction(off)) * 2 <= Fraction(unit):
        return counted(source)  # the percentage of the rest: no reader could know
    texts = (form.format(part=part, whole=whole, share=f"{each:f}") for each in (shown, off))
    return Pair(*texts, "one unit of the last digit")


def changed(source: Random) -> Pair:
    """A rise of percentages in points, or of amounts in percent; the stated change is two off."""
    first = source.randint(10, 50)
    second = source.randint(first + 5, 90)
    points, relative = Decimal(second - first), half_up(Fraction(100 * (second - first), first), 0)
    form, stated = source.choice(
        (
            ("占比从 {a}% 提升到 {b}%，提升 {c} 个百分点。", points),
            ("The share rose from {a}% to {b}% (+{c} percentage points).", points),
            ("成本从 {a} 万元增加到 {b} 万元，增加 {c}%。", relative),
            ("The price increased from {a} to {b} (+{c}%).", relative),
        )
    )
    texts = (form.format(a=first, b=second, c=f"{each:f}") for each in (stated, stated + 2))
    return Pair(*texts, "stated change")


def totalled(source: Random) -> Pair:
    """A table with a total row; the total is off by more than the rounding of its parts allows."""
    places = source.randint(0, 2)
    cells = [Decimal(source.randint(1, 900)).scaleb(-places) for _ in range(source.randint(3, 7))]
    total = sum(cells)
    off = total + Decimal(len(cells) + 2).scaleb(-places)
    name = source.choice(("Total", "合计", "**总计**"))
    rows = "".join(f"| {chr(97 + index)} | {cell:f} |\n" for index, cell in enumerate(cells))
    texts = (f"| Part | Cost |\n| --- | ---: |\n{rows}| {name} | {each:f} |" for each in (total, off))
    return Pair(*texts, "total")


def shared(source: Random) -> Pair:
    """A table of counts with their shares; one share is off by three points."""
    counts = [source.randint(20, 400) for _ in range(source.randint(3, 6))]
    whole = sum(counts)
    shares = [half_up(Fraction(100 * each, whole), 1) for each in counts]
    off = [shares[0] + 3, *shares[1:]]
    head = source.choice(("| Part | Count | Share |", "| 类别 | 数量 | 占比 |"))
    texts = (
        f"{head}\n| --- | --- | --- |\n"
        + "".join(
            f"| {chr(97 + n)} | {c} | {s:f}% |\n" for n, (c, s) in enumerate(zip(counts, each, strict=True))
        )
        + f"| 合计 | {whole} | 100% |"
        for each in (shares, off)
    )
    return Pair(*texts, "share")


def cumulated(source: Random) -> Pair:
    """A cumulative column; from one row on it is off by five."""
    parts = [source.randint(6, 90) for _ in range(source.randint(4, 8))]
    sums = [sum(parts[: index + 1]) for index in range(len(parts))]
    slip = source.randint(1, len(parts) - 1)
    off = [each + 5 * (index >= slip) for index, each in enumerate(sums)]
    head = source.choice(("| Year | New | Cumulative |", "| 年份 | 新增 | 累计 |"))
    texts = (
        f"{head}\n| --- | --- | --- |\n"
        + "\n".join(f"| {2010 + n} | {p} | {s} |" for n, (p, s) in enumerate(zip(parts, each, strict=True)))
        for each in (sums, off)
    )
    return Pair(*texts, "cumulated")


def weights(source: Random) -> Pair:
    """Weights that are introduced as such; one is raised by ten hundredths."""
    values = source.choice(WEIGHTS)
    off = (values[0] + 10, *values[1:])
    form = source.choice(("symbols", "list"))

    def printed(each: tuple[int, ...]) -> str:
        if form == "list":
            return f"权重分别为 {'、'.join(f'{value}%' for value in each)}。"
        names = (f"w_{index} = {Decimal(value) / 100}" for index, value in enumerate(each, start=1))
        return f"其中权重 ${', '.join(names)}$。"

    return Pair(printed(values), printed(off), "weights")


def pie(source: Random) -> Pair:
    """A pie in percent; one slice is ten points too large."""
    cuts = sorted(source.sample(range(5, 95), source.randint(1, 5)))
    slices = [end - start for start, end in zip([0, *cuts], [*cuts, 100], strict=True)]
    texts = (
        "```mermaid\npie title Shares (%)\n"
        + "".join(f'  "{chr(65 + index)}" : {size}\n' for index, size in enumerate(each))
        + "```"
        for each in (slices, [slices[0] + 10, *slices[1:]])
    )
    return Pair(*texts, "slice")


FORMS: tuple[Callable[[Random], Pair], ...] = (
    *(weighted_sum, quotient, whole_numbers, counted, changed),
    *(totalled, shared, cumulated, weights, pie),
)
