"""Layout is mended without a change of what is read: neither values nor comments, and once is enough."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.audit.fixes import corrected
from generator.diagnostics import Fix
from generator.source import SourceText, decode
from generator.yaml_nodes import Node, parse_yaml
from generator.yaml_style import find_departures

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for folder in ("data", "tests/atlases/tiny")
    for file in sorted((ROOT / folder).rglob("*.yml"))
}


def read(text: str) -> Node | None:
    """What a text reads as; None if it cannot be read."""
    node, problems = parse_yaml(SourceText("file.yml", text))
    return None if problems else node


def departures(text: str) -> list[str]:
    """What is off-style, by name."""
    root = read(text)
    assert root is not None
    return [each.what for each in find_departures(SourceText("file.yml", text), root)]


def mend(text: str) -> str:
    """The text as `check --fix` leaves it: mended until nothing is found."""
    for _ in range(5):
        source, root = SourceText("file.yml", text), read(text)
        assert root is not None
        found = find_departures(source, root)
        fixes = [Fix(source.span(each.start, each.end), each.replacement) for each in found]
        text, _ = corrected(source, fixes)
    return text


def comments(text: str) -> list[str]:
    """The lines that are or end with a comment, without what is before it."""
    return re.findall(r"(?m)(?:^|[ \t])(#.*?)[ \t]*$", text)


@pytest.mark.parametrize("path", TEXTS)
def test_the_projects_own_files_are_tidy(path: str) -> None:
    """The style is that of the data as it stands."""
    assert departures(TEXTS[path]) == []


def blanks_at_line_ends(text: str) -> str:
    return re.sub(r"(?m)([]}])$", r"\1 \t", text)


def wide_colons(text: str) -> str:
    return re.sub(r"(?m)^( *[a-z_]+:) (?=[^\s|>])", r"\1   ", text)


def early_blanks(text: str) -> str:
    return re.sub(r"(?m)^( *[a-z_]+):(?=[ \n])", r"\1 :", text)


def loose_brackets(text: str) -> str:
    return re.sub(r"(?m)^( *[a-z_]+: \[)([a-z0-9, -]+)\]$", r"\1 \2 ]", text)


def tight_commas(text: str) -> str:
    return re.sub(r"(?m)^( *[a-z_]+: )(\[[a-z0-9, -]+\])$", lambda m: m[1] + m[2].replace(", ", ","), text)


def four_spaces(text: str) -> str:
    return re.sub(r"(?m)^( +)(- )?", lambda m: 2 * m[1] + ("-   " if m[2] else ""), text)


def blank_lines(text: str) -> str:
    return re.sub(r"\n\n(?=[a-z#])", "\n\n\n\n", text) + "\n\n"


def no_line_end(text: str) -> str:
    return text.rstrip("\n")


@pytest.mark.parametrize(
    "disturb",
    [
        blanks_at_line_ends,
        wide_colons,
        early_blanks,
        loose_brackets,
        tight_commas,
        four_spaces,
        blank_lines,
        no_line_end,
        lambda text: four_spaces(wide_colons(blank_lines(text))),
    ],
)
def test_another_layout_becomes_the_usual_one(disturb: Callable[[str], str]) -> None:
    """Where only the layout is another, mending gives the file byte for byte as it was."""
    disturbed = {path: disturb(text) for path, text in TEXTS.items()}
    changed = [path for path, text in disturbed.items() if text != TEXTS[path]]
    assert changed
    for path in changed:
        if read(disturbed[path]) == read(TEXTS[path]):
            assert departures(disturbed[path])
            assert mend(disturbed[path]) == TEXTS[path]
        else:  # a text was touched as well
            assert read(mend(disturbed[path])) == read(disturbed[path])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    path=st.sampled_from(sorted(TEXTS)),
    places=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True), st.sampled_from([" ", "  ", "\n", "\n\n", "\t", " \n", "'"])
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_mending_changes_nothing_that_is_read(path: str, places: list[tuple[float, str]]) -> None:
    """Blanks and line breaks anywhere: values and comments stay, and the second run finds nothing."""
    text = TEXTS[path]
    gaps = [match.end() for match in re.finditer(r"[\s,:{}\[\]-]", text)]
    for where, added in places:
        place = gaps[int(where * len(gaps))]
        text = text[:place] + added + text[place:]
    root = read(text)
    assume(root is not None)
    mended = mend(text)
    assert read(mended) == root
    assert comments(mended) == comments(text)
    assert departures(mended) == []


def test_what_is_no_layout_is_left() -> None:
    """Blanks inside block texts and quoted ones, and single quotes that spare escapes, are not touched."""
    text = 'zh: |-\n  one  \n\n\n  two\nen: "three   four"\nquote: \'he said "no"\'\n'
    assert departures(text) == []


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"a: 1\r\nb: 2\r\n", "line ends other than LF"), (b"\xef\xbb\xbfa: 1\n", "a byte order mark")],
)
def test_line_ends_and_marks_are_mended(data: bytes, what: str) -> None:
    """What is not part of the text is found too; writing the text again mends it."""
    source, _ = decode("file.yml", data)
    root = read(source.text)
    assert root is not None
    assert [each.what for each in find_departures(source, root)] == [what]
    assert find_departures(SourceText(source.path, source.text), root) == []
