"""A rendering that crashes is a finding at its place, and nothing on disk changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import make_project

from generator.crash import describe_crash
from generator.project import render


@pytest.mark.parametrize("mistake", ["{% if half", "{{ 1 / 0 }}", "{{ no_such_name }}"])
def test_a_mistake_in_a_template_is_found_at_its_line_and_keeps_the_pages(
    tmp_path: Path, mistake: str
) -> None:
    root = make_project(tmp_path)
    render(root)
    template, page = root / "templates/glossary.md.j2", root / "docs/en/glossary.md"
    text, before = template.read_text(encoding="utf-8"), page.read_bytes()
    template.write_text(f"{text.rstrip()}\n{mistake}\n", encoding="utf-8")
    rendering = render(root)
    lines = len(text.rstrip().splitlines())
    assert [str(found.span) for found in rendering.diagnostics] == [f"templates/glossary.md.j2:{lines + 1}:1"]
    assert page.read_bytes() == before


def test_a_crash_outside_the_templates_names_no_line_of_theirs(tmp_path: Path) -> None:
    found = describe_crash(OSError("disk full"), tmp_path / "templates")
    assert str(found.span) == "templates:1:1"
    assert "disk full" in found.message
