"""Scored atlas → SVG figures: ladder, receipts, shares, map, badges."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import partial

from generator.figures.badge import draw_badge
from generator.figures.chart import draw_map
from generator.figures.firmness import draw_all_spreads, draw_flips, draw_spread
from generator.figures.history import draw_history
from generator.figures.ladder import draw_ladder
from generator.figures.receipt import draw_receipt
from generator.figures.shares import draw_shares
from generator.history import nominal_points, recorded_states
from generator.model.publication import Language
from generator.scores import ScoredAtlas

__all__ = ["render_figures"]


def render_figures(
    scored: ScoredAtlas, language: Language, only: Container[str] | None = None
) -> dict[str, str]:
    """Every figure of a language (`only` some, by path): path below its folder → SVG text."""
    return {path: draw() for path, draw in _plan_figures(scored, language) if only is None or path in only}


def _plan_figures(scored: ScoredAtlas, language: Language) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every figure with what draws it."""
    atlas = scored.atlas
    yield "figures/ladder.svg", partial(draw_ladder, scored, language)
    for identifier, score in scored.scores.items():
        yield f"figures/receipt-{identifier}.svg", partial(draw_receipt, scored, score, language)
        yield f"badges/{identifier}.svg", partial(draw_badge, scored, score, language)
    for identifier, technology in atlas.technologies.items():
        contest = technology.contest
        component = atlas.scale.component(contest.component) if contest else None
        if contest and component:
            name = component.name[language.code]
            yield (
                f"figures/shares-{identifier}.svg",
                partial(draw_shares, technology, contest, name, language),
            )
    for identifier, firmness in scored.firmness.items():
        yield f"figures/spread-{identifier}.svg", partial(draw_spread, firmness, language)
        yield f"figures/flips-{identifier}.svg", partial(draw_flips, firmness, language)
    for identifier, technology in atlas.technologies.items():
        points, states = nominal_points(atlas, identifier), recorded_states(atlas, technology)
        if points or len(states) > 1:
            drawing = partial(draw_history, scored, technology, points, states, language)
            yield f"figures/history-{identifier}.svg", drawing
    if scored.firmness:
        yield "figures/spreads.svg", partial(draw_all_spreads, scored, language)
    if atlas.map:
        yield "figures/map.svg", partial(draw_map, atlas.map, language)
