"""Every rule of the project, whatever it judges: what `explain` prints and the page of rules shows."""

from __future__ import annotations

from typing import Any

from generator.audit.rules import ALL_RULES as AUDIT_RULES
from generator.checks import RULES as ATLAS_RULES
from generator.pages import SITE_RULES
from generator.rule import Rule

EVERY_RULE: tuple[Rule[Any], ...] = tuple(
    sorted((*ATLAS_RULES, *SITE_RULES, *AUDIT_RULES), key=lambda rule: rule.code)
)
"""All rules, by code."""
