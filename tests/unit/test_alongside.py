"""Tasks in a forked copy of the process give what they would give here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from generator import alongside
from generator.alongside import Alongside


def test_the_result_comes_back() -> None:
    """Also a large one, which does not fit into the pipe at once."""
    assert Alongside(lambda: "x" * 1_000_000).result() == "x" * 1_000_000


ALONE = """
import os
from generator.alongside import Alongside

assert Alongside(os.getpid).result() != os.getpid(), "the task ran in this process"
Alongside(os.getpid).discard()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    pass
else:
    raise SystemExit("a child process is left over")
"""
"""A program without threads, which the process of the tests need not be."""


@pytest.mark.skipif(not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="this machine cannot fork")
def test_a_task_runs_in_another_process_and_leaves_none_behind() -> None:
    """Whether its result is taken or not."""
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_error_is_raised_here() -> None:
    """A task that fails says so to whoever asks for its result."""

    def fail() -> int:
        raise ValueError("this task fails")

    with pytest.raises(ValueError, match="this task fails"):
        Alongside(fail).result()


def test_beside_threads_the_task_runs_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forking a process with threads is not safe, so it is not done."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(alongside.os, "fork", lambda: pytest.fail("forked"), raising=False)
    assert Alongside(os.getpid).result() == os.getpid()


def test_a_task_that_gave_its_result_can_be_discarded() -> None:
    """Whoever cleans up need not know which results were taken."""
    task = Alongside(lambda: 1)
    assert task.result() == 1
    task.discard()
