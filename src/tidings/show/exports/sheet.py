"""A table to a workbook (XLSX) with one sheet; every text is a text, never a formula or a link."""

import io
import re
from datetime import UTC, datetime

from tidings.model.errors import BadInput, NotInstalled
from tidings.show.exports.table import Cell, Table, is_formula
from tidings.show.visible import one_line

# What a sheet can hold (Excel, "specifications and limits"): characters of a cell, rows below the header.
LONGEST, MOST_ROWS = 32_767, 1_048_575
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
# Columns are as wide as their longest text, in characters, between these.
NARROWEST, WIDEST = 8, 60
# Workbooks say when they were made; ours say this, so that the same rows are the same bytes.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def as_xlsx(table: Table, title: str = "tidings") -> bytes:
    """The bytes of a workbook. Raises NotInstalled without xlsxwriter, and BadInput when there are more rows than a sheet holds."""
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise NotInstalled("xlsx needs xlsxwriter, which is not installed; `pip install 'tidings[exchange]'` brings it") from None
    if len(table.rows) > MOST_ROWS:
        raise BadInput(f"a sheet holds {MOST_ROWS:,} rows, and these are {len(table.rows):,}; ask for fewer, or for csv")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": NO_TIME})
    sheet = book.add_worksheet(_sheet_name(title))
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    # a quoted cell stays a text even when somebody edits it
    quoted = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, _width(name, [row[column] for row in table.rows]))
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text = _cut(one_line(cell))
                sheet.write_string(number, column, text, quoted if is_formula(text) else plain)
            elif cell is not None:
                sheet.write_number(number, column, cell, plain)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """The title as Excel lets a sheet be called: 31 characters at most, and some signs not."""
    return _NO_NAME.sub(" ", one_line(title))[:31].strip(" '") or "tidings"


def _width(name: str, cells: list[Cell]) -> int:
    return min(max(NARROWEST, len(name) + 4, *(len(str(cell)) for cell in cells if cell is not None)), WIDEST)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
