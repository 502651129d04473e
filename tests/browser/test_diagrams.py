"""Code hosts draw our diagrams with Mermaid itself: the real parser must accept every one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page
from publication import ROOT

from generator.diagrams import problem

BLOCK = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"^(`{4,}).*?^\1$", re.MULTILINE | re.DOTALL)
"""A block in a longer fence: the example of a rule, which may show a broken diagram."""

PARSE = """async source => {
  try { await mermaid.parse(source); return ""; } catch (error) { return String(error.message ?? error); }
}"""


@pytest.fixture(scope="module")
def mermaid(browser: Browser) -> Iterator[Page]:
    """A blank page with Mermaid loaded."""
    page = browser.new_page()
    page.add_script_tag(
        content=files("mermaidx").joinpath("assets", "mermaid.js").read_text(encoding="utf-8")
    )
    yield page
    page.close()


def blocks() -> list[tuple[str, str]]:
    """All diagrams of the chapters, with the file each stands in."""
    return [
        (file.relative_to(ROOT).as_posix(), source)
        for file in sorted((ROOT / "docs").rglob("*.md"))
        for source in BLOCK.findall(QUOTED.sub("", file.read_text(encoding="utf-8")))
    ]


def test_the_real_mermaid_accepts_every_diagram(mermaid: Page) -> None:
    if not (found := blocks()):
        pytest.skip("docs/ holds no diagram yet: run `python -m generator render`")
    faults = [f"{path}: {fault}" for path, source in found if (fault := mermaid.evaluate(PARSE, source))]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "source",
    [
        'graph TB\n A["a"] --> B["b"]\n',
        "graph TB\n A[a (b)] --> B\n",
        "graph TB\n subgraph 完全收敛（95%）\n A\n end\n",
        'graph TB\n subgraph L4["完全收敛（95%）"]\n A\n end\n',
        'quadrantChart\n quadrant-1 "a (b)"\n "P": [0.2, 0.9]\n',
        "quadrantChart\n quadrant1 a\n",
        "nothing of the kind",
    ],
)
def test_our_renderer_and_the_real_mermaid_agree(mermaid: Page, source: str) -> None:
    assert bool(problem(source)) == bool(mermaid.evaluate(PARSE, source))
