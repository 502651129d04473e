"""What stands on the larger side of `<`, `≤`, `>`, `≥` is larger."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.relations import Judged, steps
from generator.audit.verdicts import quote
from generator.diagnostics import Diagnostic, Severity
from generator.formula import Grade, Step
from generator.formula.writing import shown
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_WORD = lazy(r"[A-Za-z]{2,}")
_DENIED = lazy(
    r"\s?(?:\\\)|\$)?\s?(?:并?不(?:成立|满足)|(?:does not|doesn't) hold|is (?:false|not (?:true|met)))"
)
_LABEL_WORDS = 2
"""A unit has at most so many words ."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each inequality between two numbers that cannot hold."""
    for each, step in steps(document):
        is_false = step.grade is Grade.INCONSISTENT and step.link.sign in "<>≤≥"
        if is_false and not _is_about_words(document, each, step) and not _is_denied(document, each, step):
            yield _finding(document, each, step)


def _is_about_words(document: Document, each: Judged, step: Step) -> bool:
    """Whether the figure on the left is far from what is compared (`v3 needs … Chrome >= 51`)."""
    left = document.text[each.offset + step.left.start : each.offset + step.left.end]
    return not each.chain.latex and len(_WORD.findall(left)) > _LABEL_WORDS


def _is_denied(document: Document, each: Judged, step: Step) -> bool:
    """Whether the text itself says that it does not hold (`由于 $0.62 \\geq 0.7$ 不成立`)."""
    return bool(_DENIED.match(document.text, each.offset + step.right.end))


def _finding(document: Document, each: Judged, step: Step) -> Diagnostic:
    assert step.left.value is not None
    assert step.right.value is not None
    start, end = each.offset + step.left.start, each.offset + step.right.end
    values = f"{shown(step.left.value)} {step.link.sign} {shown(step.right.value)}"
    return RULE.finding(
        document.span(start, end),
        f"{quote(document, start, end)} does not hold: {values} is false",
        "correct one side, or turn the sign",
        severity=each.severity,
        stated=quote(document, start, end),
    )


RULE: Rule[Document] = Rule(
    code="CA504",
    name="false-inequality",
    severity=Severity.ERROR,
    title={"en": "an inequality between two numbers does not hold", "zh": "两个数之间的不等式不成立"},
    why={
        "en": "A threshold that its own figures miss turns the argument around.",
        "zh": "数字本身不满足所写的阈值，结论就会反过来。",
    },
    check=check,
    bad=(
        Example("$⟦0.95 > 0.95⟧$\n"),
        Example("因为 $⟦0.3 \\times 0.5 > 0.2⟧$，\n"),
        Example("$⟦\\frac{5}{4} \\leq 1⟧$\n"),
    ),
    good=(
        Example("$0.60 < 0.68 \\leq 0.80$\n"),
        Example("$\\frac{1}{3} \\leq 0.33$\n", note="0.33 may be rounded"),
        Example("Vant 3/4 supports modern browsers and Chrome >= 51.\n", note="a version of something else"),
        Example("由于 $0.62 \\geq 0.7$ 不成立，… and $2 > 3$ does not hold.\n", note="so it says"),
        Example("File > 3 > 2, and C_2 > 0.95 or x < 5.\n"),
    ),
)
"""Inequalities that do not hold."""
