"""Renders the project in a process of its own: it can use every core, and be ended for the next edit.

Whoever ends the process early loses nothing: each file is replaced in one step, and the next run writes
what is missing.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.project import Rendering, render
from generator.source import read_line

POLLING = 0.02
"""Seconds between two looks whether the work is still wanted."""


@dataclass(frozen=True)
class Outcome:
    """What a rendering found, with the lines that the findings are about."""

    root: Path
    diagnostics: tuple[Diagnostic, ...]
    lines: dict[tuple[str, int], str]

    def line(self, path: str, number: int) -> str:
        """One line of a file, for code frames; of a file that was found to be well, as it is by now."""
        line = self.lines.get((path, number))
        return line if line is not None else read_line(self.root, path, number)


def render_aside(root: Path, checkpoint: Callable[[], None]) -> Outcome:
    """Render `root` in another process; what `checkpoint` raises in the meantime ends that process.

    Raises `RuntimeError` with what the process printed if it fails.
    """
    # Not `-m`: the outcome is to be of this module, not of `__main__`.
    command = [sys.executable, "-c", f"from {__name__} import main; main()", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            while True:
                checkpoint()
                try:
                    output, errors = process.communicate(timeout=POLLING)
                    break
                except subprocess.TimeoutExpired:
                    continue
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        raise RuntimeError(f"rendering failed:\n{errors.decode(errors='replace')}")
    outcome: Outcome = pickle.loads(output)
    return outcome


def _outcome(rendering: Rendering) -> Outcome:
    spans = [
        span for found in rendering.diagnostics for span in (found.span, *(note.span for note in found.notes))
    ]
    return Outcome(
        rendering.tree.root,
        rendering.diagnostics,
        {(span.path, span.line): rendering.line(span.path, span.line) for span in spans},
    )


def main() -> None:
    """Render the folder that the command line names; the outcome goes to standard output, pickled."""
    sys.stdout.buffer.write(pickle.dumps(_outcome(render(Path(sys.argv[1])))))
