"""The rules of the audit, in the order in which they run.

A rule is one module and one line here. `RULES` judge one document, `CORPUS_RULES` all documents of a run.
`COVERAGE` holds the functions that say, for one document, what the rules judged and what they left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.audit.coverage import Coverage
from generator.markdown import Document
from generator.rule import Rule

Corpus = Sequence[Document]
"""The documents of one run, ordered by path."""

RULES: tuple[Rule[Document], ...] = ()

CORPUS_RULES: tuple[Rule[Corpus], ...] = ()

COVERAGE: tuple[Callable[[Document], Coverage], ...] = ()
