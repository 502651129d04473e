"""CA117: every profile, reference and erratum is used somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.markup import find_references
from generator.model.atlas import Atlas
from generator.model.parts import Part
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare what there is with what is used. With a file missing, use cannot be judged."""
    atlas = subject.atlas
    if atlas.dropped:
        return
    cited, mended = _linked(atlas, "cite"), _linked(atlas, "erratum")
    for part in atlas.walk.parts:
        cited |= set(part.__dict__.get("references") or ())
        mended |= set(part.__dict__.get("errata") or ())
    for profile in atlas.scale.profiles:
        if profile.id not in _profiles_used(atlas):
            hint = "score a technology or define a level with it, or remove it"
            yield RULE.finding(profile.span("id"), f"nothing uses the profile {profile.id!r}", hint)
    yield from _unused(atlas.references.values(), cited, "reference", "list it under `references`")
    yield from _unused(
        atlas.errata.values(), mended, "erratum", "list it under `errata` where the figure stands"
    )


def _profiles_used(atlas: Atlas) -> set[str]:
    defined = {level.definition.profile for level in atlas.levels.values() if level.definition}
    return defined | {technology.profile for technology in atlas.technologies.values()}


def _linked(atlas: Atlas, kind: str) -> set[str]:
    """The ids to which texts link as `[[kind:id]]`."""
    opening = f"[[{kind}:"
    texts = (
        text for wording in atlas.walk.wordings for text in wording.text.root.values() if opening in text
    )
    return {found.target for text in texts for found in find_references(text) if found.kind == kind}


def _unused(parts: Iterable[Part], used: set[str], kind: str, hint: str) -> Iterator[Diagnostic]:
    for part in parts:
        identifier = part.__dict__["id"]
        if identifier not in used:
            yield RULE.finding(
                part.span(), f"nothing uses the {kind} {identifier!r}", f"{hint}, or remove it"
            )


RULE = Rule(
    code="CA117",
    name="unused-part",
    severity=Severity.ERROR,
    title={"zh": "条目从未被使用", "en": "a part is never used"},
    why={
        "zh": "没有任何地方指向的勘误、文献或权重方案，多半是别处的引用写漏了；读者也找不到它。",
        "en": "An erratum, reference or weight profile that nothing points to usually means that a pointer "
        "was forgotten; and no reader will come across it.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "errata: [shifting-sum]", "errata: []"),
                Edit("data/errata.yml", "kind: arithmetic", "⟦kind⟧: arithmetic"),
            ),
            note="the only mention of an erratum was deleted",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "  - id: workshop\n",
                    "  - id: ⟦race⟧\n    name: {zh: 比赛方案, en: race profile}\n    weights: {spread: "
                    "1}\n    description: {zh: 只看普及度。, en: Looks at spread only.}\n    source: "
                    "handbook:6\n  - id: workshop\n",
                ),
            ),
            note="a profile that scores nothing",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "references: [berto-2005]", "references: []"),),
            note="a reference that only a text cites",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "errata: [shifting-sum]", "errata: []"),
                Edit(
                    "data/technologies/shifting.yml",
                    "              errata: [makers]",
                    "              errata: [makers, shifting-sum]",
                ),
            ),
            note="an erratum that stands at a result of a table",
        ),
    ),
)
