"""The audit's memory: it saves time and changes no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import recall
from generator.audit.engine import inspect
from generator.markdown import Document, scan
from generator.recall import recall_audit
from generator.source import SourceText

WRONG = "Here $0.3 \\times 0.60 + 0.7 \\times 0.50 = 0.60$ stands.\n"


@pytest.fixture
def document() -> Document:
    """A page whose one sum does not hold."""
    return scan(SourceText("docs/zh/page.md", WRONG))


def test_a_remembered_answer_is_the_fresh_one(document: Document, tmp_path: Path) -> None:
    """The second run gives what the first gave, and what an audit without memory gives."""
    memory = tmp_path / "audit.pickle"
    first, second = recall_audit([document], memory), recall_audit([document], memory)
    assert first == second == [inspect(document)]
    assert first[0].diagnostics


def test_a_remembered_page_is_not_audited_again(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same text and the same code, the rules do not run."""
    memory = tmp_path / "audit.pickle"
    recall_audit([document], memory)
    monkeypatch.setattr(recall, "inspect", lambda document: pytest.fail("audited again"))
    recall_audit([document], memory)


def test_another_text_or_other_code_is_audited(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a changed page nor a changed rule gets a remembered answer."""
    memory = tmp_path / "audit.pickle"
    recall_audit([document], memory)
    mended = scan(SourceText("docs/zh/page.md", WRONG.replace("0.60$", "0.53$")))
    assert recall_audit([mended], memory)[0].diagnostics == ()
    recall_audit([document], memory)
    audited: list[Document] = []
    monkeypatch.setattr(recall, "_fingerprint", lambda: "other code")
    monkeypatch.setattr(recall, "inspect", lambda each: (audited.append(each), inspect(each))[1])
    recall_audit([document], memory)
    assert audited == [document]


def test_a_broken_memory_is_no_harm(document: Document, tmp_path: Path) -> None:
    """A file that holds something else is taken for no memory at all."""
    memory = tmp_path / "audit.pickle"
    memory.write_bytes(b"not a memory")
    assert recall_audit([document], memory) == [inspect(document)]
    assert recall_audit([document], None) == [inspect(document)]
