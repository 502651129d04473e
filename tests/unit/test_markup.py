"""References in texts are found with their offsets, and lines join as a reader would join them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import fill, find_references, hide_references, join_lines


def test_references_are_found_in_order() -> None:
    """Kind, target and offsets of each; brackets that are no reference are left alone."""
    text = "见 [[level:L2]] 与 [[ score : moe ]]，[a] [[x"
    found = list(find_references(text))
    assert [(each.address, each.is_link) for each in found] == [("level:L2", True), ("score:moe", False)]
    assert text[found[0].start : found[0].end] == "[[level:L2]]"


@given(st.text(alphabet="[]ab:\n ", max_size=40))
def test_hiding_keeps_every_offset(text: str) -> None:
    """Hidden references leave blanks of the same length."""
    hidden = hide_references(text)
    assert len(hidden) == len(text)
    assert not list(find_references(hidden))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("第一行，\n第二行", "第一行，第二行"),
        ("one\ntwo", "one two"),
        ("用 MoE\n的模型", "用 MoE的模型"),
        ("a\n\nb", "a\n\nb"),
        ("- a\n- b", "- a\n- b"),
        ("  a  \n  b  ", "a b"),
    ],
)
def test_lines_join(text: str, joined: str) -> None:
    """No space beside a Chinese character, one between Latin words; paragraphs and lists stay."""
    assert join_lines(text) == joined


def test_filled_strings_are_spaced_by_script() -> None:
    """A space stands between a Chinese character and a Latin word, and none between Chinese ones."""
    assert fill("（见{places}）", {"places": "[AdamW](a.md)"}) == "（见 [AdamW](a.md)）"
    assert fill("（见{places}）", {"places": "[分词](t.md)"}) == "（见[分词](t.md)）"
    assert fill("{score:.2f} of {name}", {"score": 0.5, "name": "x"}) == "0.50 of x"
