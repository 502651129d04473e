"""What is found out about a document once and kept with it, for every rule that asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.markdown import Document

Result = TypeVar("Result")
_ASKED: list[Callable[[Document], object]] = []


def kept(compute: Callable[[Document], Result]) -> Callable[[Document], Result]:
    """Compute once for each document. The result moves with it between processes, so keep it small."""
    key = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def ask(document: Document) -> Result:
        known = vars(document)
        if key not in known:
            known[key] = compute(document)
        result: Result = known[key]
        return result

    _ASKED.append(ask)
    return ask


def ask_all(document: Document) -> None:
    """Find out now whatever a document keeps, so that it moves on with it."""
    for ask in _ASKED:
        ask(document)


def keepsakes(document: Document) -> dict[str, object]:
    """Everything that is kept with a document, for `keep`."""
    return {key: value for key, value in vars(document).items() if key.startswith(f"{_PACKAGE}.")}


def keep(document: Document, values: dict[str, object]) -> None:
    """Keep with a document what was found out about one with the same text."""
    vars(document).update(values)


_PACKAGE = __name__.partition(".")[0]
