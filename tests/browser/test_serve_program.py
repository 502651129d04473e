"""A real `mkdocs serve` whose own program is edited: it runs the new one, or says why it cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

from editor import Editor, serve_tiny
from playwright.sync_api import Browser, expect
from publication import ROOT


def test_a_changed_program_is_used_and_a_broken_one_is_not(tmp_path: Path, browser: Browser) -> None:
    """The browser waits for the new server and reloads; with a mistake the old program goes on."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    program = tmp_path / "generator" / "finish.py"
    good = program.read_text(encoding="utf-8")
    with serve_tiny(tmp_path / "served", program=tmp_path) as served:
        page = browser.new_page()
        editor = Editor(served, page)
        editor.open("en/technologies/chainrings/", "120 g")
        program.write_text(f"{good}\ndef half(\n", encoding="utf-8")
        expect(editor.panel).to_contain_text("CA008", timeout=30_000)
        expect(editor.panel).to_contain_text("SyntaxError")
        editor.replace("data/technologies/chainrings.yml", "120 g", "121 g")
        editor.expect_text("121 g")
        changed = good.replace(
            "html = wrap_tables(html)", 'html = wrap_tables(html).replace("121 g", "200 g")'
        )
        assert changed != good
        program.write_text(changed, encoding="utf-8")
        expect(page.locator("article")).to_contain_text("200 g", timeout=60_000)
        editor.expect_no_panel()
        page.close()
