"""A rendering that crashes is a finding at its place, and nothing on disk changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError
from tiny_project import make_project

from generator.crash import describe_crash, describe_failed_build, describe_failed_program
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


def test_a_failed_build_is_found_at_the_projects_own_file(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text("\n1 / 0\n", encoding="utf-8")
    source = (tmp_path / "hook.py").read_text(encoding="utf-8")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(compile(source, str(tmp_path / "hook.py"), "exec"))
    found = describe_failed_build(caught.value, tmp_path / "mkdocs.yml")
    assert (found.code, str(found.span)) == ("CA008", "hook.py:2:1")
    assert "division by zero" in found.message


def test_a_failed_build_with_no_place_is_one_of_the_settings(tmp_path: Path) -> None:
    found = describe_failed_build(SystemExit("Aborted with 1 error"), tmp_path / "mkdocs.yml")
    assert str(found.span) == "mkdocs.yml:1:1"


def test_settings_that_are_no_yaml_are_found_at_the_line_that_the_parser_names(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x\nnav: [a\nplugins: []\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_config(str(file))
    found = describe_failed_build(caught.value, file)
    assert str(found.span) == "mkdocs.yml:3:1"


def test_a_program_that_does_not_run_is_found_in_what_it_printed(tmp_path: Path) -> None:
    output = (
        "Traceback (most recent call last):\n"
        f'  File "{tmp_path}/generator/plan.py", line 7, in <module>\n    from x import y\n'
        '  File "/usr/lib/site-packages/x.py", line 3\nImportError: no y\n'
    )
    found = describe_failed_program(output, tmp_path)
    assert str(found.span) == "generator/plan.py:7:1"
    assert found.message.endswith("ImportError: no y")
