"""What the audit found in a page before, so that only changed pages are audited again.

The memory is one file below .cache/, keyed by the page's text and by the audit's own source code: a
remembered answer is the one that a fresh audit would give. Losing the file costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from generator.alongside import Alongside
from generator.audit.engine import inspect
from generator.audit.kept import keep, keepsakes
from generator.audit.report import AuditReport
from generator.markdown import Document

PACKAGE = Path(__file__).resolve().parent

JUDGES = (
    "audit",
    "formula",
    "markdown",
    "diagnostics.py",
    "numerals.py",
    "quantity.py",
    "rule.py",
    "source.py",
)
"""The parts of the program that an audit's answer depends on."""


class Memory(NamedTuple):
    """What the audit found in a document by itself, and what it keeps with it for the rules about all."""

    report: AuditReport
    kept: dict[str, object]


def recall_audit(documents: Sequence[Document], file: Path | None) -> list[AuditReport]:
    """Audit each document by itself, or remember what was found in the same text. `file` keeps the memory."""
    code = _fingerprint()
    known = _read(file) if file else {}
    keys = [_key(document, code) for document in documents]
    unknown = [document for key, document in zip(keys, documents, strict=True) if key not in known]
    fresh = _inspect_all(unknown)
    parts = {key: known[key] if key in known else next(fresh) for key in keys}
    for document, memory in zip(documents, parts.values(), strict=True):
        keep(document, memory.kept)
    if file and parts.keys() != known.keys():
        _quietly(lambda: _write(file, parts))
    return [memory.report for memory in parts.values()]


def _inspect_all(documents: Sequence[Document]) -> Iterator[Memory]:
    """Audit each document by itself, every other one beside the rest; in order."""
    beside = Alongside(lambda: [_inspect(document) for document in documents[1::2]])
    here = [_inspect(document) for document in documents[::2]]
    there = beside.result()
    return (memory for pair in zip_longest(here, there) for memory in pair if memory is not None)


def _inspect(document: Document) -> Memory:
    report = inspect(document)
    return Memory(report, keepsakes(document))


def _key(document: Document, code: str) -> str:
    text = f"{code}\0{document.path}\0{document.text}"
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _fingerprint() -> str:
    """A name for the audit's source code as it stands: sizes and times of its files."""
    files = [file for name in JUDGES for file in _sources(PACKAGE / name)]
    marks = [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _sources(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _read(file: Path) -> dict[str, Memory]:
    try:
        remembered = pickle.loads(file.read_bytes())
    except Exception:  # whatever is wrong with it, it is only a memory: audit anew
        return {}
    return remembered if isinstance(remembered, dict) else {}


def _write(file: Path, parts: dict[str, Memory]) -> None:
    draft = file.with_suffix(".new")
    draft.write_bytes(pickle.dumps(parts))
    draft.replace(file)


def _quietly(save: Callable[[], None]) -> None:
    """Save if the folder allows it; without a memory everything works, slower."""
    try:
        save()
    except OSError:
        return
