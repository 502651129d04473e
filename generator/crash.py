"""Makes a finding of a rendering that crashes, as a template does that is only half-written."""

from __future__ import annotations

import traceback
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, Span

TEMPLATES = "templates"


def describe_crash(error: Exception, templates: Path) -> Diagnostic:
    """A finding at the line of the template where it crashed, or at the folder if no template is known."""
    path, line = _find_place(error, templates.resolve())
    span = Span(path, line, 1, line, 1)
    message = f"rendering stopped with {type(error).__name__}: {error}"
    return Diagnostic("CA001", "rule-crash", Severity.ERROR, span, message, "mend this place and save it")


def _find_place(error: Exception, templates: Path) -> tuple[str, int]:
    """Jinja puts a template's own name and line into the traceback; the innermost is where it happened."""
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    places = [(Path(name).resolve(), line) for name, line in frames]
    inside = [(file, line) for file, line in places if file.is_relative_to(templates)]
    if not inside:
        return TEMPLATES, 1
    file, line = inside[-1]
    return f"{TEMPLATES}/{file.relative_to(templates).as_posix()}", line
