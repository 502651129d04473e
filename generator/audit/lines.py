"""Lines of files, for code frames."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.source import SourceText, read_source


@lru_cache(maxsize=16)
def read_line(path: str, number: int) -> str:
    """One line of a file; "" if there is no such line or file."""
    return _source(path).line(number)


@lru_cache(maxsize=4)
def _source(path: str) -> SourceText:
    return read_source(Path(path), path)[0]
