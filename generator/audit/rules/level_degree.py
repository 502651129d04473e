"""A level, a degree and a rating that stand together are those of one level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.levels.degrees import misrated, misstated
from generator.audit.levels.ladders import Ladder, ladder
from generator.audit.levels.ratings import misrated_names
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.quantity import percent
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Names with the degree of another level, then ratings that the degree does not admit."""
    known = ladder(document)
    if known is None:
        yield from _rated_names(document)
        return
    yield from wrong_degrees(RULE, document, known, document)
    yield from _ratings(document, known)


def wrong_degrees(
    rule: Rule[Document] | Rule[Sequence[Document]], document: Document, known: Ladder, home: Document
) -> Iterator[Diagnostic]:
    """Where a document contradicts the degrees of a ladder, which it defines itself or another one does."""
    where = "" if home is document else f" in {home.path}"
    for breach in misstated(document, known):
        level = breach.level
        yield rule.finding(
            document.span(*breach.place),
            f"{level.names[0]} stands for {percent(level.degree)}{where}, {breach.reason}",
            "correct the level or the degree",
            notes=(Note(home.span(*level.place), f"{level.names[0]} is defined here"),),
            stated=breach.text,
            expected=percent(level.degree),
        )


def _ratings(document: Document, known: Ladder) -> Iterator[Diagnostic]:
    for stated, degree in misrated(document, known):
        assert degree.degree is not None  # a pair always has one
        fitting = " or ".join("★" * stars for stars in sorted(known.ratings(degree.degree)))
        yield RULE.finding(
            document.span(*stated.place),
            f"{stated.text} does not fit {degree.text}, which is {fitting} on the scale of this document",
            "correct the rating or the degree",
            notes=(Note(document.span(*degree.place), f"states {degree.text}"),),
            stated=stated.text,
            expected=fitting,
        )


def _rated_names(document: Document) -> Iterator[Diagnostic]:
    for stated in misrated_names(document):
        name, rating = stated.level.names[0], stated.level.rating
        yield RULE.finding(
            document.span(*stated.place),
            f"{name} is rated {rating}, but it stands with {stated.text} here",
            "correct the level or the rating",
            notes=(Note(document.span(*stated.level.place), f"{name} is rated {rating}"),),
            stated=stated.text,
            expected=rating,
        )


_SCALE = (
    "| 层级 | 收敛度 | 确定性 |\n| --- | --- | --- |\n| L3: 完全收敛 | 95% | ★★★★☆ |\n"
    "| L2: 进行时 | 60% | ★★★☆☆ |\n| L1: 未收敛 | 30% | ★★☆☆☆ |\n\n"
)
RULE: Rule[Document] = Rule(
    code="CA515",
    name="level-degree",
    severity=Severity.WARNING,
    title={
        "en": "a level stands with the degree or the rating of another level",
        "zh": "层级与另一层级的程度值或星级写在一起",
    },
    why={
        "en": "A document that gives each level one degree and one rating must use them together.",
        "zh": "文档为每个层级规定了程度值与星级，使用时就必须一致。",
    },
    check=check,
    bad=(
        Example(
            "| Level | Name | Score | Rating |\n| --- | --- | --- | --- |\n"
            "| L3 | Settled | 70–100 % | ★★★ |\n| L2 | Contested | 40–69 % | ★★☆ |\n"
            "| L1 | Open | 0–39 % | ★☆☆ |\n\n"
            "**Level**: L2 Contested (61 %), ⟦★★★⟧\n",
            note="ratings by name, degrees in bands",
        ),
        Example(_SCALE + "1. **协作协议未收敛**（⟦60%收敛度⟧）\n", note="60% is the degree of L2"),
        Example(
            _SCALE + "- **收敛度提升**：从经验（30%）到可预测（60%）\n"
            "- **确定性提升**：从经验（★★☆☆☆）到可预测（⟦★★★★☆⟧）\n",
            note="60% has three stars",
        ),
        Example(
            _SCALE + "| 维度 | 状态 |\n| --- | --- |\n| 推理 | 可预测缩放（30%） |\n\n"
            "```mermaid\ngraph TD\n    A[启发式] --> B[⟦可预测缩放<br/>★★★★☆⟧]\n```\n",
            note="the same words with a degree and with a rating",
        ),
        Example(
            _SCALE + "| 层级 | 收敛度 |\n| --- | --- |\n| L3: 完全收敛 | 95% |\n| L2: 进行时 | ⟦65%⟧ |\n"
        ),
        Example(
            "| Level | Degree | Certainty |\n| --- | --- | --- |\n| L3: Settled | 90% | ★★★ |\n"
            "| L2: Contested | 60% | ★★ |\n| L1: Open | 30% | ★ |\n\n"
            "Agent protocols are Contested (⟦30%⟧).\n"
        ),
    ),
    good=(
        Example(
            "| 阶段 | 投入 | 占比 |\n| --- | --- | --- |\n| 采集 | 240 | 30% |\n| 治理 | 200 | 25% |\n"
            "| 应用 | 160 | 20% |\n\n| 阶段 | 累计 |\n| --- | --- |\n| 治理 | 55% |\n| 应用 | 75% |\n",
            note="shares are no degrees",
        ),
        Example(
            "| 等级 | 名称 | 星级 |\n| --- | --- | --- |\n| L3 | 成熟 | ★★★ |\n| L2 | 试用 | ★★☆ |\n"
            "| L1 | 探索 | ★☆☆ |\n\n甲为 L2 级（★★☆），目标是 L3。\n\n"
            "| 等级 | 文档质量 |\n| --- | --- |\n| L2 | ★★★ |\n",
            note="another kind of rating",
        ),
        Example(
            _SCALE + "1. **协作协议未收敛**（30%收敛度）\n\n"
            "- **收敛度提升**：从经验（40%）到可预测（70%）\n"
            "- **确定性提升**：从经验（★★☆☆☆）到可预测（★★★★☆）\n",
            note="a degree between two levels may carry the rating of either",
        ),
        Example(_SCALE + "已有 60% 的团队认为未收敛（置信度 95%）。\n", note="another quantity"),
        Example(
            "| 层级 | 收敛度 |\n| --- | --- |\n| L2 | 60% |\n| L1 | 30% |\n\nL1（60%）\n",
            note="two rows are no scale",
        ),
    ),
)
"""Levels, degrees and ratings."""
