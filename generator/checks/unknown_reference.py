"""CA113: every `[[kind:id]]` in a text, and every address that an erratum recomputes with, resolves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.unknown_id import is_lost
from generator.diagnostics import Diagnostic, Severity, Span
from generator.load import did_you_mean
from generator.markup import LINK_KINDS, Reference, find_references
from generator.model.atlas import Atlas
from generator.model.parts import Part
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.values import ExpressionError, UnknownAddressError, Value, evaluate
from generator.yaml_nodes import Scalar


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Resolve links in their collection and figures among the addresses of the atlas."""
    atlas, values = subject.atlas, subject.values
    for wording in atlas.walk.wordings:
        for language, text in wording.text.entries():
            if "[[" not in text:
                continue
            for reference in find_references(text):
                if not resolves(reference, subject):
                    span = wording.span_within(language, reference.start, reference.end)
                    yield _unknown(reference.address, span, atlas, values)
    for erratum in atlas.errata.values():
        unknown = unknown_address(erratum.recomputed, values) if erratum.recomputed else None
        if unknown and not _is_lost(unknown.address, subject):
            yield _unknown(unknown.address, _within(erratum, unknown), atlas, values)


def unknown_address(expression: str, values: Mapping[str, Value]) -> UnknownAddressError | None:
    """The first address of an expression that the atlas does not have."""
    try:
        evaluate(expression, values)
    except UnknownAddressError as error:
        return error
    except ExpressionError:
        return None
    return None


def _within(erratum: Part, error: ExpressionError) -> Span:
    node = erratum.node("recomputed")
    return (
        node.span_within(error.start, error.end) if isinstance(node, Scalar) else erratum.span("recomputed")
    )


def _collections(atlas: Atlas) -> dict[str, tuple[str, Mapping[str, Part]]]:
    return {
        "technology": ("data/technologies/", atlas.technologies),
        "level": ("data/levels/", atlas.levels),
        "term": ("data/glossary.yml", atlas.glossary),
        "cite": ("data/references.yml", atlas.references),
        "erratum": ("data/errata.yml", atlas.errata),
        "force": ("data/forces/", atlas.forces),
    }


def resolves(reference: Reference, subject: ScoredAtlas) -> bool:
    """Whether a reference leads somewhere, or to something that was lost with a broken file."""
    if reference.address in subject.values:
        return True
    path, collection = _collections(subject.atlas).get(reference.kind, ("", {}))
    if reference.target in collection or _is_lost(reference.address, subject):
        return True
    return bool(path) and is_lost(subject.atlas, path, collection)


def _is_lost(address: str, subject: ScoredAtlas) -> bool:
    """Whether an address leads into a part that could not be read or scored, which has its own finding."""
    atlas = subject.atlas
    unscored = {key: part for key, part in atlas.technologies.items() if key not in subject.scores}
    lost = {*atlas.dropped, *unscored, *(part.level for part in unscored.values())}
    target = address.partition(":")[2]
    return not lost.isdisjoint((target, *target.replace("@", ".").split(".")))


def _unknown(address: str, span: Span, atlas: Atlas, values: Mapping[str, Value]) -> Diagnostic:
    kind, _, target = address.partition(":")
    collections = _collections(atlas)
    if kind in collections:
        hint = did_you_mean(target, collections[kind][1]) or f"no {kind} has this id"
    else:
        hint = (
            did_you_mean(address, values)
            or f"kinds of link: {', '.join(LINK_KINDS)}; or the address of a figure"
        )
    return RULE.finding(span, f"{address!r} leads nowhere", hint)


RULE = Rule(
    code="CA113",
    name="unknown-reference",
    severity=Severity.ERROR,
    title={"zh": "文中的引用没有着落", "en": "a reference in a text leads nowhere"},
    why={
        "zh": "正文用 [[score:…]] 之类的写法引用数字和条目，渲染时才填入。地址写错，读者看到的就是一个空洞。",
        "en": "Texts refer to figures and parts as [[score:…]], and rendering fills them in. A wrong "
        "address would leave the reader with a hole.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "拉线还是电线？[[term:derailleur]]",
                    "拉线还是电线？⟦[[term:derailer]]⟧",
                ),
            ),
            note="a term that the glossary does not have",
        ),
        Example(
            edits=(Edit("data/errata.yml", "recomputed: score:shifting\n", "recomputed: ⟦score:shiftin⟧\n"),),
            note="an erratum recomputed from a score that does not exist",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "en: Standards multiply.",
                    'en: "Standards multiply ⟦[[mean:spilt]]⟧."',
                ),
                Edit("data/levels/split.yml", "zh: 标准越来越多。", 'zh: "标准越来越多 [[mean:split]]。"'),
            ),
            note="a mean of a level misspelt",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "en: Standards multiply.",
                    'en: "Standards multiply [[mean:split]]."',
                ),
                Edit("data/levels/split.yml", "zh: 标准越来越多。", 'zh: "标准越来越多 [[mean:split]]。"'),
            ),
            note="the mean of a level",
        ),
        Example(
            edits=(
                Edit(
                    "data/errata.yml",
                    "recomputed: score:shifting\n",
                    "recomputed: (share:shifting.mechanical + score:shifting@street) / 2\n",
                ),
            ),
            note="shares and scores under another profile have addresses too",
        ),
    ),
)
