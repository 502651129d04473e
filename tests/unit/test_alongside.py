"""Tasks in a forked copy of the process give what they would give here."""

from __future__ import annotations

import os
import threading

import pytest

from generator import alongside
from generator.alongside import Alongside


def test_the_result_comes_back() -> None:
    """Also a large one, which does not fit into the pipe at once."""
    assert Alongside(lambda: "x" * 1_000_000).result() == "x" * 1_000_000


@pytest.mark.skipif(not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="this machine cannot fork")
def test_the_task_runs_in_another_process() -> None:
    """What a task changes there is not changed here."""
    assert Alongside(os.getpid).result() != os.getpid()


def test_an_error_is_raised_here() -> None:
    """A task that fails says so to whoever asks for its result."""

    def fail() -> int:
        raise ValueError("this task fails")

    with pytest.raises(ValueError, match="this task fails"):
        Alongside(fail).result()


def test_a_discarded_task_leaves_nothing_behind() -> None:
    """No child process is left over."""
    Alongside(lambda: 1).discard()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_beside_threads_the_task_runs_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forking a process with threads is not safe, so it is not done."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(alongside.os, "fork", lambda: pytest.fail("forked"), raising=False)
    assert Alongside(os.getpid).result() == os.getpid()
