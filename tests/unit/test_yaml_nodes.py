"""YAML is read with the place of every key and value, and only its plain subset is accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source import SourceText
from generator.yaml_nodes import MAX_DEPTH, MappingNode, Scalar, key_span, node_at, parse_yaml

FOLDED = "a: >-\n  first words\n  第二行，and 60% here\nb: |-\n  x = 1\n    y = 2\nc: 'it''s 70%'\n"


def _parse(text: str) -> MappingNode:
    root, problems = parse_yaml(SourceText("f.yml", text))
    assert not problems
    assert isinstance(root, MappingNode)
    return root


def _codes(text: str) -> list[tuple[str, str]]:
    _, problems = parse_yaml(SourceText("f.yml", text))
    return [(each.code, str(each.span)) for each in problems]


def test_scalars_stay_strings() -> None:
    """`0.60`, `yes` and dates keep their wording; what they mean is the model's business."""
    assert _parse("a: 0.60\nb: yes\nc: 2025-11-10\nd:\n") == {
        "a": "0.60",
        "b": "yes",
        "c": "2025-11-10",
        "d": None,
    }


def test_every_node_knows_its_place() -> None:
    """Keys, values and list items have spans that count characters."""
    root = _parse("名: {zh: 甲, en: A}\nlist:\n  - x\n  - y: 1\n")
    assert str(node_at(root, ("名", "en")).span) == "f.yml:1:16"
    assert str(node_at(root, ("list", 1, "y")).span) == "f.yml:4:8"
    assert str(key_span(root, ("名", "en"))) == "f.yml:1:12"
    assert str(key_span(root, ("list", 1, "y"))) == "f.yml:4:5"


def test_a_path_leads_as_far_as_it_can() -> None:
    """A path that goes on below a leaf ends at the leaf, so that a finding still has a place."""
    root = _parse("a: {b: 1}\n")
    assert node_at(root, ("a", "b", "c", 3)) is node_at(root, ("a", "b"))
    assert str(key_span(root, ("a", "x"))) == "f.yml:1:5"


@pytest.mark.parametrize(
    ("key", "words", "place"),
    [
        ("a", "60%", "f.yml:3:11"),
        ("a", "first", "f.yml:2:3"),
        ("b", "y", "f.yml:6:5"),
        ("c", "70%", "f.yml:7:11"),
    ],
)
def test_words_inside_block_strings_have_places(key: str, words: str, place: str) -> None:
    """Offsets of a value lead to its place in the file, also in folded, literal and quoted strings."""
    node = _parse(FOLDED).nodes[key]
    assert isinstance(node, Scalar)
    start = node.value.index(words)
    assert str(node.span_within(start, start + len(words))) == place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\na: 2\n", [("CA103", "f.yml:2:1")]),
        ("a: &x 1\nb: 2\n", [("CA102", "f.yml:1:4")]),
        ("a: *x\n", [("CA102", "f.yml:1:4")]),
        ("a: !!int 1\n", [("CA102", "f.yml:1:4")]),
        ("a: 1\n---\nb: 2\n", [("CA102", "f.yml:2:1")]),
        ("a: [1, 2\n", [("CA101", "f.yml:2:1")]),
        ("a: b: c\n", [("CA101", "f.yml:1:5")]),
        ("? [x, y]\n: 1\n", [("CA102", "f.yml:1:3")]),
        ("a: \x07\n", [("CA101", "f.yml:1:4")]),
    ],
)
def test_what_is_not_plain_yaml_is_a_finding(text: str, found: list[tuple[str, str]]) -> None:
    """Duplicate keys, aliases, tags, several documents and syntax errors are reported at their place."""
    assert _codes(text) == found


def test_a_duplicate_key_keeps_the_first_value() -> None:
    """The second value is reported and ignored, and a note leads to the first."""
    root, problems = parse_yaml(SourceText("f.yml", "a: 1\nb: 2\na: 3\n"))
    assert root == {"a": "1", "b": "2"}
    assert str(problems[0].notes[0].span) == "f.yml:1:1"


def test_nesting_is_bounded() -> None:
    """Input nested a hundred thousand levels deep is refused, not followed."""
    assert [code for code, _ in _codes("[" * 100_000)] == ["CA102"]
    assert not _codes("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    """Whatever a file holds, reading it gives a node or a finding, never an exception."""
    root, problems = parse_yaml(SourceText("f.yml", text.replace("\r", "")))
    assert (
        root is not None
        or problems
        or not text.strip()
        or text.lstrip().startswith(("#", "-", ".", "%", "\ufeff"))
    )
