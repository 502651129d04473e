"""CA223: a force whose cases name a technology is named by that technology, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from generator.diagnostics import Diagnostic, Fix, Note, Severity
from generator.model.atlas import Atlas
from generator.model.technologies import Technology
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.yaml_nodes import Node, Scalar, SequenceNode


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look for the other end of each link; an end that does not exist has a finding of its own."""
    yield from _from_forces(subject.atlas)
    yield from _from_technologies(subject.atlas)


def _from_forces(atlas: Atlas) -> Iterator[Diagnostic]:
    mended: set[str] = set()
    for force in atlas.forces.values():
        for case in force.cases:
            for index, identifier in enumerate(case.technologies):
                technology = atlas.technologies.get(identifier)
                if technology and force.id not in technology.forces:
                    # Two mends of one list would overlap: the next run makes the second.
                    fix = _list_force(technology, force.id) if identifier not in mended else None
                    mended.add(identifier)
                    message = f"a case of {force.id} names {identifier}, which does not list the force"
                    hint = (
                        f"add {force.id} to the forces of {identifier}, or take {identifier} out of the case"
                    )
                    notes = (
                        Note(
                            technology.key_span("forces" if technology.forces else "name"), "the technology"
                        ),
                    )
                    yield RULE.finding(case.span("technologies", index), message, hint, notes=notes, fix=fix)


def _list_force(technology: Technology, force: str) -> Fix | None:
    """Add the force to `forces` of a technology, behind the last one; the list is written as it was."""
    if not technology.forces:
        fields = [technology.node(name) for name in ("source", "errata", "references")]
        behind = max((node for node in fields if _is_on_one_line(node)), key=lambda node: node.start)
        return _add_line(behind, f"forces: [{force}]")
    node, last = technology.node("forces"), technology.node("forces", len(technology.forces) - 1)
    if not isinstance(node, SequenceNode) or not isinstance(last, Scalar):
        return None
    if _is_on_one_line(node):
        return Fix(node.source.span(last.end, last.end), f", {force}")
    return _add_line(last, f"{' ' * (node.span.column - 1)}- {force}")


def _is_on_one_line(node: Node | None) -> TypeGuard[Scalar | SequenceNode]:
    """Whether it is a plain value or a list in brackets."""
    is_list = isinstance(node, SequenceNode) and node.source.text[node.start] == "["
    return is_list or isinstance(node, Scalar)


def _add_line(behind: Scalar | SequenceNode, line: str) -> Fix:
    end = (behind.source.text + "\n").index("\n", behind.end)
    return Fix(behind.source.span(end, end), f"\n{line}")


def _from_technologies(atlas: Atlas) -> Iterator[Diagnostic]:
    named = {
        (force.id, identifier)
        for force in atlas.forces.values()
        for case in force.cases
        for identifier in case.technologies
    }
    for technology in atlas.technologies.values():
        for index, identifier in enumerate(technology.forces):
            if identifier in atlas.forces and (identifier, technology.id) not in named:
                message = f"{technology.id} lists {identifier}, but no case of the force names it"
                hint = f"add {technology.id} to a case of {identifier}, or take the force out"
                yield RULE.finding(technology.span("forces", index), message, hint)


RULE = Rule(
    code="CA223",
    name="one-sided-link",
    severity=Severity.ERROR,
    title={"zh": "链接只有一头", "en": "a link has one end only"},
    why={
        "zh": "力量的实例提到一项技术，技术的页面就应当链接回来。只写了一头，读者从另一头就找不到它。",
        "en": "Where a case of a force names a technology, the page of the technology links back. With one "
        "end missing, readers who come from the other side never learn of it.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/forces/rough-roads.yml",
                    "technologies: [shifting]",
                    "technologies: [shifting, ⟦chain-drive⟧]",
                ),
            ),
            note="the technology does not list the force",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "forces: [rough-roads]", "forces: [⟦rough-roads⟧]"),
                Edit("data/forces/rough-roads.yml", "technologies: [shifting], ", ""),
            ),
            note="no case of the force names the technology",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/forces/rough-roads.yml",
                    "technologies: [shifting]",
                    "technologies: [shifting, chain-drive]",
                ),
                Edit(
                    "data/technologies/chain-drive.yml",
                    "name: {zh: 链条与皮带",
                    "forces: [rough-roads]\nname: {zh: 链条与皮带",
                ),
            ),
            note="both ends are there",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "forces: [rough-roads]\n", ""),
                Edit("data/forces/rough-roads.yml", "technologies: [shifting], ", ""),
            ),
            note="a case may concern no technology",
        ),
    ),
)
