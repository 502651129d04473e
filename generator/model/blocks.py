"""The blocks that a section is made of: paragraphs, lists, formulas, arguments, tables.

In YAML a block is a mapping whose first key names its kind: `- text: …`, `- list: …`,
`- formula: …`, `- argument: …`, `- table: …`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from generator.model.parts import Citation, Figure, Identifier, Identifiers, Label, Part, Text

TAG_PREFIX = "kind:"
"""Marks the steps of an error's path that name a union member rather than a field."""


class Paragraph(Part):
    """One paragraph of running text."""

    text: Text
    source: Citation | None = None


class Item(Part):
    """An entry of a list: an optional name in bold, and what is said of it."""

    name: Label | None = None
    text: Text | None = None
    source: Citation | None = None


class Bullets(Part):
    """A list, optionally introduced by a title in bold."""

    title: Text | None = None
    items: tuple[Item, ...] = Field(alias="list", min_length=1)
    ordered: bool = False
    source: Citation | None = None


class Term(Part):
    """A symbol of a formula and what it stands for."""

    symbol: str
    text: Text
    source: Citation | None = None


class Formula(Part):
    """A displayed formula in LaTeX, with its caption and the symbols it uses.

    `tex` is one string, or one per language where words stand inside `\\text{}`.
    """

    tex: Label
    caption: Text | None = None
    terms: tuple[Term, ...] = ()
    source: Citation | None = None
    errata: Identifiers = ()


class FormulaBlock(Part):
    """A formula as a block of its own."""

    formula: Formula


class Step(Part):
    """One step of an argument: what is done, and the formula it leads to."""

    text: Text
    tex: Label | None = None
    source: Citation | None = None


class Nature(enum.StrEnum):
    """What a statement is, whatever its source calls it."""

    DEFINITION = "definition"
    DERIVATION = "derivation"
    SKETCH = "sketch"
    EMPIRICAL = "empirical"
    HYPOTHESIS = "hypothesis"


class Argument(Part):
    """A claim with its reasoning. `nature` says what it is; `caveat` what it does not show."""

    id: Identifier
    nature: Nature
    title: Text
    statement: Text
    tex: Label | None = None
    terms: tuple[Term, ...] = ()
    steps: tuple[Step, ...] = ()
    caveat: Text | None = None
    source: Citation
    errata: Identifiers = ()


class ArgumentBlock(Part):
    """An argument as a block of its own."""

    argument: Argument


class ColumnType(enum.StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    FIGURE = "figure"
    RATING = "rating"
    TEX = "tex"


class Operation(enum.StrEnum):
    """How a computed column or result follows from other columns (x, y: operands in order)."""

    CUMULATIVE = "cumulative"
    REDUCTION = "reduction"
    FACTOR = "factor"
    DIFFERENCE = "difference"
    SHARE = "share"
    WEIGHTED_MEAN = "weighted-mean"
    SUM = "sum"
    MEAN = "mean"


class Computation(Part):
    """A computation over columns: cumulative Σx, reduction 1 − y/x, factor y/x, difference y − x,
    share x/Σx, weighted-mean Σwᵢxᵢ/Σwᵢ; as a result over rows: sum, mean.

    `first` limits a result to the first rows.
    """

    do: Operation
    of: tuple[Identifier, ...] = Field(min_length=1)
    weights: tuple[Figure, ...] = ()
    first: int | None = None


class Column(Part):
    """A column: its heading, what it holds, and how it is computed if it is."""

    id: Identifier
    title: Text
    type: ColumnType = ColumnType.TEXT
    compute: Computation | None = None


class Cell(Part):
    """A cell that needs more than its wording: the erratum of what the source had here."""

    value: Label
    errata: Identifiers = ()


def _cell_kind(value: Any) -> str:
    marked = isinstance(value, Cell) or (isinstance(value, dict) and "value" in value)
    return TAG_PREFIX + ("cell" if marked else "label")


AnyCell = Annotated[
    Annotated[Label, Tag(TAG_PREFIX + "label")] | Annotated[Cell, Tag(TAG_PREFIX + "cell")],
    Discriminator(_cell_kind),
]


class Row(Part):
    """A row: cells by column id. A cell that is left out is unknown and shown as such."""

    cells: dict[str, AnyCell]
    source: Citation | None = None

    def cell(self, column: str) -> Label | None:
        """The wording of a cell; None if it is unknown."""
        cell = self.cells.get(column)
        return cell.value if isinstance(cell, Cell) else cell

    def errata_of(self, column: str) -> tuple[str, ...]:
        """The errata that a cell leads to."""
        cell = self.cells.get(column)
        return cell.errata if isinstance(cell, Cell) else ()


class Result(Part):
    """A figure computed from a whole table, stated as well (double entry)."""

    id: Identifier
    title: Text
    symbol: str | None = None
    compute: Computation
    stated: Figure
    source: Citation | None = None
    errata: Identifiers = ()


class Sum(Part):
    """What a column must add up to, exactly unless a cell is written as about or at least."""

    column: Identifier
    to: Figure


class Table(Part):
    """A table. Computed columns are stated in the data too: a change of one side alone fails."""

    id: Identifier
    title: Text
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    sums: tuple[Sum, ...] = ()
    results: tuple[Result, ...] = ()
    note: Text | None = None
    fold: bool = False
    source: Citation | None = None

    def column(self, identifier: str) -> Column | None:
        """The column of that id, if there is one."""
        return next((column for column in self.columns if column.id == identifier), None)


class TableBlock(Part):
    """A table as a block of its own."""

    table: Table


BLOCK_KINDS: dict[str, type[Part]] = {
    "text": Paragraph,
    "list": Bullets,
    "formula": FormulaBlock,
    "argument": ArgumentBlock,
    "table": TableBlock,
}


def block_tag(value: Any) -> str | None:
    """The tag of the kind of block that a mapping (or a block) is; None if no key names one."""
    kind = None
    if isinstance(value, Part):
        kind = next((kind for kind, block in BLOCK_KINDS.items() if isinstance(value, block)), None)
    elif isinstance(value, dict):
        kind = next((kind for kind in BLOCK_KINDS if kind in value), None)
    return kind and TAG_PREFIX + kind


Block = Annotated[
    Annotated[Paragraph, Tag(TAG_PREFIX + "text")]
    | Annotated[Bullets, Tag(TAG_PREFIX + "list")]
    | Annotated[FormulaBlock, Tag(TAG_PREFIX + "formula")]
    | Annotated[ArgumentBlock, Tag(TAG_PREFIX + "argument")]
    | Annotated[TableBlock, Tag(TAG_PREFIX + "table")],
    Discriminator(
        block_tag,
        custom_error_type="block_kind",
        custom_error_message="a block needs one of the keys text, list, formula, argument, table",
    ),
]


class Subsection(Part):
    """A titled run of blocks; `id` is its anchor, the same in every language."""

    id: Identifier
    title: Text
    blocks: tuple[Block, ...]

    def tables(self) -> Iterator[Table]:
        """The tables in the blocks."""
        return (block.table for block in self.blocks if isinstance(block, TableBlock))


class Section(Subsection):
    """A section: blocks, then subsections."""

    blocks: tuple[Block, ...] = ()
    sections: tuple[Subsection, ...] = ()

    def tables(self) -> Iterator[Table]:
        """The tables in the blocks and in the subsections."""
        yield from super().tables()
        for section in self.sections:
            yield from section.tables()
