"""Units that convert into each other by a fixed factor, so that `16,000 ns = 61 us` can be judged.

A unit may have several factors in use: a GB is 1000 or 1024 MB, a working day has eight hours. Units whose
length depends on the calendar (months in days) are left out.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product

from generator.formula.enclosure import multiply, point
from generator.formula.members import Member
from generator.formula.tree import Literal, Node, Product, Sum, evaluate, literals

_Factors = tuple[Fraction, ...]


@cache
def _units() -> dict[str, tuple[str, _Factors]]:
    """Every unit word with its dimension and its factors to the dimension's base."""
    found: dict[str, tuple[str, _Factors]] = {}

    def add(dimension: str, words: str, *factors: Fraction | int) -> None:
        for word in words.split():
            found[word] = (dimension, tuple(map(Fraction, factors)))

    second = Fraction(1)
    add("time", "ns 纳秒 nanosecond nanoseconds", Fraction(1, 10**9))
    add("time", "us µs μs 微秒 microsecond microseconds", Fraction(1, 10**6))
    add("time", "ms 毫秒 millisecond milliseconds", Fraction(1, 1000))
    add("time", "s sec secs second seconds 秒 秒钟", second)
    add("time", "min mins minute minutes 分钟", 60)
    add("time", "h hr hrs hour hours 小时", 3600)
    add("time", "day days 天", 86400, 28800)
    add("time", "week weeks 周", 7 * 86400, 5 * 28800)
    add("calendar", "month months 月 个月", 1)
    add("calendar", "year years 年 yr", 12)
    for power, letter in enumerate("KMGTP", start=1):
        both = (Fraction(1000**power), Fraction(1024**power))
        names = f"{letter}B {letter.lower()}B" if letter == "K" else f"{letter}B"
        add("data", names, *both)
        add("data", f"{letter}iB", both[1])
        add("data", f"{letter}bit {letter.lower()}bit {letter}b", *(each / 8 for each in both))
    add("data", "B byte bytes 字节", 1)
    add("data", "bit bits", Fraction(1, 8))
    for dimension, unit in (
        ("length", "m"),
        ("mass", "g"),
        ("power", "W"),
        ("energy", "Wh"),
        ("frequency", "Hz"),
    ):
        for prefix, factor in (("m", Fraction(1, 1000)), ("", Fraction(1)), ("k", Fraction(1000))):
            add(dimension, prefix + unit, factor)
    add("volume", "l L litre litres liter liters 升", 1)
    add("volume", "ml mL millilitres milliliters 毫升", Fraction(1, 1000))
    add("volume", "m³ 立方米", 1000)
    add("area", "m² 平方米 平米", 1)
    add("area", "ha hectare hectares 公顷", 10**4)
    add("area", "km² 平方公里 平方千米", 10**6)
    add("length", "cm 厘米", Fraction(1, 100))
    add("length", "mm 毫米", Fraction(1, 1000))
    add("length", "metre metres meter meters 米", 1)
    add("length", "km kilometre kilometres 公里 千米", 1000)
    add("mass", "克 gram grams", 1)
    add("mass", "kg 公斤 千克", 1000)
    add("mass", "t 吨 tonne tonnes", 10**6)
    add("power", "MW", 10**6)
    add("power", "GW", 10**9)
    add("energy", "MWh", 10**6)
    add("energy", "GWh", 10**9)
    add("frequency", "MHz", 10**6)
    add("frequency", "GHz", 10**9)
    return found


def seconds_of(unit: str) -> tuple[Fraction, ...]:
    """How many seconds a unit of time may have: a day is 24 hours or a working day; none for other units."""
    dimension, factors = _units().get(unit, ("", ()))
    return factors if dimension == "time" else ()


UNIT_WORDS: tuple[str, ...] = tuple(_units())
"""Every unit word that converts into others."""

_PER_YEAR = {
    "month": (12,), "月": (12,), "mo": (12,), "quarter": (4,), "季度": (4,), "week": (52,), "周": (52,),
    "year": (1,), "yr": (1,), "年": (1,), "day": (365, 360, 366, 250, 260), "天": (365, 360, 366, 250, 260),
    "日": (365, 360, 366, 250, 260),
}  # fmt: skip
"""How often a year a rate is counted."""


def conversions(left: Member, right: Member) -> list[Member]:
    """The left side in the unit of the right one, once for each factor in use; none if nothing converts.

    A product may carry the factor itself (`2.5 hours × 60 = 150 minutes`) and then stands as it is, too.
    """
    target = right.literal
    if target is None or not target.label or left.node is None or left.value is None:
        return []
    source = _measured(left.node, target.label)
    if source is None or _unit(source.label) == _unit(target.label):
        return []
    factors = conversion_factors(source.label, target.label)
    found = [_in_unit(left, source, target.label, factor) for factor in factors]
    return [left, *found] if found and left.literal is None else found


def in_points(left: Member, right: Member) -> list[Member]:
    """`59% + 3 × 6 = 77%`: the left side as printed, and with what has no sign counted in points."""
    target = right.literal
    if target is None or not target.is_percentage or not isinstance(left.node, Sum):
        return []
    bare = [not any(each.is_percentage for each in literals(term)) for _, term in left.node.terms]
    figures = [each for each in literals(left.node) if not each.is_percentage]
    if all(bare) or not any(bare) or any(each.value < 1 for each in figures):
        return []
    hundred = Literal("100", left.start, left.start, Fraction(100), Fraction(1))
    terms = zip(left.node.terms, bare, strict=True)
    node = Sum(
        tuple(
            (sign, Product(((False, term), (True, hundred))) if is_bare else term)
            for (sign, term), is_bare in terms
        )
    )
    return [left, left._replace(node=node, value=evaluate(node))]


def _measured(node: Node, target: str) -> Literal | None:
    """The figure of a product that carries its unit; all others must be bare, or count things of no unit."""
    labelled = [each for each in literals(node) if each.label]
    if len(labelled) > 1:
        if any("/" in each.label for each in labelled):
            return None
        labelled = [
            each
            for each in labelled
            if conversion_factors(each.label, target) or _unit(each.label) in _units()
        ]
    if len(labelled) != 1:
        return None
    found = labelled[0]
    direct = isinstance(node, Literal) or (
        isinstance(node, Product) and any(part is found and not inverse for inverse, part in node.factors)
    )
    return found if direct else None


def _unit(label: str) -> str:
    """The unit itself: the first word of a label, without what it is counted per."""
    first = label.split()[0] if label.split() else ""
    return first if first.startswith("/") else first.split("/")[0]


def conversion_factors(source: str, target: str) -> list[Fraction]:
    """What an amount is multiplied by to be in another unit, once for each factor in use; none for others."""
    one, other = _unit(source), _unit(target)
    if one.startswith("/") and other.startswith("/"):
        return [Fraction(a, b) for a in _PER_YEAR.get(one[1:], ()) for b in _PER_YEAR.get(other[1:], ())]
    per, other_per = source.split()[0].partition("/")[2], target.split()[0].partition("/")[2]
    known, wanted = _units().get(one), _units().get(other)
    if known is None or wanted is None or known[0] != wanted[0] or (per and other_per and per != other_per):
        return []
    same = len(known[1]) == len(wanted[1])  # a GB of 1024 MB has MB of 1024 kB
    pairs = list(zip(known[1], wanted[1], strict=True) if same else product(known[1], wanted[1]))
    return list(dict.fromkeys(a / b for a, b in pairs))


def _in_unit(left: Member, source: Literal, label: str, factor: Fraction) -> Member:
    unit = Fraction(0) if source.is_integer else source.unit * factor
    converted = source._replace(value=source.value * factor, unit=unit, label=label)
    assert left.value is not None  # what does not convert has been left out
    node: Node = converted
    if isinstance(left.node, Product):
        node = Product(
            tuple((inverse, converted if part is source else part) for inverse, part in left.node.factors)
        )
    return left._replace(node=node, value=multiply(left.value, point(factor)))
