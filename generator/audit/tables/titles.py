"""What stands over the columns of a table."""

from __future__ import annotations

from generator.audit.figures import bare
from generator.markdown import Table


def column_titles(table: Table) -> list[str]:
    """The text over each column, from the last row of the header; nothing if the table has none."""
    return [bare(cell.text) for cell in table.header[-1].cells] if table.header else []
