"""The verbs with which people write down: note, notes; save, saved: a view with its filters under a name."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tidings.cli.files import as_file, write_table
from tidings.cli.group import commands, fail
from tidings.cli.judging import by_somebody
from tidings.cli.options import console, in_ledger, print_json, situation
from tidings.ledger.address import Address

# The views whose filters may be saved.
VIEWS = ("timeline", "claims", "figures", "events", "counts", "compare", "search", "brief", "status")
# The name of the words of a search, as the pages have it.
WORDS = "q"
# What says where to look and how to print is no filter.
_NO_FILTERS = frozenset(("ledger", "situation_name", "as_json_", "form", "output", "inputs"))


@commands.command()
@click.argument("what", metavar="RECORD|DOC")
@click.argument("text")
@in_ledger
@by_somebody
@click.option("--replaces", metavar="NOTE", help="The note that this one is written instead of, by its id or the beginning of it.")
def note(what: str, text: str, ledger: Address, who: str, replaces: str | None) -> None:
    """Write a note on a record or a document; it stands beside them and changes nothing of what the program says.

    RECORD is DOCUMENT:ID or an id of the picture, DOC a document's id or the beginning of it. `tidings undo` takes a note back.

    \b
    tidings note 01-river-press:c1 "asked the ministry; no answer yet"
    tidings note 05_lantern.txt "the photograph is from another year"
    """
    with situation((), ledger) as spoken_of:
        written = spoken_of.note(what, text, who=who, replaces=replaces)
    click.echo(f"{written.id}: noted on {what}, by {who}")


@commands.command()
@in_ledger
@click.option("--all", "every", is_flag=True, help="Those that were taken back, too.")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
@as_file()
def notes(ledger: Address, every: bool, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Show what people noted, on what and when.

    \b
    tidings notes
    """
    with situation((), ledger) as spoken_of:
        written = [n for n in spoken_of.notes() if every or n.undone is None]
        index = spoken_of.index()
        if form:
            from tidings.show.exports.lists import of_notes

            write_table(spoken_of, written, of_notes, form, output)
            return
    if as_json_:
        print_json(written)
        return
    from tidings.show.terminal_desk import print_notes

    print_notes(console(), written, index)


@commands.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("view", type=click.Choice(VIEWS))
@click.argument("filters", nargs=-1, type=click.UNPROCESSED, metavar="[FILTERS]...")
@in_ledger
@by_somebody
@click.pass_context
def save(ctx: click.Context, name: str, view: str, filters: tuple[str, ...], ledger: Address, who: str) -> None:
    """Keep a view with its filters under NAME; `tidings saved NAME` shows it, and so do the pages.

    \b
    tidings save dam claims --about dam --since 2031-05-08
    """
    pairs = _pairs(ctx, view, filters)
    with situation((), ledger) as spoken_of:
        query = spoken_of.save(name, view, pairs, who=who)
    click.echo(f"{query.id}: {query.name}: {view} {' '.join(f'--{option} {value}' for option, value in pairs)}".rstrip())


@commands.command()
@click.argument("name", required=False)
@in_ledger
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
@click.pass_context
def saved(ctx: click.Context, name: str | None, ledger: Address, as_json_: bool) -> None:
    """Show the saved queries; with NAME, what that one finds now.

    \b
    tidings saved
    tidings saved dam
    """
    with situation((), ledger) as spoken_of:
        queries = spoken_of.queries()
    if name is None:
        if as_json_:
            print_json(queries)
            return
        from tidings.show.terminal_desk import print_queries

        print_queries(console(), queries)
        return
    query = next((q for q in queries if q.name == name), None)
    if query is None:
        fail(f"{name}: no query of this name is saved; `tidings saved` lists them")
    words = [part for option, value in query.filters for part in _written(query.view, option, value)]
    verb = commands.commands[query.view]
    with verb.make_context(
        query.view, [*words, "--ledger", str(ledger), "--situation", ledger.situation, *(["--json"] if as_json_ else [])], parent=ctx.parent
    ) as inner:
        verb.invoke(inner)


def _pairs(ctx: click.Context, view: str, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """The filters as pairs of an option and a value, when the verb takes them; a flag's value is empty, the words of a search are `q`."""
    verb = commands.commands[view]
    pairs = []
    with verb.make_context(view, list(words), parent=ctx.parent) as inner:
        for parameter in verb.params:
            name = parameter.name or ""
            if inner.get_parameter_source(name) != ParameterSource.COMMANDLINE:
                continue
            if name in _NO_FILTERS:
                fail(f"{max(parameter.opts, key=len)}: this is no filter of {view}; leave it out")
            value: Any = inner.params[name]
            if isinstance(parameter, click.Argument):
                pairs.append((WORDS, " ".join(value)))
                continue
            option = max(parameter.opts, key=len).removeprefix("--")
            pairs += [(option, "" if one is True else str(one)) for one in (value if isinstance(value, tuple) else (value,))]
    return pairs


def _written(view: str, option: str, value: str) -> list[str]:
    """A pair as words of the command line. Ends the program where the pages have a filter that the verb has not."""
    verb = commands.commands[view]
    if option == WORDS and view == "search":
        return value.split()
    if not any(f"--{option}" in parameter.opts for parameter in verb.params):
        fail(f"--{option}: {view} has no such filter on the command line; the pages of `tidings serve` have it")
    return [f"--{option}", value] if value else [f"--{option}"]
