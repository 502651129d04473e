"""Checks of the built pages: links, fragments, assets, ids, alternates, texts of images."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, ordered
from generator.pages.built_site import Site, read_site
from generator.pages.links import DEAD_FRAGMENT, DEAD_LINK, ORPHAN_PAGE
from generator.pages.resources import FOREIGN_RESOURCE, MISSING_ASSET
from generator.pages.texts import DUPLICATE_ID, IMAGE_WITHOUT_TEXT, MISSING_ALTERNATE, UNNAMED_PAGE
from generator.rule import Rule

SITE_RULES: tuple[Rule[Site], ...] = (
    DEAD_LINK,
    DEAD_FRAGMENT,
    MISSING_ASSET,
    DUPLICATE_ID,
    MISSING_ALTERNATE,
    IMAGE_WITHOUT_TEXT,
    FOREIGN_RESOURCE,
    UNNAMED_PAGE,
    ORPHAN_PAGE,
)
"""In the order of their codes."""


def check_site(folder: Path) -> tuple[Diagnostic, ...]:
    """Return every finding about the built site in `folder`, in order."""
    site = read_site(folder)
    found = [diagnostic for rule in SITE_RULES for diagnostic in rule.check(site)]
    return ordered([*site.problems, *found])
