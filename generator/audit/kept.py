"""What is found out about a document once and kept with it, for every rule that asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.markdown import Document

Result = TypeVar("Result")


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

    return ask
