"""A table of named columns with the places its rows speak of, and the text of it as CSV or TSV."""

import csv
import io
import re
from dataclasses import dataclass

from tidings.model.reading import Place
from tidings.show.visible import one_line

Cell = str | int | float | None
# What a spreadsheet takes for a formula (OWASP, "CSV injection"), and the wide forms that some take for the same.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; an unknown value is None. `places` are, row by row, those with coordinates that it speaks of, or nothing at all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    places: tuple[tuple[Place, ...], ...] = ()


def as_csv(table: Table, *, delimiter: str = ",", header: bool = True) -> str:
    """The table as text, a line a row; unknown values are empty, texts on one line and never a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    if header:
        writer.writerow(table.columns)
    writer.writerows([written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def as_tsv(table: Table, *, header: bool = True) -> str:
    """The same with tabs between the cells."""
    return as_csv(table, delimiter="\t", header=header)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return bool(_FORMULA.match(text))


def written(cell: Cell) -> str | int | float:
    """A cell as it stands in the text of a table."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = one_line(cell)
    return f"'{text}" if is_formula(text) else text
