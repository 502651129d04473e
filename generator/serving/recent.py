"""A memory for pure functions that are asked the same again and again, with new questions among the old."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")


class Recent(Generic[Question, Answer]):
    """Calls a pure function, or remembers what it gave in this round or the one before."""

    def __init__(self, function: Callable[[Question], Answer]) -> None:
        self._function = function
        self._now: dict[Question, Answer] = {}
        self._before: dict[Question, Answer] = {}

    def __call__(self, question: Question) -> Answer:
        """The function's answer."""
        if question not in self._now:
            known = question in self._before
            self._now[question] = self._before[question] if known else self._function(question)
        return self._now[question]

    def next_round(self) -> None:
        """Forget what nobody asked for in this round."""
        self._before, self._now = self._now, {}
