"""What was found out about a text before, so that only what changed is worked out again.

A memory is one file below .cache/, keyed by each text and by the program's own source code: a remembered
answer is the one that a fresh reading would give. Losing the file costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pydantic
import yaml

from generator.alongside import Alongside
from generator.audit.engine import inspect
from generator.audit.report import AuditReport
from generator.load import FileReading, read_file
from generator.markdown import Document, scan
from generator.source import SourceText

PACKAGE = Path(__file__).resolve().parent

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Page(NamedTuple):
    """A page as it was read, with all that is kept with it, and what the audit found in it by itself."""

    document: Document
    report: AuditReport


def recall_pages(pages: Iterable[SourceText], folder: Path | None) -> list[Page]:
    """Scan and audit each page by itself. `folder` keeps the memory."""
    return _recall(_by_text(pages), folder and folder / "pages.pickle", _read_pages)


def recall_data(files: Iterable[SourceText], folder: Path | None) -> Callable[[SourceText], FileReading]:
    """`read_file` for these data files. `folder` keeps the memory."""
    by_text = _by_text(files)
    readings = _recall(by_text, folder and folder / "data.pickle", lambda new: map(read_file, new))
    by_path = {source.path: reading for source, reading in zip(by_text.values(), readings, strict=True)}
    return lambda source: by_path[source.path]


def recall_schemas(languages: Sequence[str], folder: Path | None) -> dict[str, str]:
    """`make_schemas` for these languages. `folder` keeps the memory."""
    [schemas] = _recall({",".join(languages): languages}, folder and folder / "schemas.pickle", _make_schemas)
    return schemas


def _make_schemas(asked: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    from generator.schema import make_schemas  # slow to load, and seldom needed

    return [make_schemas(languages) for languages in asked]


def _read_pages(pages: Sequence[SourceText]) -> list[Page]:
    """Every other page is read beside the rest."""
    beside = Alongside(lambda: [_read_page(page) for page in pages[1::2]])
    here = [_read_page(page) for page in pages[::2]]
    there = beside.result()
    return [page for pair in zip_longest(here, there) for page in pair if page is not None]


def _read_page(source: SourceText) -> Page:
    document = scan(source)
    return Page(document, inspect(document))


def _by_text(sources: Iterable[SourceText]) -> dict[str, SourceText]:
    return {f"{source.path}\0{source.stored or source.text}": source for source in sources}


def _recall(
    questions: Mapping[str, Question],
    file: Path | None,
    find_out: Callable[[Sequence[Question]], Iterable[Answer]],
) -> list[Answer]:
    """The answer to each question, which goes by all that it depends on. New ones go to `find_out`."""
    stored = _read(file) if file else {}
    keys = {_key(text): question for text, question in questions.items()}
    answers: dict[str, Answer] = {key: pickle.loads(stored[key]) for key in keys if key in stored}
    new = [key for key in keys if key not in stored]
    answers |= zip(new, find_out([keys[key] for key in new]), strict=True)
    if file and keys.keys() != stored.keys():
        _write(file, {key: stored.get(key) or pickle.dumps(answers[key]) for key in keys})
    return [answers[key] for key in keys]


def _key(text: str) -> str:
    return hashlib.sha256(f"{_fingerprint()}\0{text}".encode(errors="surrogatepass")).hexdigest()


@cache
def _fingerprint() -> str:
    """A name for the program as it stands: sizes and times of its files, versions of what reads for it."""
    files = [(file, file.stat()) for file in sorted(PACKAGE.rglob("*.py"))]
    marks = [f"{file} {status.st_size} {status.st_mtime_ns}" for file, status in files]
    versions = [sys.version, pydantic.VERSION, yaml.__version__]
    return hashlib.sha256("\n".join([*versions, *marks]).encode()).hexdigest()


def _read(file: Path) -> dict[str, bytes]:
    """Pickled answers by key."""
    try:
        stored: Any = pickle.loads(file.read_bytes())
    except Exception:  # whatever is wrong with it, it is only a memory: find out anew
        return {}
    return stored if isinstance(stored, dict) else {}


def _write(file: Path, stored: dict[str, bytes]) -> None:
    """Save if the folder allows it; without a memory everything works, slower."""
    draft = file.with_suffix(".new")
    try:
        draft.write_bytes(pickle.dumps(stored))
        draft.replace(file)
    except OSError:
        return
