"""Pages carry what their data holds, in every language, whatever the atlas is about."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sample_atlas import render_pages, tiny
from test_figures import shipped

from generator.citation import cite_as_bibtex, page_address
from generator.markdown import scan
from generator.plan import plan_pages
from generator.relations import errata_about, find_cited, find_marked, neighbours_in_rank
from generator.scores import ScoredAtlas
from generator.source import SourceText

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@cache
def pages(name: str) -> dict[str, str]:
    """Everything that an atlas renders to."""
    return render_pages({"tiny": tiny, "shipped": shipped}[name](), TEMPLATES)


def headings(text: str) -> list[str]:
    """The anchors of a page, in order."""
    return [heading.anchor for heading in scan(SourceText("page.md", text)).headings]


@pytest.mark.parametrize(("name", "scored"), [("tiny", tiny()), ("shipped", shipped())])
def test_every_technology_has_a_page_in_every_language(name: str, scored: ScoredAtlas) -> None:
    for code in scored.atlas.languages:
        for technology in scored.atlas.technologies.values():
            text = pages(name)[f"docs/{code}/technologies/{technology.id}.md"]
            anchors = headings(text)
            assert anchors[0] == technology.id
            for needed in ("score", "neighbours", "cite", "data"):
                assert needed in anchors, (technology.id, needed)
            assert ("contest" in anchors) == (technology.contest is not None)


def test_a_page_and_its_chapter_have_the_same_details_under_different_anchors() -> None:
    """Both come from one template: what the chapter has under `id-x`, the page has under `x`."""
    for technology in shipped().atlas.technologies.values():
        chapter = headings(pages("shipped")[f"docs/en/levels/{technology.level}.md"])
        page = headings(pages("shipped")[f"docs/en/technologies/{technology.id}.md"])
        own = [anchor for anchor in chapter if anchor.startswith(f"{technology.id}-")]
        assert own
        assert {anchor.removeprefix(f"{technology.id}-") for anchor in own} <= set(page), technology.id


def test_anchors_are_unique_on_every_page() -> None:
    for path, text in pages("shipped").items():
        if path.endswith(".md"):
            anchors = headings(text)
            assert len(set(anchors)) == len(anchors), path


def test_an_input_leads_to_the_line_it_is_written_on() -> None:
    atlas = shipped().atlas
    for technology in atlas.technologies.values():
        path = f"data/technologies/{technology.id}.yml"
        text = pages("shipped")[f"docs/zh/technologies/{technology.id}.md"]
        lines = [int(line) for line in re.findall(re.escape(f"/blob/main/{path}#L") + r"(\d+)\)", text)]
        terms = shipped().scores[technology.id].terms
        assert len(lines) == len(terms)
        for line, term in zip(lines, terms, strict=True):
            assert str(technology.inputs[term.component.id].written) in atlas.files[path].line(line)


def test_a_technology_is_linked_to_its_page_but_inside_its_chapter_to_its_section() -> None:
    atlas = tiny().atlas
    name = "[Mechanical vs electronic shifting]"
    assert f"{name}(#shifting)" in pages("tiny")[f"docs/en/levels/{atlas.technologies['shifting'].level}.md"]
    assert f"{name}(technologies/shifting.md)" in pages("tiny")["docs/en/index.md"]


def test_every_link_between_pages_leads_to_a_file_that_was_rendered() -> None:
    for name in ("tiny", "shipped"):
        for path, text in pages(name).items():
            for link in scan(SourceText(path, text)).links if path.endswith(".md") else ():
                target = link.target.partition("#")[0]
                if target and not re.match(r"[a-z]+:", target):
                    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in pages(
                        name
                    ), (
                        path,
                        link.target,
                    )


def test_tables_have_as_many_cells_in_every_row_as_in_their_head() -> None:
    """A rule with a column too many turns the table into a line of text."""
    for path, text in pages("shipped").items():
        lines = text.split("\n") if path.endswith(".md") else []
        for number, line in enumerate(lines):
            if re.fullmatch(r"\|( :?-+:? \|)+", line):
                cells = [
                    len(re.findall(r"(?<!\\)\|", row)) for row in (lines[number - 1], line, lines[number + 1])
                ]
                assert len(set(cells)) == 1, f"{path}:{number}"


def test_pages_without_a_chapter_name_it_without_a_link() -> None:
    """The tiny atlas has no method chapter, and its home page is whole nevertheless."""
    assert "method" not in tiny().atlas.chapters
    home = pages("tiny")["docs/en/index.md"]
    assert "Method" in home
    assert "method.md" not in home


def test_the_order_of_pages_is_that_of_the_plan() -> None:
    orders = [page.order for page in plan_pages(tiny().atlas)]
    assert orders == list(range(len(orders)))


def test_an_erratum_and_what_it_is_marked_on_name_each_other() -> None:
    for scored in (tiny(), shipped()):
        marked = find_marked(scored.atlas)
        for technology in scored.atlas.technologies.values():
            listed = {erratum.id for erratum in errata_about(technology, scored.atlas.errata.values())}
            assert listed == {key for key, where in marked.items() if ("technology", technology.id) in where}


def test_a_reference_says_where_it_is_cited_also_from_within_a_text() -> None:
    atlas = tiny().atlas
    unlisted = atlas.technologies["shifting"].model_copy(update={"references": ()})
    changed = replace(atlas, technologies={**atlas.technologies, "shifting": unlisted})
    assert ("technology", "shifting") in find_cited(changed)["berto-2005"]
    assert ("technology", "shifting") in find_cited(tiny().atlas)["berto-2005"]
    assert "Cited on: [Mechanical vs electronic shifting]" in pages("tiny")["docs/en/references.md"]


def test_equal_scores_share_a_rank_and_the_next_rank_is_left_out() -> None:
    ranks = {ranked.score.technology.id: ranked.rank for ranked in shipped().ranking}
    totals = {identifier: score.total for identifier, score in shipped().scores.items()}
    for identifier, rank in ranks.items():
        assert rank == 1 + sum(total > totals[identifier] for total in totals.values())
    assert len(set(ranks.values())) < len(ranks), "the data has two equal scores"


def test_neighbours_are_those_of_the_level_and_one_on_either_side() -> None:
    technology = shipped().atlas.technologies["moe-vs-dense"]
    names = [ranked.score.technology.id for ranked in neighbours_in_rank(technology, shipped())]
    assert names == ["rlhf", "moe-vs-dense", "long-context-vs-rag", "reasoning"]


def test_a_citation_has_the_score_the_date_of_the_data_and_the_permanent_address() -> None:
    atlas, score = shipped().atlas, shipped().scores["moe-vs-dense"]
    english, path = atlas.languages["en"], "technologies/moe-vs-dense.md"
    entry = cite_as_bibtex(atlas, score, english, path)
    assert entry.startswith("@misc{atlas-moe-vs-dense,")
    assert entry.count("{") == entry.count("}")
    assert f"Score 0.68 (L2), {atlas.scale.as_of}" in entry
    assert page_address(atlas, english, path) in entry


def test_addresses_are_those_of_directories_and_the_default_language_has_no_folder() -> None:
    atlas = shipped().atlas
    home = atlas.site.address
    assert page_address(atlas, atlas.default_language, "index.md") == home
    assert page_address(atlas, atlas.languages["en"], "index.md") == f"{home}en/"
    assert page_address(atlas, atlas.languages["en"], "levels/L2.md") == f"{home}en/levels/L2/"
    assert page_address(tiny().atlas, tiny().atlas.default_language, "index.md") == ""


def test_the_address_in_the_data_is_the_one_that_the_site_is_built_for() -> None:
    configured = (TEMPLATES.parent / "mkdocs.yml").read_text(encoding="utf-8")
    assert f'SITE_URL, "{shipped().atlas.site.address}"' in configured
