"""Runs a pure task beside the rest of the program, in a forked copy of the process.

Pages of different languages depend on the same data and not on each other, and a fork takes the data
along for nothing. Where forking is not safe (threads run) or not possible, the task simply runs when
its result is asked for: the result is the same.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


def _can_fork() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


class Alongside(Generic[Result]):
    """A task under way. Ask for its `result()`, or `discard()` it; after the one, the other does nothing.

    A task that is `here` waits instead until this process has time for it: until its result is asked for.
    """

    def __init__(self, task: Callable[[], Result], *, here: bool = False) -> None:
        self._task = task
        self._child = 0
        if here or not _can_fork():
            return
        self._pipe, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            _run_in_child(task, writing)
        os.close(writing)

    def result(self) -> Result:
        """Wait for the result. A task that fails in the copy runs again here, where its error is seen."""
        answer = self._take() if self._child else b""
        if not answer:
            return self._task()
        value: Result = pickle.loads(answer)
        return value

    def discard(self) -> None:
        """Let the task end, if it has not, without its result."""
        if self._child:
            self._take()

    def _take(self) -> bytes:
        with os.fdopen(self._pipe, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(self._child, 0)
        self._child = 0
        return answer


def _run_in_child(task: Callable[[], object], writing: int) -> None:
    """Send the pickled result through the pipe, or nothing if the task fails; never return."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(task()))
    finally:
        os._exit(0)  # no clean-up here: buffers and open files are the parent's
