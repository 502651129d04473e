"""The command line. Thin: parses, calls, prints. A heavy module is imported by the command that needs it."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.audit import command as audit_command
from generator.diagnostics import FORMATS, Diagnostic, LineReader, has_errors, summary

if TYPE_CHECKING:
    from generator.project import Rendering

OK, FOUND, USAGE = 0, 1, 2
"""Exit statuses: nothing wrong, findings of severity error, wrong usage."""

KINDS = ("technology", "force", "chapter", "prediction", "reference", "document")
"""What `new` begins: the keys of `generator.new.FILES`, said here so that other commands need not load it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    gc.disable()  # one short run: what the collector would free, the end of the process frees as well
    parser = make_parser()
    try:
        options = parser.parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing more to say, and nothing wrong
        return OK


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands; a command's `run` takes the parsed options."""
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description="AI Convergence Atlas: data in, checked bilingual chapters and a site out.",
        epilog="exit status: 0 nothing wrong, 1 findings of severity error, 2 wrong usage",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, text in (
        ("build", run_build, "render docs/, build the site with MkDocs, check the built pages"),
        ("render", run_render, "render docs/ from data/: write what changed, delete what is stale"),
        ("check", run_check, "check data and pages; writes nothing"),
        ("explain", run_explain, "explain a technology's score, or a rule"),
    ):
        command = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        command.set_defaults(run=run)
        command.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: here)")
        if name == "explain":
            command.add_argument(
                "id", metavar="ID", help="a technology such as moe-vs-dense, or a rule such as CA203"
            )
        else:
            if name == "check":
                command.add_argument("--fix", action="store_true", help="make the mends that are always safe")
                command.add_argument("--dry-run", action="store_true", help="with --fix: show them only")
            command.add_argument(
                "--format", choices=FORMATS, default="text", help="of findings (default: text)"
            )
    _add_editing(commands)
    audit_command.add_parser(commands)
    return parser


def _add_editing(commands: audit_command.Commands) -> None:
    """The commands of the editing loop: schemas, beginnings, what a change does."""
    for name, run, text in (
        ("schema", run_schema, "write the JSON Schemas of the data files, which editors follow"),
        ("new", run_new, "begin a technology, a force and more: a skeleton to fill in"),
        ("diff", run_diff, "what the data changes in the published numbers, against a git revision"),
    ):
        command = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        command.set_defaults(run=run)
        command.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: here)")
        if name == "new":
            command.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
            command.add_argument(
                "id", metavar="ID", help="words of ASCII letters and figures, joined by hyphens"
            )
            command.add_argument("--dry-run", action="store_true", help="print the skeleton, write nothing")
        elif name == "diff":
            command.add_argument("base", metavar="BASE", nargs="?", default="HEAD", help="default: HEAD")
            command.add_argument("--format", choices=("text", "markdown"), default="text")


def _print_findings(found: Sequence[Diagnostic], style: str, read_line: LineReader) -> None:
    text = FORMATS[style](found, read_line)
    if text.strip():
        print(text)


def _refuse_wrong_root(root: Path) -> bool:
    if (root / "data").is_dir():
        return False
    print(
        f"{root.resolve()} has no data/ folder: run this from the project's root, or pass --root",
        file=sys.stderr,
    )
    return True


def run_check(options: argparse.Namespace) -> int:
    """`check`: findings on standard output, the summary on standard error."""
    from generator.project import check

    if _refuse_wrong_root(options.root):
        return USAGE
    if options.dry_run and not options.fix:
        print("check: --dry-run belongs to --fix", file=sys.stderr)
        return USAGE
    if options.fix:
        _mend(options)
    inspection = check(options.root)
    _print_findings(inspection.diagnostics, options.format, inspection.line)
    print(f"{len(inspection.tree.data)} data files: {summary(inspection.diagnostics)}", file=sys.stderr)
    return FOUND if has_errors(inspection.diagnostics) else OK


def _mend(options: argparse.Namespace) -> None:
    """`check --fix`: show what is mended; findings are those that remain (with --dry-run: all)."""
    from generator.mending import find_mends, write

    for mend in find_mends(options.root):
        print(mend.diff, end="")
        if not options.dry_run:
            write(mend, options.root)


def run_render(options: argparse.Namespace) -> int:
    """`render`: write docs/ unless the data has errors."""
    from generator.project import render

    if _refuse_wrong_root(options.root):
        return USAGE
    rendering = render(options.root)
    _print_findings(rendering.diagnostics, options.format, rendering.line)
    if has_errors(rendering.diagnostics):
        print(f"nothing written: {summary(rendering.diagnostics)}", file=sys.stderr)
        return FOUND
    print(_changes(rendering), file=sys.stderr)
    return OK


def _changes(rendering: Rendering) -> str:
    return f"{len(rendering.pages)} files: {len(rendering.written)} written, {len(rendering.deleted)} deleted"


def run_build(options: argparse.Namespace) -> int:
    """`build`: everything from data to a checked site, in one line of summary."""
    from generator.project import build

    if _refuse_wrong_root(options.root):
        return USAGE
    started = time.perf_counter()
    outcome = build(options.root)
    rendering = outcome.rendering
    _print_findings(outcome.diagnostics, options.format, rendering.line)
    failed = has_errors(outcome.diagnostics) or outcome.status != 0
    languages = {path.split("/")[1] for path in rendering.pages if path.endswith(".md")}
    changed = len(rendering.written) + len(rendering.deleted)
    pages = sum(path.endswith(".md") for path in rendering.pages)
    print(
        f"{'not built' if failed else 'built'}: {pages} pages, "
        f"{len(languages)} languages, {summary(outcome.diagnostics)}, {changed} files changed, "
        f"{time.perf_counter() - started:.1f} s",
        file=sys.stderr,
    )
    return FOUND if failed else OK


def run_explain(options: argparse.Namespace) -> int:
    """`explain`: the derivation of a score, or the page of a rule."""
    from generator.explain import explain

    text, hint = explain(options.root, options.id)
    if text is None:
        print(f"there is no technology or rule {options.id!r}; {hint}", file=sys.stderr)
        return USAGE
    print(text)
    return OK


def run_schema(options: argparse.Namespace) -> int:
    """`schema`: write schemas/, and say what changed."""
    from generator.project import read_tree
    from generator.schema import make_schemas
    from generator.schema_files import FOLDER, read_languages, write_schemas

    if _refuse_wrong_root(options.root):
        return USAGE
    written, deleted = write_schemas(options.root, make_schemas(read_languages(read_tree(options.root).data)))
    print(f"{FOLDER}/: {len(written)} written, {len(deleted)} deleted", file=sys.stderr)
    return OK


def run_new(options: argparse.Namespace) -> int:
    """`new`: write a skeleton, and say what to do next."""
    from generator.new import RefusedError, begin, write

    if _refuse_wrong_root(options.root):
        return USAGE
    try:
        beginning = begin(options.root, options.kind, options.id)
    except RefusedError as refusal:
        print(f"new: {refusal}", file=sys.stderr)
        return USAGE
    if options.dry_run:
        print(f"{beginning.path} would get\n\n{beginning.added}")
    else:
        write(options.root, beginning)
        print(f"{beginning.path}: begun")
    for step in beginning.steps:
        print(f"- {step}")
    return OK


def run_diff(options: argparse.Namespace) -> int:
    """`diff`: what changed since a revision; a level that moved without a record is a finding."""
    from generator.difference import RevisionError, compare_with, describe

    if _refuse_wrong_root(options.root):
        return USAGE
    try:
        difference = compare_with(options.root, options.base)
    except RevisionError as error:
        print(f"diff: {error}", file=sys.stderr)
        return USAGE
    print(describe(difference, options.format))
    _print_findings(difference.unrecorded, "text", difference.tree.line)
    return FOUND if has_errors(difference.unrecorded) else OK
