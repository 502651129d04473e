"""The command `audit`: options, reading, printing. Everything it decides is decided elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from generator.diagnostics import FORMATS, Severity, summary

if TYPE_CHECKING:
    from generator.audit.report import AuditReport

OK, FOUND, USAGE = 0, 1, 2
_STDIN = "-"


class Commands(Protocol):
    """What `ArgumentParser.add_subparsers` returns."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser: ...


def add_parser(subparsers: Commands) -> None:
    """Add the command `audit` to a parser."""
    text = "recompute the numbers that Markdown files state, and check the structure that carries them"
    parser = subparsers.add_parser("audit", help=text, description=text[:1].upper() + text[1:] + ".")
    parser.set_defaults(run=run)
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a file, a folder, or - for standard input")
    parser.add_argument("--format", choices=FORMATS, default="text", help="of findings (default: text)")
    parser.add_argument("--show-skipped", action="store_true", help="list what was not checked, and why")
    parser.add_argument(
        "--select", metavar="CODES", default="", help="only these codes or prefixes, e.g. CA5,CA401"
    )
    parser.add_argument("--ignore", metavar="CODES", default="", help="not these codes or prefixes")
    parser.add_argument(
        "--fail-on", choices=("error", "warning"), default="error", help="exit 1 from this severity on"
    )
    parser.add_argument("--summary", action="store_true", help="print counts instead of findings")
    parser.add_argument(
        "--own-pages", action="store_true", help="the pages are generated: a wrong last digit is an error"
    )
    parser.add_argument(
        "--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes (default: all cores)"
    )
    parser.add_argument("--fix", action="store_true", help="write corrections that have one reading only")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: print the changes, write nothing")


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def run(options: argparse.Namespace) -> int:
    """Audit what the options name; print; return the exit status."""
    problem = _misuse(options)
    if problem:
        print(f"audit: {problem}", file=sys.stderr)
        return USAGE
    report = _report(options)
    _print(options, report)
    if options.fix:
        _fix(options, report)
    worst = (Severity.ERROR, Severity.WARNING) if options.fail_on == "warning" else (Severity.ERROR,)
    return FOUND if any(found.severity in worst for found in report.diagnostics) else OK


def _misuse(options: argparse.Namespace) -> str:
    missing = [path for path in options.paths if path != _STDIN and not os.path.lexists(path)]
    if missing:
        return f"no such file or folder: {', '.join(missing)}"
    if _STDIN in options.paths and len(options.paths) > 1:
        return "- stands for standard input and cannot be combined with paths"
    if _STDIN in options.paths and options.fix:
        return "--fix needs files"
    if options.dry_run and not options.fix:
        return "--dry-run belongs to --fix"
    wrong = [code for code in _codes(options.select) + _codes(options.ignore) if not code.startswith("CA")]
    return f"not a code: {', '.join(wrong)} (write CA501, or CA5 for the family)" if wrong else ""


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def _report(options: argparse.Namespace) -> AuditReport:
    from generator.audit.engine import Selection, audit_text
    from generator.audit.files import audit_paths

    selection = Selection(_codes(options.select), _codes(options.ignore))
    if options.paths == [_STDIN]:
        data = sys.stdin.buffer.read()
        return audit_text(data, "<stdin>", own_pages=options.own_pages, selection=selection)
    return audit_paths(
        [Path(path) for path in options.paths],
        own_pages=options.own_pages,
        selection=selection,
        jobs=options.jobs,
        progress=_progress if sys.stderr.isatty() else None,
    )


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\raudited {done} of {total} files", end=end, file=sys.stderr, flush=True)


def _print(options: argparse.Namespace, report: AuditReport) -> None:
    if not options.summary:
        text = FORMATS[options.format](report.diagnostics, _line)
        if text.strip():
            print(text)
    for line in _account(options, report):
        print(line, file=sys.stderr if options.format != "text" else sys.stdout)
    checked = ", ".join(f"{count} {subject}" for subject, count in report.checked.items())
    print(
        f"{report.documents} files: {summary(report.diagnostics)}; checked {checked or 'nothing'}; "
        f"{len(report.skipped)} not checked",
        file=sys.stderr,
    )


def _account(options: argparse.Namespace, report: AuditReport) -> list[str]:
    """The lines of `--summary` and `--show-skipped`."""
    lines = []
    if options.summary:
        codes: dict[str, int] = {}
        for found in report.diagnostics:
            codes[f"{found.code} {found.name}"] = codes.get(f"{found.code} {found.name}", 0) + 1
        lines += [f"{count:6} {name}" for name, count in sorted(codes.items())]
    if options.show_skipped:
        if not options.summary:
            lines += [f"{skip.span}: not checked: {skip.reason}: {skip.text}" for skip in report.skipped]
        lines += [f"{count:6} not checked: {reason}" for reason, count in report.skipped_by_reason.items()]
    return lines


def _line(path: str, number: int) -> str:
    """A line of a file for the code frame; read again, because findings do not carry their text."""
    from generator.audit.lines import read_line

    return read_line(path, number)


def _fix(options: argparse.Namespace, report: AuditReport) -> None:
    from generator.audit.fixes import changes, write

    for change in changes(report.diagnostics):
        if options.dry_run:
            print(change.diff, end="")
        else:
            write(change)
            print(f"{change.path}: {change.count} corrections written", file=sys.stderr)
