"""What the audit found in a page before, so that only changed pages are audited again.

The memory is one file below .cache/, keyed by the page's text and by the audit's own source code: a
remembered answer is the one that a fresh audit would give. Losing the file costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.audit.engine import inspect
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


def recall_audit(documents: Sequence[Document], file: Path | None) -> list[AuditReport]:
    """Audit each document by itself, or remember what was found in the same text. `file` keeps the memory."""
    code = _fingerprint()
    known = _read(file) if file else {}
    parts: dict[str, AuditReport] = {}
    for document in documents:
        text = f"{code}\0{document.path}\0{document.text}"
        key = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
        parts[key] = known[key] if key in known else inspect(document)
    if file and parts.keys() != known.keys():
        _quietly(lambda: _write(file, parts))
    return list(parts.values())


def _fingerprint() -> str:
    """A name for the audit's source code as it stands: sizes and times of its files."""
    files = [file for name in JUDGES for file in _sources(PACKAGE / name)]
    marks = [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _sources(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _read(file: Path) -> dict[str, AuditReport]:
    try:
        remembered = pickle.loads(file.read_bytes())
    except Exception:  # whatever is wrong with it, it is only a memory: audit anew
        return {}
    return remembered if isinstance(remembered, dict) else {}


def _write(file: Path, parts: dict[str, AuditReport]) -> None:
    draft = file.with_suffix(".new")
    draft.write_bytes(pickle.dumps(parts))
    draft.replace(file)


def _quietly(save: Callable[[], None]) -> None:
    """Save if the folder allows it; without a memory everything works, slower."""
    try:
        save()
    except OSError:
        return
