"""`check --fix`: what has one safe mend is mended, by the code of the rule that found it.

Mends can follow from each other (a sum that is corrected makes another one wrong), so files are
inspected again, in memory, until nothing is left to mend; the second run then changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.audit.fixes import Change, corrected
from generator.diagnostics import Diagnostic, Fix
from generator.project import Tree, inspect, read_tree, replace_file
from generator.source import SourceText

MAX_ROUNDS = 5
"""Mends that still follow from each other after this many rounds are left to a person."""


def find_mends(root: Path) -> tuple[Change, ...]:
    """The data files that differ from what is on disk once every safe mend is made. Writes nothing."""
    before = read_tree(root)
    tree, counts = before, dict.fromkeys(before.data, 0)
    for _ in range(MAX_ROUNDS):
        found = _fixes(inspect(tree, root / "templates").diagnostics, tree)
        if not found:
            break
        for path, at in found.items():
            text, count = corrected(tree.data[path], at)
            tree = _with(tree, path, text)
            counts[path] += count
    return tuple(
        Change(path, source.text if source.stored is None else source.stored, tree.data[path].text, count)
        for path, source in before.data.items()
        if (count := counts[path])
    )


def _fixes(found: Iterable[Diagnostic], tree: Tree) -> dict[str, list[Fix]]:
    """The mends of data files, by path. Generated pages are not mended: they are rendered again.

    A file that is not clean UTF-8 is left alone: writing it would lose what could not be read.
    """
    unreadable = {each.span.path for each in tree.problems}
    fixes: dict[str, list[Fix]] = {}
    for each in found:
        if each.fix is not None and each.fix.span.path in tree.data.keys() - unreadable:
            fixes.setdefault(each.fix.span.path, []).append(each.fix)
    return fixes


def _with(tree: Tree, path: str, text: str) -> Tree:
    return replace(tree, data={**tree.data, path: SourceText(path, text)})


def write(mend: Change, root: Path) -> None:
    """Replace one file below the root at once, in UTF-8 with LF."""
    replace_file(root / mend.path, mend.after.encode("utf-8"))
