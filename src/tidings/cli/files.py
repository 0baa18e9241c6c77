"""What the verbs write for other programs: tables and maps of their rows, and the forms of those programs."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tidings.cli.group import fail

if TYPE_CHECKING:
    from tidings.show.exports.table import Table
    from tidings.show.index import Index
    from tidings.situation import Situation

F = TypeVar("F", bound=Callable[..., Any])
TABLES = ("csv", "xlsx", "kml", "geojson")


def as_file(*forms: str) -> Callable[[F], F]:
    """Adds --format with these forms besides those of every table, and --output."""

    def added(function: F) -> F:
        function = click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write, instead of printing.")(function)
        return click.option(
            "--format",
            "form",
            type=click.Choice((*forms, *TABLES)),
            help="Write the rows in a form that other tools take (docs/exports.md).",
        )(function)

    return added


def write_table(
    spoken_of: "Situation", rows: Sequence[Any], tabled: "Callable[[Sequence[Any], Index], Table]", form: str, output: Path | None
) -> None:
    """Writes the rows as a table or a map."""
    from tidings.show.exports.files import file_of

    what = click.get_current_context().info_name or "tidings"
    table = tabled(rows, spoken_of.index())
    # on a map stand only the rows that speak of a place whose coordinates are known
    count = sum(map(bool, table.places)) if form in ("kml", "geojson") else len(table.rows)
    write_out(file_of(table, form, what), form, output, count)


def write_out(data: bytes, form: str, output: Path | None, count: int) -> None:
    """Writes the bytes to the file, or prints them; a workbook is not printed on a terminal."""
    if output is None:
        if form == "xlsx" and sys.stdout.isatty():
            fail("a workbook is nothing to print; name a file with --output")
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as fault:
        fail(f"{output}: it can't be written ({fault.strerror}); name another file with --output")
    click.echo(f"{output}: {count} rows as {form}")
