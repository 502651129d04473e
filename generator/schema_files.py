"""The schemas on disk: their names, and what is to change for them to be what the model gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, Span
from generator.load import COLLECTIONS, FOLDERS, SINGLES

FOLDER = "schemas"

MODELINE = "# yaml-language-server: $schema="
"""The first line of a data file names its schema: editors follow it without further settings."""


def file_of(where: str) -> str:
    """The name of the schema for a file or folder of data/."""
    return f"{where.removesuffix('.yml')}.json"


def schema_of(path: str) -> str | None:
    """The schema's file for a data file such as `data/technologies/rlhf.yml`, below the project's root."""
    where, _, name = path.removeprefix("data/").rpartition("/")
    known = where if where in FOLDERS else name if not where and name in {**SINGLES, **COLLECTIONS} else None
    return f"{FOLDER}/{file_of(known)}" if known else None


def read_languages(paths: Mapping[str, object]) -> list[str]:
    """The codes of the languages among the data files."""
    prefix = "data/languages/"
    return sorted(Path(path).stem for path in paths if path.startswith(prefix) and path.endswith(".yml"))


def find_drift(root: Path, made: Mapping[str, str]) -> list[Diagnostic]:
    """One finding for each schema on disk that is not as it was `made`; none without schemas/."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    stale = [name for name, text in made.items() if _read(folder / name) != text]
    stray = [file.name for file in sorted(folder.glob("*.json")) if file.name not in made]
    return [_stale(name, "is not what the model gives") for name in stale] + [
        _stale(name, "belongs to no kind of data file") for name in stray
    ]


def _stale(name: str, what: str) -> Diagnostic:
    span = Span.of_file(f"{FOLDER}/{name}")
    hint = "run `python -m generator schema`"
    return Diagnostic("CA006", "stale-schema", Severity.ERROR, span, f"the schema {what}", hint)


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def write_schemas(root: Path, made: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write the schemas that changed, delete those of no kind of file; return both lists of names."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    written = [name for name, text in made.items() if _read(folder / name) != text]
    deleted = [file.name for file in sorted(folder.glob("*.json")) if file.name not in made]
    for name in written:
        (folder / name).write_text(made[name], encoding="utf-8", newline="\n")
    for name in deleted:
        (folder / name).unlink()
    return written, deleted
