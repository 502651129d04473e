"""A value that a table describes as a product of its other quantities is that product."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce
from operator import mul

from generator.audit.quantities.definitions import Definition, Factor, products, stem, sums
from generator.audit.quantities.quantities import Claim, claims
from generator.audit.quantities.sections import Sections
from generator.diagnostics import Diagnostic, Severity
from generator.formula import latex_chains
from generator.formula.hints import weighted_terms
from generator.markdown import Document
from generator.quantity import half_up
from generator.rule import Example, Rule

Value = tuple[Fraction, Fraction | None, str]
"""The least and the greatest value of a part (`None`: open), and how it is printed."""

Operand = tuple[int, tuple[str, bool]]
"""A part in the derivation of a section."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each row whose description multiplies parts that the same section values."""
    described = list(products(document))
    if not described:
        return
    worked = _worked(document)
    by_table: dict[int, dict[str, Claim]] = {}
    for table in document.tables:
        by_table[table.start] = {}
    starts = list(by_table)
    by_place = {}
    for claim in claims(document):
        if claim.source == "table":
            by_place[claim.start] = claim
            inside = by_table[starts[bisect_right(starts, claim.start) - 1]]
            inside.setdefault(stem(claim.name), claim)
    for product in described:
        if product.table is None or product.row is None:
            continue
        stated = next((by_place[cell.start] for cell in product.row.cells if cell.start in by_place), None)
        parts = [_value(each, product, by_table[product.table.start], worked) for each in product.factors]
        known = [part for part in parts if part]
        if stated and stated.scale == "share" and len(known) == len(parts):
            yield from _judge(document, stated, known)


def _worked(document: Document) -> dict[Operand, Fraction]:
    """The values that a weighted sum is computed with, by the definition over it with as many parts."""
    sections = Sections(document)
    above: dict[int, Definition] = {}
    added = deque(sums(document))
    values: dict[Operand, Fraction] = {}
    for math in document.maths if added else ():
        section = sections.at(math.start)
        while added and added[0].end <= math.start:
            definition = added.popleft()
            above[definition.section] = definition
        factors = above[section].factors if section in above else ()
        for chain in latex_chains(document.math_body(math)) if factors else ():
            for member in chain.members:
                terms = weighted_terms(member.node)
                if len(factors) == len(terms):
                    for factor, (_, value) in zip(factors, terms, strict=True):
                        values.setdefault((section, factor.key), value.value)
    return values


def _value(
    factor: Factor, product: Definition, rows: Mapping[str, Claim], worked: Mapping[Operand, Fraction]
) -> Value | None:
    """The value that the section computes with, else that of the row in the same table."""
    value = worked.get((product.section, factor.key))
    if value is not None:
        return value, value, _percent(value)
    claim = rows.get(stem(factor.name))
    return _bounds(claim, is_inverse=factor.is_inverse) if claim and claim.scale == "share" else None


def _bounds(claim: Claim, *, is_inverse: bool) -> Value | None:
    low, high = claim.quantity.low, claim.quantity.high
    text = claim.quantity.text
    if not is_inverse:
        return (low or Fraction(0)), (Fraction(1) if high is None else high), text
    least = Fraction(0) if high is None else 1 - high
    return least, 1 - (low or Fraction(0)), f"(1 − {text})"


def _judge(document: Document, claim: Claim, parts: list[Value]) -> Iterator[Diagnostic]:
    low = reduce(mul, (part[0] for part in parts))
    high = reduce(mul, (part[1] if part[1] is not None else Fraction(1) for part in parts))
    slack = claim.quantity.digit / 2
    floor, ceiling = claim.quantity.low, claim.quantity.high
    if (ceiling is None or low <= ceiling + slack) and (floor is None or high >= floor - slack):
        return
    expected = _percent(low) if low == high else f"{_percent(low)}–{_percent(high)}"
    printed = " × ".join(part[2] for part in parts)
    yield RULE.finding(
        document.span(claim.start, claim.end),
        f"states {claim.quantity.text}, described as a product, but {printed} is {expected}",
        f"write {expected}, or describe how the value was computed",
        stated=claim.quantity.text,
        expected=expected,
    )


def _percent(value: Fraction) -> str:
    return f"{half_up(value * 100, 2).normalize():f}%"


RULE: Rule[Document] = Rule(
    code="CA514",
    name="described-product",
    severity=Severity.ERROR,
    title={
        "en": "a value is not the product that its table row describes",
        "zh": "表中的值不等于该行所述的乘积",
    },
    why={
        "en": "The parts stand in the same table: every reader can multiply them.",
        "zh": "各因子就在同一表中，读者一乘便知。",
    },
    check=check,
    bad=(
        Example(
            "## 甲\n\n| 指标 | 数值 | 依据 |\n| --- | --- | --- |\n| 采用率 | 90% | 统计 |\n"
            "| 标准化程度 | 80% | 统计 |\n"
            "| 争议度 | 10% | 统计 |\n| 收敛度 | ⟦85%⟧ | 综合评估：采用率×标准化×无争议率 |\n",
            note="0.9 × 0.8 × 0.9 is 64.8%",
        ),
        Example(
            "## 甲\n\n| 指标 | 数值 | 依据 |\n| --- | --- | --- |\n| 采用率 | 95%+ | 统计 |\n"
            "| 收敛度 | ⟦98%⟧ | 采用率×成熟度 |\n\n"
            "$$\\text{收敛度} = 0.5 \\times \\text{采用率} + 0.5 \\times \\text{成熟度}$$\n\n"
            "$$\\text{收敛度} = 0.5 \\times 1.0 + 0.5 \\times 0.96 = 0.98$$\n",
            note="the derivation gives the parts: 1.0 × 0.96",
        ),
        Example(
            "## Tool\n\n| Metric | Value | Basis |\n| --- | --- | --- |\n| Adoption | 50% | survey |\n"
            "| Stability | 80% | survey |\n| Maturity | ⟦60%⟧ | adoption × stability |\n"
        ),
    ),
    good=(
        Example(
            "## 甲\n\n| 指标 | 数值 | 依据 |\n| --- | --- | --- |\n| 采用率 | 100% | 统计 |\n"
            "| 标准化程度 | 95%+ | 统计 |\n"
            "| 争议度 | 0% | 统计 |\n| 收敛度 | 98% | 综合评估：采用率×标准化×无争议率 |\n",
            note="95%+ leaves it open",
        ),
        Example(
            "## 甲\n\n| 指标 | 数值 | 依据 |\n| --- | --- | --- |\n| 采用率 | 50% | 统计 |\n"
            "| 收敛度 | 85% | 采用率×成熟度 |\n",
            note="a part without a value",
        ),
    ),
)
"""Products described in words."""
