"""Makes a finding of what crashes while somebody edits: a template, a setting, the program itself."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, Span

TEMPLATES = "templates"


def describe_crash(error: Exception, templates: Path) -> Diagnostic:
    """A finding at the line of the template where it crashed, or at the folder if no template is known."""
    path, line = _find_place(error, templates.resolve())
    span = Span(path, line, 1, line, 1)
    message = f"rendering stopped with {type(error).__name__}: {error}"
    return Diagnostic("CA009", "template-crash", Severity.ERROR, span, message, "mend this place and save it")


def _find_place(error: Exception, templates: Path) -> tuple[str, int]:
    """Jinja puts a template's own name and line into the traceback; the innermost is where it happened."""
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    places = [(Path(name).resolve(), line) for name, line in frames]
    inside = [(file, line) for file, line in places if file.is_relative_to(templates)]
    if not inside:
        return TEMPLATES, 1
    file, line = inside[-1]
    return f"{TEMPLATES}/{file.relative_to(templates).as_posix()}", line


def describe_failed_build(error: BaseException, config_file: Path) -> Diagnostic:
    """A finding for a build of the whole site that failed, at the project's file in which it did."""
    root = config_file.parent.resolve()
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    frames += _marks(error)
    return _failed_build(f"{type(error).__name__}: {error}", frames, root, config_file.name)


def _marks(error: BaseException | None) -> list[tuple[str, int]]:
    """The places of a file that is not YAML, which its parser names in the error that led to this one."""
    marks = []
    while error is not None:
        mark = getattr(error, "problem_mark", None)
        marks += [(str(mark.name), mark.line + 1)] if mark is not None else []
        error = error.__cause__ or error.__context__
    return marks


def describe_failed_program(output: str, root: Path) -> Diagnostic:
    """A finding for a program that does not run any more, from the traceback that it printed."""
    frames = [(name, int(line)) for name, line in _FRAME.findall(output)]
    last = output.strip().rpartition("\n")[2] or "it printed nothing"
    return _failed_build(last, frames, root.resolve(), "generator")


_FRAME = re.compile(r'^ *File "([^"]+)", line (\d+)', re.MULTILINE)


def _failed_build(reason: str, frames: Iterable[tuple[str, int]], root: Path, unknown: str) -> Diagnostic:
    path, line = unknown, 1
    for name, number in frames:
        file = Path(name).resolve()
        if file.is_relative_to(root) and not {"site-packages", "dist-packages"} & set(file.parts):
            path, line = file.relative_to(root).as_posix(), number
    return Diagnostic(
        "CA008",
        "build-failed",
        Severity.ERROR,
        Span(path, line, 1, line, 1),
        f"the site could not be built: {reason}",
        "the terminal says more; mend this place and save it",
    )
