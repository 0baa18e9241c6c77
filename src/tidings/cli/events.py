"""The verbs for people who code events: events, with their exports, counts, and score-events."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tidings.cli.files import as_file, write_out, write_table
from tidings.cli.group import commands
from tidings.cli.options import console, print_json, situation, speaks_of_documents, when_it_happened
from tidings.ledger.address import Address
from tidings.model.reading import EVENT_TYPES

F = TypeVar("F", bound=Callable[..., Any])
STATUSES = ("actual", "planned", "possible", "conditional", "negated")
FORMS, EXCHANGED = ("plover", "polecat", "acled", "gdelt"), ("stix", "ftm")


def of_events(function: F) -> F:
    """Adds the filters of events, which `Situation.events` takes under the same names; --near is a name yet, and becomes a spot."""
    for option in (
        click.option(
            "--within", type=click.FloatRange(min=0), default=50.0, show_default=True, metavar="KM", help="How far from --near, at most."
        ),
        click.option("--near", metavar="PLACE", help="Only what happened near this place: a name, or latitude,longitude in degrees."),
        click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Only of this status; may be given again."),
        click.option("--actor", metavar="ACTOR", help="Only those with this actor on a side: any of its names, or a country's code."),
        click.option(
            "--type",
            "types",
            multiple=True,
            type=click.Choice(EVENT_TYPES, case_sensitive=False),
            metavar="TYPE",
            help="Only of this type; may be given again.",
        ),
    ):
        function = option(function)
    return function


@commands.command()
@speaks_of_documents
@of_events
@when_it_happened
@as_file(*FORMS, *EXCHANGED)
def events(
    inputs: tuple[str, ...],
    ledger: Address,
    as_of: str | None,
    as_json_: bool,
    near: str | None,
    form: str | None,
    output: Path | None,
    **filters: Any,
) -> None:
    """Show events, each once however many documents tell it: who did what to whom, where, when, and whether it happened at all.

    \b
    tidings events --type ASSAULT --status actual --since 2022-05-01
    tidings events reports/ --format polecat -o events.tsv
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        rows = spoken_of.events(near=spoken_of.spot(near) if near else None, **filters)
        if form in EXCHANGED:
            write_out(spoken_of.exchanged(form, events=rows).encode(), form, output, len(rows))
            return
        if form in ("xlsx", "kml"):
            from tidings.show.exports.tables import of_events

            write_table(spoken_of, rows, lambda part, _: of_events(part), form, output)
            return
        if form:
            write_out(spoken_of.exported(rows, form).encode(), form, output, len(rows))
            return
    if as_json_:
        print_json(rows)
    else:
        from tidings.show.terminal import print_events

        print_events(console(), rows)


@commands.command()
@speaks_of_documents
@of_events
@when_it_happened
@as_file()
def counts(
    inputs: tuple[str, ...],
    ledger: Address,
    as_of: str | None,
    as_json_: bool,
    near: str | None,
    form: str | None,
    output: Path | None,
    **filters: Any,
) -> None:
    """Count events by day and pair of actors, as CSV; an event counts once, however many documents tell it.

    \b
    tidings counts --status actual
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        rows = spoken_of.events(near=spoken_of.spot(near) if near else None, **filters)
        from tidings.show.exports.tables import of_dyads
        from tidings.show.happenings import dyads

        counted = dyads(rows)
        if as_json_:
            print_json(counted)
        else:
            write_table(spoken_of, counted, lambda part, _: of_dyads(part), form or "csv", output)


@commands.command("score-events")
@click.argument("coded", metavar="MINE.csv", type=click.Path(path_type=Path))
@speaks_of_documents
def score_events(coded: Path, inputs: tuple[str, ...], ledger: Address, as_of: str | None, as_json_: bool) -> None:
    """Hold the program's events against your own hand-coded ones.

    MINE.csv has a header and a line for each event: `document` and `type`, and, as far as you code them, `words` (the trigger, or words
    around it), `mode`, `status`, `actor`, `recipient`, `place`, `date` (YYYY-MM-DD). Only documents that stand in it are scored.

    \b
    tidings score-events mine.csv
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        score = spoken_of.score_events(coded)
    if as_json_:
        print_json(score)
        return
    from tidings.show.terminal import print_score

    print_score(console(), score)
