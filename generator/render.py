"""Scored atlas + templates → {path: Markdown}. Pure, and the only importer of Jinja.

One template serves every language. Undefined names are errors, so a page is complete or not made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

import jinja2

from generator.figures import render_figures
from generator.markup import capital
from generator.model.publication import Language
from generator.plan import DOCS, plan_pages
from generator.relations import find_cited, find_marked
from generator.rule import Rule
from generator.scores import ScoredAtlas
from generator.writing import Writer, number_errata


def render_language(
    scored: ScoredAtlas,
    language: Language,
    templates: Path,
    rules: Sequence[Rule[Any]] = (),
    cache: Path | None = None,
    *,
    only: Container[str] | None = None,
) -> dict[str, str]:
    """Render every page and figure of one language: path below the project's root → text.

    `rules` are those that the page of rules documents. `cache` is an existing folder in which
    compiled templates are kept; it changes nothing but the time. With `only`, just the pages with these
    paths are rendered, and the figures that they show.
    """
    folder = f"{DOCS}{language.code}/"
    planned = plan_pages(scored.atlas)
    wanted = [page for page in planned if only is None or folder + page.path in only]
    if not wanted:
        return {}
    environment = _environment(templates, cache)
    marked, cited = find_marked(scored.atlas), find_cited(scored.atlas)
    errata = number_errata(scored.atlas)
    numbers = {erratum.id: number for number, erratum in enumerate(errata, start=1)}
    paths = frozenset(page.path for page in planned)
    rendered: dict[str, str] = {}
    for page in wanted:
        writer = Writer(scored, marked, cited, errata, numbers, rules, language, paths, page)
        text = environment.get_template(page.template).render(**writer.names())
        rendered[page.path] = _tidy(text)
    shown = None if only is None else {name for text in rendered.values() for name in _SHOWN.findall(text)}
    rendered |= render_figures(scored, language, shown)
    return {folder + path: text for path, text in rendered.items()}


_SHOWN = re.compile(r"\((?:\.\./)*((?:figures|badges)/[^)\s]+\.svg)\)")
"""A figure on a page, by its path below the language's folder."""


def _environment(templates: Path, cache: Path | None) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates, encoding="utf-8"),
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(cache)) if cache else None,
        undefined=jinja2.StrictUndefined,
        comment_start_string="{//",  # `{#` begins a heading's id in Markdown
        comment_end_string="//}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Markdown, and all input is the data of the project itself
        extensions=["jinja2.ext.do"],
    )
    environment.filters["capital"] = capital
    environment.filters["words"] = lambda link: re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", link)
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment


def _tidy(text: str) -> str:
    """Empty lines where Markdown needs them (around headings and tables, after quotes), never two in a row.

    The inside of code blocks is left as it is.
    """
    tidied: list[str] = []
    fence = ""
    for line in (line.rstrip() for line in text.strip().split("\n")):
        mark = _FENCE.match(line)
        previous = tidied[-1] if tidied else ""
        if fence:
            fence = "" if mark and mark[0].startswith(fence) and line == mark[0] else fence
        else:
            fence = mark[0] if mark else ""
            if previous and _kind_of(line) != _kind_of(previous) and line:
                tidied.append("")
            if not line and not previous:
                continue
        tidied.append(line)
    return "\n".join(tidied) + "\n"


_FENCE = re.compile(r"`{3,}")


def _kind_of(line: str) -> str:
    """What a line is, as far as it needs an empty line between itself and other kinds."""
    return line[:1] if line[:1] in ("#", "|", ">") else ""
