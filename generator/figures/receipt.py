"""The receipt of a score: its terms step up, one a row, to the sum in the last row."""

from __future__ import annotations

from fractions import Fraction

from generator.figures.drawing import MARGIN, WIDTH, Drawing, score_rank
from generator.markup import capital
from generator.model.publication import Language
from generator.quantity import exact_decimal
from generator.scores import Score, ScoredAtlas, Term

ROW_HEIGHT, STEP_HEIGHT, BAR_HEIGHT = 32, 8, 16


def draw_receipt(scored: ScoredAtlas, score: Score, language: Language) -> str:
    """The terms of a score as steps, and as one stacked bar over the level bands."""
    scale, total = scored.atlas.scale, exact_decimal(score.total)
    name = capital(score.technology.name[language.code])
    title = language.strings["receipt-figure"].format(name=name, total=total)
    products = " + ".join(f"{term.weight_text} × {term.value_text}" for term in score.terms)
    bottom = ROW_HEIGHT * len(score.terms)
    drawing = Drawing.of_size(bottom + 82, title, f"{products} = {total}")
    start, class_ = Fraction(0), f"term level-{score_rank(scale, score)}"
    for index, term in enumerate(score.terms):
        top, end = ROW_HEIGHT * index, start + term.product
        drawing.text(term_name(term, language), MARGIN, top + 16)
        drawing.text(exact_decimal(term.product), WIDTH - MARGIN, top + 16, "end", "figure-number")
        drawing.bar(Fraction(0), Fraction(1), top + 23, STEP_HEIGHT, "rail", "0.08")
        drawing.bar(start, end, top + 23, STEP_HEIGHT, class_, "0.6")
        drawing.bar(start, end, bottom + 24, BAR_HEIGHT, class_, "0.6")
        start = end
    drawing.text(f"{language.strings['score']} C", MARGIN, bottom + 17, "start", "score")
    drawing.text(total, WIDTH - MARGIN, bottom + 17, "end", "score")
    drawing.track(scale, bottom + 24 + BAR_HEIGHT, 6)
    drawing.level_names(scale, bottom + 61)
    drawing.edges(scale, bottom + 77)
    return drawing.finish()


def term_name(term: Term, language: Language) -> str:
    """A term in words: component, weight and input."""
    name = term.component.name[language.code]
    shown = language.strings["complement"].format(name=name) if term.component.complement else name
    return f"{capital(shown)} · {term.weight_text} × {term.value_text}"
