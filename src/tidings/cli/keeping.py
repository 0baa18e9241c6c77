"""The verbs that read, keep and find documents: read, add, status, search, show."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

import tidings
from tidings.cli.files import as_file, write_table
from tidings.cli.group import commands, fail
from tidings.cli.options import (
    as_known,
    console,
    in_ledger,
    on_ray,
    print_json,
    print_json_object,
    runner,
    situation,
    speaks_of_documents,
    take,
    tell_refusal,
    with_progress,
)
from tidings.cli.warning import ALERTS, Looks
from tidings.ledger.address import Address

if TYPE_CHECKING:
    from tidings.model.document import Document
    from tidings.model.reading import Reading
    from tidings.show.indicators import Watchlist

OUTCOMES = {
    "new": "new",
    "version": "changed versions, kept beside the first",
    "unchanged": "there already",
    "refused": "refused",
}


@commands.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@on_ray
@click.option("--json", "as_json_", is_flag=True, help="Print one reading a line, as READING.md has it.")
@click.option(
    "--parquet", type=click.Path(path_type=Path, dir_okay=False), help="Write the readings into this file, a row each (docs/scale.md)."
)
def read(inputs: tuple[str, ...], ray: bool, as_json_: bool, parquet: Path | None) -> None:
    """Read documents and print what each says; nothing is kept.

    \b
    tidings read report.txt
    tidings read reports/ --json > readings.jsonl
    """
    if parquet:
        from tidings.scale.parquet import write_readings

        count = write_readings(_some(_read(inputs, ray)), parquet)
        click.echo(f"{parquet}: {count} {'reading' if count == 1 else 'readings'} written")
        return
    for reading in _some(_read(inputs, ray)):
        if as_json_:
            from tidings.model.records import as_line

            click.echo(as_line(reading))
        else:
            from tidings.show.terminal import print_document

            print_document(console(), reading)


def _read(inputs: tuple[str, ...], ray: bool) -> "Iterator[Reading]":
    """The readings as they come; refusals are told on stderr."""
    from tidings.engine import documents_in, read_document
    from tidings.model.document import Refusal

    def documents() -> "Iterator[Document]":
        for found in documents_in(inputs):
            if isinstance(found, Refusal):
                tell_refusal(found)
            else:
                yield found

    for reading in with_progress(runner(ray)(read_document, documents()), "reading"):
        if isinstance(reading, Refusal):
            tell_refusal(reading)
        else:
            yield reading


def _some(readings: "Iterator[Reading]") -> "Iterator[Reading]":
    """The readings; where there is none, the program ends."""
    empty = True
    for reading in readings:
        empty = False
        yield reading
    if empty:
        fail("nothing could be read")


@commands.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@in_ledger
@on_ray
@click.option(
    "--alerts", "watched_for", type=ALERTS, metavar="FILE", help="A file of indicators to hold what comes against (docs/alerts.md)."
)
@click.option("--again", is_flag=True, help="Take in what was removed before, too (tidings remove).")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
def add(inputs: tuple[str, ...], ledger: Address, ray: bool, watched_for: "Watchlist | None", again: bool, as_json_: bool) -> None:
    """Read documents and keep them in the ledger; one that is there already changes nothing.

    \b
    tidings add reports/*.txt
    tidings add reports.jsonl --ledger border.db
    tidings add reports.jsonl --alerts alerts.yaml
    """
    from tidings.situation import open_ledger

    with open_ledger(ledger, runner=runner(ray)) as kept:
        looks = Looks(kept, watched_for, as_json=as_json_) if watched_for else None
        counts = take(kept, inputs, looks.look if looks else None, again=again)
        total = kept.ledger.count()
    if as_json_:
        told_of = {"alerts": looks.records} if looks else {}
        print_json_object({"ledger": str(ledger), "documents": total, **{how: counts.get(how, 0) for how in OUTCOMES}, **told_of})
        return
    told = ", ".join(f"{counts[how]} {OUTCOMES[how]}" for how in OUTCOMES if how in counts)
    click.echo(f"{ledger}: {told}; {total} documents in all")


@commands.command()
@speaks_of_documents
@as_file()
def status(inputs: tuple[str, ...], ledger: Address, as_of: str | None, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Say which documents there are: outlet, date and how it is known, and how much each says.

    \b
    tidings status
    tidings status --json
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        readings = spoken_of.readings()
        if form:
            from tidings.show.exports.lists import of_documents

            write_table(spoken_of, readings, of_documents, form, output)
            return
    if as_json_:
        print_json_object({"documents": len(readings), "ids": [r.document.id for r in readings], "version": tidings.__version__})
        return
    from tidings.show.terminal import print_status

    print_status(console(), readings)


@commands.command()
@click.argument("words", nargs=-1, required=True)
@in_ledger
@as_known
@click.option("--limit", default=20, show_default=True, help="How many documents at the most.")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
@as_file()
@click.option("--exact", is_flag=True, help="Only documents that hold all the words themselves.")
def search(
    words: tuple[str, ...],
    ledger: Address,
    as_of: str | None,
    limit: int,
    exact: bool,
    as_json_: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Find the documents that hold all the words, and behind them those that hold words near in meaning; what was found is marked.

    \b
    tidings search bridge attack
    tidings search --exact "Low Keld"
    """
    with situation((), ledger, as_of) as spoken_of:
        hits = spoken_of.search(" ".join(words), limit, meant=not exact)
        if form:
            from tidings.show.exports.lists import of_hits

            write_table(spoken_of, hits, of_hits, form, output)
            return
        texts = {} if as_json_ else {hit.document: spoken_of.reading(hit.document).document.text for hit in hits}
    if as_json_:
        print_json(hits)
        return
    from tidings.show.terminal import print_hits

    print_hits(console(), hits, texts)


@commands.command()
@click.argument("document", metavar="DOC")
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@as_known
@click.option("--json", "as_json_", is_flag=True, help="Print its reading as JSON.")
def show(document: str, inputs: tuple[str, ...], ledger: Address, as_of: str | None, as_json_: bool) -> None:
    """Show one document with the words marked that were read from it; DOC is its id or the beginning of it.

    \b
    tidings show 05_lantern
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        reading = spoken_of.reading(document)
    if as_json_:
        print_json(reading)
        return
    from tidings.show.terminal import print_document

    print_document(console(), reading)
