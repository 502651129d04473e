"""What a change of the data does to the published numbers, against a git revision.

Both sides are loaded and scored in memory, the earlier one with today's generator: what is compared is
data, not programs. Nothing is checked out.
"""

from __future__ import annotations

import difflib
import io
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.checks.unrecorded_change import RULE as UNRECORDED_CHANGE
from generator.diagnostics import Diagnostic, has_errors
from generator.load import load
from generator.model.overview import Prediction
from generator.project import Tree, inspect, read_tree
from generator.quantity import exact_decimal
from generator.scores import ScoredAtlas, compute_scores
from generator.source import SourceText, decode
from generator.values import evaluate, number_text


class RevisionError(ValueError):
    """The revision cannot be read; the message is git's own or says what is missing."""


class Change(NamedTuple):
    """One thing before and after; None where it is not there."""

    subject: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Difference:
    """What changed, by section; pages by path; and level changes that have no record."""

    base: str
    sections: Mapping[str, tuple[Change, ...]]
    pages: tuple[Change, ...]
    unrecorded: tuple[Diagnostic, ...]
    tree: Tree
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is published changes."""
        return not self.pages and not any(self.sections.values())


SECTIONS: dict[str, tuple[str, ...]] = {
    "Level means and ranges": ("mean", "min", "max"),
    "Bands": ("band-above", "band-up-to"),
    "Weights": ("weight",),
    "Inputs": ("input",),
    "Shares": ("share",),
    "Nominal anchors": ("anchor",),
    "Other figures": ("firmness", "cell", "result", "count"),
}
"""Sections of the report with the kinds of figures they hold; levels and scores stand before them."""


def compare_with(root: Path, base: str) -> Difference:
    """Compare the working tree with a revision of it; raise `RevisionError` if that cannot be read."""
    files = read_revision(root, base)
    sources = {path: decode(path, content)[0] for path, content in files.items()}
    tree = read_tree(root)
    before = _score({path: text for path, text in sources.items() if path.startswith("data/")})
    inspection = inspect(tree, root / "templates")
    if before is None or inspection.scored is None:
        raise RevisionError(f"the data {'now' if before else 'at ' + base} cannot be read as an atlas")
    remarks = []
    if has_errors(inspection.diagnostics):
        remarks.append(
            "The data has errors (run `check`): pages are not compared, and figures may be missing."
        )
    pages = () if remarks else compare_pages(sources, inspection.pages)
    return Difference(
        base,
        compare_atlases(before, inspection.scored),
        pages,
        tuple(find_unrecorded(before, inspection.scored)),
        tree,
        tuple(remarks),
    )


def read_revision(root: Path, base: str) -> dict[str, bytes]:
    """The files below data/ and docs/ as a revision has them, by path."""
    if base.startswith("-"):
        raise RevisionError(f"{base!r} is no revision")
    folders = [name for name in ("data", "docs") if (root / name).is_dir()]
    command = ["git", "-C", str(root), "archive", "--format=tar", base, "--", *folders]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    if done.returncode:
        raise RevisionError(done.stderr.decode("utf-8", "replace").strip())
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        held = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
        return {name: file.read() for name, file in held if file}


def _score(files: Mapping[str, SourceText]) -> ScoredAtlas | None:
    atlas = load(files).atlas
    return compute_scores(atlas) if atlas else None


def compare_atlases(before: ScoredAtlas, after: ScoredAtlas) -> dict[str, tuple[Change, ...]]:
    """What differs between two atlases, by section, in the order of the later one."""
    old, new = collect_facts(before), collect_facts(after)
    return {section: tuple(_differences(old[section], new[section])) for section in new}


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for subject in dict.fromkeys((*new, *old)):
        if old.get(subject) != new.get(subject):
            yield Change(subject, old.get(subject), new.get(subject))


def collect_facts(scored: ScoredAtlas) -> dict[str, dict[str, str]]:
    """What is published of an atlas: section → subject → wording."""
    atlas = scored.atlas
    by_kind: dict[str, dict[str, str]] = {}
    for address, value in scored.values.items():
        kind, _, subject = address.partition(":")
        by_kind.setdefault(kind, {})[subject if len(_section_of(kind)) == 1 else address] = value.text
    return {
        "Levels": {each.id: each.level for each in atlas.technologies.values()},
        "Scores": {name: exact_decimal(score.total) for name, score in scored.scores.items()},
        **{
            section: {subject: text for kind in kinds for subject, text in by_kind.get(kind, {}).items()}
            for section, kinds in SECTIONS.items()
        },
        "Predictions": {
            each.id: _describe_prediction(each)
            for each in (atlas.timeline.predictions if atlas.timeline else ())
        },
        "Errata": {name: _describe_erratum(name, scored) for name in atlas.errata},
        "Records of changes": {
            each.id: f"{each.date}, {each.kind.value}" + (f", {each.technology}" if each.technology else "")
            for each in atlas.changes.values()
        },
    }


def _section_of(kind: str) -> tuple[str, ...]:
    return next((kinds for kinds in SECTIONS.values() if kind in kinds), ())


def _describe_prediction(prediction: Prediction) -> str:
    words = [f"{prediction.start} to {prediction.due}", prediction.status.value]
    if prediction.shift:
        words.append(f"{prediction.shift.subject} {prediction.shift.before} to {prediction.shift.after}")
    return ", ".join(words)


def _describe_erratum(name: str, scored: ScoredAtlas) -> str:
    erratum = scored.atlas.errata[name]
    if erratum.stated is None or erratum.recomputed is None:
        return "conflicts with " + ", ".join(str(place) for place in erratum.conflict or ())
    try:
        value = number_text(evaluate(erratum.recomputed, scored.values))
    except ValueError:
        value = "not computable"
    return f"states {erratum.stated}, recomputes to {value}"


def compare_pages(before: Mapping[str, SourceText], after: Mapping[str, str]) -> tuple[Change, ...]:
    """Generated files that differ, with how many lines go and come."""
    changes = []
    for path in sorted({*after, *(path for path in before if _is_generated(path, after))}):
        old, new = before.get(path), after.get(path)
        if old is None or new is None:
            changes.append(Change(path, None if old is None else "there", None if new is None else "there"))
        elif old.text != new:
            gone, come = _count_lines(old.text, new)
            changes.append(Change(path, f"−{gone} lines", f"+{come} lines"))
    return tuple(changes)


def _is_generated(path: str, pages: Iterable[str]) -> bool:
    """Whether a file stands where pages are generated: below a folder of docs/ that has any."""
    folders = {"/".join(page.split("/")[:2]) for page in pages}
    return any(path.startswith(f"{folder}/") for folder in folders)


def _count_lines(old: str, new: str) -> tuple[int, int]:
    matcher = difflib.SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    edits = [edit for edit in matcher.get_opcodes() if edit[0] != "equal"]
    return sum(edit[2] - edit[1] for edit in edits), sum(edit[4] - edit[3] for edit in edits)


def find_unrecorded(before: ScoredAtlas, after: ScoredAtlas) -> Iterator[Diagnostic]:
    """Technologies whose level moved without a new record in data/changes.yml that names them."""
    known = before.atlas.changes
    recorded = {change.technology for name, change in after.atlas.changes.items() if name not in known}
    for name, technology in after.atlas.technologies.items():
        earlier = before.atlas.technologies.get(name)
        if earlier and earlier.level != technology.level and name not in recorded:
            message = f"the level moves from {earlier.level} to {technology.level}, and no new record says so"
            hint = "add a dated record to data/changes.yml: did the world change, or the formula?"
            yield UNRECORDED_CHANGE.finding(technology.span("level"), message, hint)


def format_plain(difference: Difference) -> str:
    """The difference as indented text."""
    lines = [f"Published numbers, compared with {difference.base}"]
    for title, changes in _titled(difference):
        lines += ["", title, *(f"  {each.subject}: {_move(each)}" for each in changes)]
    return "\n".join([*lines, *_closing(difference)])


def format_markdown(difference: Difference) -> str:
    """The difference as Markdown, for a comment on a pull request; long lists are folded."""
    lines = [f"### Published numbers, compared with `{difference.base}`"]
    for title, changes in _titled(difference):
        rows = [f"| {_cell(each.subject)} | {_cell(each.before)} | {_cell(each.after)} |" for each in changes]
        table = ["| | before | after |", "| :-- | :-- | :-- |", *rows]
        if len(rows) > FOLD_FROM:
            lines += ["", f"<details><summary>{title}: {len(rows)}</summary>", "", *table, "", "</details>"]
        else:
            lines += ["", f"#### {title}", "", *table]
    lines += _closing(difference)
    lines += [f"- **{found.message}** (`{found.span}`): {found.hint}" for found in difference.unrecorded]
    return "\n".join(lines)


FOLD_FROM = 12
"""Lists longer than this are folded in Markdown."""


def _titled(difference: Difference) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The sections that have something to say, pages last."""
    sections = {**difference.sections, "Pages": difference.pages}
    return ((title, changes) for title, changes in sections.items() if changes)


def _closing(difference: Difference) -> list[str]:
    lines = ["", *difference.remarks] if difference.remarks else []
    return (
        [*lines, "", "Nothing that is published changes."]
        if difference.is_empty and not lines
        else [*lines, ""]
    )


def _move(change: Change) -> str:
    if change.before is None:
        return f"new: {change.after}"
    if change.after is None:
        return f"gone: {change.before}"
    return f"{change.before} → {change.after}"


def _cell(text: str | None) -> str:
    return "—" if text is None else text.replace("|", "\\|")


STYLES: dict[str, Callable[[Difference], str]] = {"text": format_plain, "markdown": format_markdown}
"""What `--format` accepts."""


def describe(difference: Difference, style: str) -> str:
    """The difference in one of the styles."""
    return STYLES[style](difference)
