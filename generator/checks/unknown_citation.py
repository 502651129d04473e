"""CA115: every citation names a document and lines that it has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.unknown_id import is_lost
from generator.diagnostics import Diagnostic, Severity, Span
from generator.load import did_you_mean
from generator.model.atlas import Atlas
from generator.model.parts import Part, Place
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.yaml_nodes import Scalar


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look each cited place up in the documents."""
    atlas = subject.atlas
    if is_lost(atlas, "data/documents.yml", atlas.documents):
        return
    for part in atlas.walk.parts:
        for field, value in part.__dict__.items():
            if isinstance(value, tuple) and value and isinstance(value[0], Place):
                for place in value:
                    yield from _judge(place, part, field, atlas)


def _judge(place: Place, part: Part, field: str, atlas: Atlas) -> Iterator[Diagnostic]:
    document = atlas.documents.get(place.document)
    if document is None:
        if place.document not in atlas.dropped:
            known = f"documents: {', '.join(atlas.documents)}; a new one goes into data/documents.yml"
            hint = did_you_mean(place.document, atlas.documents) or known
            yield RULE.finding(_span(part, field, place), f"there is no document {place.document!r}", hint)
    elif place.last < place.first:
        message = f"the lines run backwards: {place.first} to {place.last}"
        yield RULE.finding(_span(part, field, place), message, "write the smaller line first")
    elif not 1 <= place.first <= place.last <= document.lines:
        message = f"{place} is outside the document, which has lines 1 to {document.lines}"
        yield RULE.finding(_span(part, field, place), message, "cite the line where the statement stands")


def _span(part: Part, field: str, place: Place) -> Span:
    node = part.node(field)
    if not isinstance(node, Scalar):
        return part.span(field)
    start = node.value.find(str(place))
    return node.span_within(start, start + len(str(place))) if start >= 0 else node.span


RULE = Rule(
    code="CA115",
    name="unknown-citation",
    severity=Severity.ERROR,
    title={"zh": "出处不存在", "en": "a citation names a place that does not exist"},
    why={
        "zh": "每个数字都注明来自哪份资料的哪一行。行号超出资料的范围，读者就无从核对。",
        "en": "Every figure says which line of which source it comes from. If there is no such line, "
        "nobody can look it up.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/axles.yml",
                    "score: 0.31\nsource: handbook:45",
                    "score: 0.31\nsource: ⟦handbok:45⟧",
                ),
            ),
            note="a document misspelt",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "source: handbook:37",
                    "source: handbook:37, ⟦handbook:64⟧",
                ),
            ),
            note="a line past the end of the document",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "source: handbook:37", "source: ⟦handbook:37-36⟧"),
            ),
            note="lines that run backwards",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "source: handbook:37",
                    "source: handbook:37-38, handbook:60",
                ),
            ),
            note="several places, up to the last line",
        ),
        Example(
            edits=(Edit("data/documents.yml", "lines: 60", "lines: 61"),),
            note="a document that is longer than what is cited of it",
        ),
    ),
)
