"""Which pages there are, in the order of the navigation, and which data each is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from generator.model.atlas import Atlas
from generator.model.levels import Level
from generator.model.technologies import Technology

DOCS = "docs/"


@dataclass(frozen=True)
class Page:
    """One page of one language: where it goes, what makes it, and the data it comes from."""

    path: str
    template: str
    sources: tuple[str, ...]
    subject: Any = None
    order: int = 0


CHAPTER_SOURCES: dict[str, tuple[str, ...]] = {
    "forces": ("data/forces/",),
    "tension": ("data/pyramid.yml", "data/map.yml", "data/findings.yml"),
    "timeline": ("data/timeline.yml",),
    "method": ("data/scale.yml",),
    "audit": ("generator/audit/rules/",),
}
"""Chapters with a template of their own, and the data it draws on besides the chapter's own file; the order
is that of the navigation. All other chapters are prose, rendered by chapter.md.j2.
"""


def plan_pages(atlas: Atlas) -> tuple[Page, ...]:
    """The pages of every language, in the order of the navigation; paths are below docs/LANGUAGE/."""
    pages = (
        Page(
            "index.md",
            "index.md.j2",
            ("data/site.yml", "data/scale.yml", "data/levels/", "data/technologies/"),
        ),
        *(_level_page(atlas, level) for level in atlas.levels.values()),
        *(_technology_page(atlas, technology) for technology in atlas.technologies.values()),
        Page("compare.md", "compare.md.j2", ("data/scale.yml", "data/levels/", "data/technologies/")),
        Page("explore.md", "explore.md.j2", ("data/scale.yml", "data/technologies/")),
        *(
            Page(f"{name}.md", f"{name}.md.j2", (f"data/chapters/{name}.yml", *sources), atlas.chapters[name])
            for name, sources in CHAPTER_SOURCES.items()
            if name in atlas.chapters
        ),
        *(
            Page(f"{name}.md", "chapter.md.j2", (f"data/chapters/{name}.yml",), chapter)
            for name, chapter in atlas.chapters.items()
            if name not in CHAPTER_SOURCES
        ),
        Page("errata.md", "errata.md.j2", ("data/errata.yml", "data/documents.yml")),
        Page("glossary.md", "glossary.md.j2", ("data/glossary.yml",)),
        Page("references.md", "references.md.j2", ("data/references.yml", "data/documents.yml")),
        Page("downloads.md", "downloads.md.j2", ("data/", "data/changes.yml")),
        Page("rules.md", "rules.md.j2", ("generator/checks/", "generator/audit/rules/")),
    )
    return tuple(replace(page, order=order) for order, page in enumerate(pages))


def _level_page(atlas: Atlas, level: Level) -> Page:
    technologies = atlas.technologies_of(level.id)
    sources = (f"data/levels/{level.id}.yml", *(f"data/technologies/{tech.id}.yml" for tech in technologies))
    return Page(f"levels/{level.id}.md", "level.md.j2", sources, level)


def _technology_page(atlas: Atlas, technology: Technology) -> Page:
    sources = (f"data/technologies/{technology.id}.yml", "data/scale.yml")
    return Page(f"technologies/{technology.id}.md", "technology_page.md.j2", sources, technology)
