"""What was checked and what was not: silence never means "checked" unless it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics import Span


class Skip(NamedTuple):
    """Something that looks checkable and was left alone. `reason`: a few words, alike for all like cases."""

    span: Span
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one subject (`relations`, `tables`, `links` …) was judged, and what was not."""

    subject: str
    checked: int
    skipped: tuple[Skip, ...] = ()
