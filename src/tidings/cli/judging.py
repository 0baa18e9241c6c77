"""The verbs with which people say what they think of records: judge, grade, judgements, undo; and diff, what came between two moments."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tidings.cli.files import as_file, write_table
from tidings.cli.group import commands
from tidings.cli.options import MOMENT, console, in_ledger, print_json, situation
from tidings.ledger.address import Address

if TYPE_CHECKING:
    from tidings.model.judgement import Verdict

F = TypeVar("F", bound=Callable[..., Any])


def by_somebody(function: F) -> F:
    """Adds --by: whose judgement it is."""
    return click.option(
        "--by",
        "who",
        metavar="NAME",
        default=getpass.getuser,
        envvar="TIDINGS_JUDGE",
        show_envvar=True,
        help="Whose judgement it is; without, the user's name on this machine.",
    )(function)


@commands.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@click.option("--from", "since", type=MOMENT, required=True, metavar="MOMENT", help="The earlier moment, such as 2022-05-10.")
@click.option("--to", "until", type=MOMENT, required=True, metavar="MOMENT", help="The later moment, such as 2022-05-11T08:00.")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
@as_file()
def diff(inputs: tuple[str, ...], ledger: Address, since: str, until: str, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Show what was new, revised, withdrawn or resolved between what could be known at two moments.

    \b
    tidings diff --from 2022-05-10 --to 2022-05-12
    """
    with situation(inputs, ledger) as spoken_of:
        rows = spoken_of.diff(since, until)
        if form:
            from tidings.show.exports.lists import of_diff

            write_table(spoken_of.as_known(until), rows, of_diff, form, output)
            return
    if as_json_:
        print_json(rows)
        return
    from tidings.show.terminal import print_diff

    print_diff(console(), rows)


@commands.command()
@click.argument("verdict", type=click.Choice(["same", "different", "agree", "contradict", "right", "wrong"]))
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@in_ledger
@by_somebody
@click.option("--note", metavar="TEXT", help="Why, in your own words.")
def judge(verdict: str, records: tuple[str, ...], ledger: Address, who: str, note: str | None) -> None:
    """Say that two records are the same or different, agree or contradict, or that one was right or wrong.

    RECORD is DOCUMENT:ID, such as report.txt:c3, or an id of the picture (`tidings compare --json`). Your word is kept beside the
    program's, with your name and the time, and wins until `tidings undo` takes it back.

    \b
    tidings judge same 05_lantern.txt:c1 01-river-press:c2 --note "one interview"
    tidings judge wrong 03-ost-post:c4
    """
    with situation((), ledger) as spoken_of:
        judgement = spoken_of.judge(cast("Verdict", verdict), *records, who=who, note=note)
    click.echo(f"{judgement.id}: {verdict} {' '.join(records)}, by {who}")


@commands.command()
@click.argument("what", metavar="SOURCE|RECORD")
@click.argument("grade", metavar="GRADE")
@in_ledger
@by_somebody
@click.option("--note", metavar="TEXT", help="Why, in your own words.")
def grade(what: str, grade: str, ledger: Address, who: str, note: str | None) -> None:
    """Grade a source A to F or an item 1 to 6, as the Admiralty code has it; beside the program's record, never inside it.

    \b
    tidings grade "Ministry of Defence" C
    tidings grade 03-ost-post:c4 5 --note "no second witness"
    """
    is_source = grade.isalpha()
    with situation((), ledger) as spoken_of:
        names = () if is_source else (what,)
        judgement = spoken_of.judge("grade", *names, who=who, grade=grade.upper(), source=what if is_source else None, note=note)
    click.echo(f"{judgement.id}: {what} graded {judgement.grade}, by {who}")


@commands.command()
@in_ledger
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
@as_file()
def judgements(ledger: Address, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Show what people judged, when, and what was taken back.

    \b
    tidings judgements
    """
    with situation((), ledger) as spoken_of:
        made, readings = spoken_of.judgements(), spoken_of.readings()
        if form:
            from tidings.show.exports.lists import of_judgements

            write_table(spoken_of, made, lambda part, _: of_judgements(part), form, output)
            return
    if as_json_:
        print_json(made)
        return
    from tidings.show.terminal_desk import print_judgements

    print_judgements(console(), made, readings)


@commands.command()
@click.argument("judgement", metavar="ID")
@in_ledger
@by_somebody
def undo(judgement: str, ledger: Address, who: str) -> None:
    """Take a judgement, a note or a saved query back, by its id or the beginning of it; it stays in the history, and counts no more.

    \b
    tidings undo j3f0
    """
    with situation((), ledger) as spoken_of:
        # ids begin with j for judgements, n for notes, q for queries
        undone = spoken_of.take_back(judgement, who=who) if judgement[:1] == "j" else spoken_of.strike_out(judgement, who=who)
    click.echo(f"{undone.id}: taken back by {who}")
