"""The memory of what was read: it saves time and changes no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import alongside, recall
from generator.audit.engine import inspect
from generator.audit.kept import keepsakes
from generator.load import FileReading, read_file
from generator.markdown import scan
from generator.recall import Page, recall_data, recall_pages, recall_schemas
from generator.schema import make_schemas
from generator.source import SourceText

WRONG = "Here $0.3 \\times 0.60 + 0.7 \\times 0.50 = 0.60$ stands.\n"
PAGE = SourceText("docs/zh/page.md", WRONG)
DATA = SourceText("data/changes.yml", "model: {reason: {zh: 一}}\n")


def essence(page: Page) -> tuple[object, ...]:
    """What a page is read as. Two scans are two documents, so they are compared by what is in them."""
    state = {
        key: value
        for key, value in vars(page.document).items()
        if key not in ("plain", "flat", "small", "source")
    }
    return state, page.document.path, page.document.text, page.report


def fresh() -> Page:
    """The page, read without any memory."""
    document = scan(PAGE)
    return Page(document, inspect(document))


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of what was read and not remembered."""
    paths: list[str] = []

    def note_file(source: SourceText) -> FileReading:
        paths.append(source.path)
        return read_file(source)

    def note_page(source: SourceText) -> Page:
        paths.append(source.path)
        return Page(document := scan(source), inspect(document))

    monkeypatch.setattr(recall, "read_file", note_file)
    monkeypatch.setattr(recall, "_read_page", note_page)
    monkeypatch.setattr(alongside, "_can_fork", lambda: False)  # a copy of this process would note it there
    return paths


def test_a_remembered_page_is_the_fresh_one(tmp_path: Path) -> None:
    """The second run gives what the first gave, what is kept with it included: as reading anew does."""
    [first], [second] = recall_pages([PAGE], tmp_path), recall_pages([PAGE], tmp_path)
    assert essence(first) == essence(second) == essence(fresh())
    assert first.report.diagnostics
    assert keepsakes(second.document) == keepsakes(fresh().document) != {}


def test_a_remembered_data_file_is_the_fresh_one(tmp_path: Path) -> None:
    """Parts, findings and places are those of reading anew."""
    for _ in range(2):
        reading = recall_data([DATA], tmp_path)(DATA)
        assert reading == read_file(DATA)
        assert reading.problems


def test_remembered_schemas_are_those_of_the_model(tmp_path: Path) -> None:
    """For each set of languages."""
    for languages in (["en"], ["en"], ["en", "zh"]):
        assert recall_schemas(languages, tmp_path) == make_schemas(languages)


def test_only_what_changed_is_read(
    tmp_path: Path, read_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same text and code nothing is; a changed text or program gets no remembered answer."""
    recall_pages([PAGE], tmp_path)
    recall_data([DATA], tmp_path)
    assert read_anew == [PAGE.path, DATA.path]
    recall_pages([PAGE], tmp_path)
    recall_data([DATA], tmp_path)
    assert read_anew == [PAGE.path, DATA.path]
    mended = SourceText(PAGE.path, WRONG.replace("0.60$", "0.53$"))
    other = SourceText("docs/zh/other.md", WRONG)
    pages = recall_pages([mended, PAGE, other], tmp_path)
    assert [bool(page.report.diagnostics) for page in pages] == [False, True, True]
    assert sorted(read_anew[2:]) == [other.path, mended.path]
    monkeypatch.setattr(recall, "_fingerprint", lambda: "other code")
    recall_pages([PAGE], tmp_path)
    assert read_anew[4:] == [PAGE.path]


def test_what_is_no_longer_asked_is_forgotten(tmp_path: Path, read_anew: list[str]) -> None:
    """A memory holds the last state of the project and does not grow."""
    recall_data([DATA], tmp_path)
    recall_data([], tmp_path)
    recall_data([DATA], tmp_path)
    assert read_anew == [DATA.path, DATA.path]


@pytest.mark.parametrize("content", [b"not a memory", b"", b"\x80\x05N."], ids=["words", "empty", "nothing"])
def test_a_broken_memory_is_no_harm(tmp_path: Path, content: bytes) -> None:
    """A file that holds something else is taken for no memory at all; so is none."""
    (tmp_path / "pages.pickle").write_bytes(content)
    [beside_broken], [without] = recall_pages([PAGE], tmp_path), recall_pages([PAGE], None)
    assert essence(beside_broken) == essence(without) == essence(fresh())
