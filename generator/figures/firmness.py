"""How firm levels are: the spread of one score, the nearest flips of its inputs, and the spreads of all."""

from __future__ import annotations

from fractions import Fraction

from generator.figures.drawing import LINE, MARGIN, WIDTH, Drawing, position, score_rank
from generator.markup import capital
from generator.model.publication import Language
from generator.model.scale import Scale
from generator.quantity import exact_decimal, half_up
from generator.scores import ScoredAtlas
from generator.uncertainty.firmness import PLACES, Firmness, Interval
from generator.uncertainty.flips import Flip
from generator.values import number_text

TOP = 26
STRIP = 14
ROW = LINE + STRIP + 12
FOOTER = 22


def span_text(interval: Interval) -> str:
    """An interval in words: `0.675–0.685`."""
    return f"{exact_decimal(interval.low)}–{exact_decimal(interval.high)}"


def quantile_text(interval: Interval) -> str:
    """An interval between quantiles, to the places that they are computed to: `0.362–0.380`."""
    return f"{half_up(interval.low, PLACES):f}–{half_up(interval.high, PLACES):f}"


def spreads(firmness: Firmness, language: Language) -> list[tuple[str, Interval, str]]:
    """The spreads of a score with their names and figures."""
    variation = f"{firmness.policy.variation:.0%}"
    varied, whole = firmness.spread_varied, firmness.spread_any
    return [
        (language.strings["spread-written"], firmness.interval, span_text(firmness.interval)),
        (language.strings["spread-varied"].format(variation=variation), varied, quantile_text(varied)),
        (language.strings["spread-any"], whole, quantile_text(whole)),
        (language.strings["spread-worst"], firmness.extent, quantile_text(firmness.extent)),
    ]


def draw_spread(firmness: Firmness, language: Language) -> str:
    """The score's interval by written precision, its spread under varied and all weights, the worst case."""
    rows = spreads(firmness, language)
    name = capital(firmness.score.technology.name[language.code])
    described = language.strings["list-separator"].join(f"{words} {figures}" for words, _, figures in rows)
    height = TOP + ROW * len(rows) + FOOTER
    title = language.strings["spread-figure"].format(name=name)
    drawing = Drawing.of_size(height, title, described)
    drawing.level_names(firmness.scale, 16)
    for index, (words, interval, figures) in enumerate(rows):
        top = TOP + ROW * index
        drawing.text(words, MARGIN, top + LINE - 3)
        drawing.text(figures, WIDTH - MARGIN, top + LINE - 3, "end", "score")
        _draw_range(drawing, firmness, top + LINE + 2, interval)
    drawing.edges(firmness.scale, height - 6)
    return drawing.finish()


def _draw_range(drawing: Drawing, firmness: Firmness, strip: int, interval: Interval) -> None:
    """One spread: a bar on the scale with the score in it."""
    rank = score_rank(firmness.scale, firmness.score)
    drawing.track(firmness.scale, strip, STRIP)
    drawing.bar(*interval, strip, STRIP, f"span level-{rank}", "0.8")
    _tick(drawing, firmness.score.total, strip)


def _tick(drawing: Drawing, value: Fraction, top: int) -> None:
    x = position(value)
    drawing.add(
        "line", x1=x, y1=top - 3, x2=x, y2=top + STRIP + 3, stroke="currentColor", stroke_width=2
    )  # fmt: skip


def draw_flips(firmness: Firmness, language: Language) -> str:
    """How far each input would have to move, alone, to change the level; the nearest first."""
    flips = sorted(
        (flip for flip in firmness.input_flips if flip is not None),
        key=lambda flip: (not flip.is_possible, abs(flip.change)),
    )
    name = capital(firmness.score.technology.name[language.code])
    words = [flip_words(flip, language) for flip in flips]
    height = 8 + ROW * len(flips) + FOOTER
    title = language.strings["flips-figure"].format(name=name)
    described = language.strings["list-separator"].join(words) or language.strings["no-flip"]
    drawing = Drawing.of_size(height, title, described)
    for index, (flip, said) in enumerate(zip(flips, words, strict=True)):
        _draw_flip(drawing, flip, firmness.scale, 8 + ROW * index, said)
    for mark in (Fraction(0), Fraction(1, 2), Fraction(1)):
        drawing.text(exact_decimal(mark), position(mark), height - 6, "middle", "edge")
    return drawing.finish()


def flip_words(flip: Flip, language: Language) -> str:
    """What moves, from where to where: `adoption 0.6 → ≈ 0.333`."""
    name = capital(flip.component.name[language.code])
    return f"{name} {number_text(flip.own_value)} → {number_text(flip.own_threshold)}"


def _draw_flip(drawing: Drawing, flip: Flip, scale: Scale, top: int, words: str) -> None:
    """A bar from the figure now to the one at which the level changes; pale if a contest rules it out."""
    strip = top + LINE + 2
    low, high = sorted((flip.own_value, flip.own_threshold))
    drawing.text(words, MARGIN, top + LINE - 3)
    drawing.text(f"→ {flip.level}", WIDTH - MARGIN, top + LINE - 3, "end", "level-name")
    drawing.bar(Fraction(0), Fraction(1), strip, STRIP, "rail", "0.1")
    drawing.bar(low, high, strip, STRIP, "flip", "0.55" if flip.is_possible else "0.2")
    _tick(drawing, flip.own_value, strip)


def draw_all_spreads(scored: ScoredAtlas, language: Language) -> str:
    """Every technology on the scale: under all weights a pale bar, under varied ones a dark one."""
    rows = list(scored.firmness.items())
    scale = scored.atlas.scale
    listed = language.strings["list-separator"].join(
        f"{capital(each.score.technology.name[language.code])} {quantile_text(each.spread_any)}"
        for _, each in rows
    )
    height = TOP + ROW * len(rows) + FOOTER
    drawing = Drawing.of_size(height, language.strings["spreads-figure"], listed)
    drawing.level_names(scale, 16)
    for index, (_, each) in enumerate(rows):
        top = TOP + ROW * index
        strip, rank = top + LINE + 2, score_rank(scale, each.score)
        drawing.text(capital(each.score.technology.name[language.code]), MARGIN, top + LINE - 3)
        words = exact_decimal(each.score.total)
        drawing.text(words, WIDTH - MARGIN, top + LINE - 3, "end", "score")
        drawing.track(scale, strip, STRIP)
        drawing.bar(*each.spread_any, strip + 3, STRIP - 6, f"span level-{rank}", "0.45")
        drawing.bar(*each.spread_varied, strip, STRIP, f"span level-{rank}", "0.9")
        _tick(drawing, each.score.total, strip)
    drawing.edges(scale, height - 6)
    return drawing.finish()
