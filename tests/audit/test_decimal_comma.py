"""Documents with decimal commas are read as their authors write them, and findings speak their notation."""

from __future__ import annotations

import pytest

from generator.audit import audit_text

_FRENCH = """# Bilan

| Énergie | 2023 | 2024 | Écart | Évolution |
| --- | ---: | ---: | ---: | ---: |
| Électricité | 4 820 | 4 515 | -305 | -6,3 % |
| Gaz | 6 310 | 5 470 | -840 | -13,3 % |
| Chaleur | 2\u202f150 | 2\u202f236 | +86 | +4,0 % |
| Fioul | 640 | 410 | -230 | -35,9 % |
| Total | 13 920 | 12 631 | -1 289 | -9,3 % |
"""
_GERMAN = """## 4.1 Verteilung

Tabelle 4.1 und 4.2 zeigen die Muster.

| Kategorie | Muster | Anteil |
| --- | ---: | ---: |
| a | 462 | 39,72 % |
| b | 369 | 31,73 % |
| c | 255 | 21,93 % |
| d | 76 | 6,53 % |
| e | 1 | 0,09 % |
| Gesamt | 1.163 | 100,00 % |
"""


@pytest.mark.parametrize("text", [_FRENCH, _GERMAN])
def test_what_is_right_is_silent(text: str) -> None:
    assert [each.message for each in audit_text(text).diagnostics] == []


@pytest.mark.parametrize(
    ("text", "right", "wrong", "message"),
    [
        (_FRENCH, "-13,3 %", "-31,3 %", "the cell says -31,3 %, but (5 470 − 6 310) / 6 310 is -13,312%"),
        (_FRENCH, "| 12 631", "| 12 361", "the total says 12 361, but the 4 parts add up to 12631"),
        (_GERMAN, "21,93 %", "12,93 %", "the cell says 12,93 %, but 255 / the sum of the column is 21,9261%"),
    ],
)
def test_what_is_wrong_is_told_in_the_same_notation(text: str, right: str, wrong: str, message: str) -> None:
    messages = [each.message for each in audit_text(text.replace(right, wrong)).diagnostics]
    assert messages == [message]


def test_a_decimal_point_anywhere_leaves_the_commas_alone() -> None:
    wrong = _FRENCH.replace("-13,3 %", "-31,3 %")
    assert audit_text(wrong).diagnostics
    assert audit_text(wrong + "\nLa valeur 4.82 et `x`, soit 3.14159 de plus.\n").diagnostics == ()
