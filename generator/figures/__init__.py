"""Scored atlas → SVG figures: ladder, receipts, shares, map, badges."""

from __future__ import annotations

from generator.figures.badge import draw_badge
from generator.figures.chart import draw_map
from generator.figures.firmness import draw_all_spreads, draw_flips, draw_spread
from generator.figures.history import draw_history
from generator.figures.ladder import draw_ladder
from generator.figures.receipt import draw_receipt
from generator.figures.shares import draw_shares
from generator.history import nominal_points, recorded_states
from generator.model.atlas import Language
from generator.scores import ScoredAtlas

__all__ = ["render_figures"]


def render_figures(scored: ScoredAtlas, language: Language) -> dict[str, str]:
    """Every figure of a language: path below its folder → SVG text."""
    atlas = scored.atlas
    figures = {"figures/ladder.svg": draw_ladder(scored, language)}
    for identifier, score in scored.scores.items():
        figures[f"figures/receipt-{identifier}.svg"] = draw_receipt(scored, score, language)
        figures[f"badges/{identifier}.svg"] = draw_badge(scored, score, language)
    for identifier, technology in atlas.technologies.items():
        contest = technology.contest
        component = atlas.scale.component(contest.component) if contest else None
        if contest and component:
            name = component.name[language.code]
            figures[f"figures/shares-{identifier}.svg"] = draw_shares(technology, contest, name, language)
    for identifier, firmness in scored.firmness.items():
        figures[f"figures/spread-{identifier}.svg"] = draw_spread(firmness, language)
        figures[f"figures/flips-{identifier}.svg"] = draw_flips(firmness, language)
    for identifier, technology in atlas.technologies.items():
        points, states = nominal_points(atlas, identifier), recorded_states(atlas, technology)
        if points or len(states) > 1:
            drawn = draw_history(scored, technology, points, states, language)
            figures[f"figures/history-{identifier}.svg"] = drawn
    if scored.firmness:
        figures["figures/spreads.svg"] = draw_all_spreads(scored, language)
    if atlas.map:
        figures["figures/map.svg"] = draw_map(atlas.map, language)
    return figures
