"""The verbs of a verification desk: evidence, what a line rests on as one file that opens without this program; explain, why it
is so; remove, what has to go."""

from dataclasses import replace
from pathlib import Path

import click

from tidings.cli.group import commands, fail
from tidings.cli.judging import by_somebody
from tidings.cli.options import as_known, console, in_ledger, print_json, print_json_object, situation
from tidings.ledger.address import Address
from tidings.model.errors import BadInput


@commands.command()
@click.argument("what", metavar="RECORD|BUNDLE")
@in_ledger
@as_known
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; without, evidence.zip.")
@click.option("--verify", is_flag=True, help="Say whether BUNDLE is as it was written; ends with 1 where it is not.")
def evidence(what: str, ledger: Address, as_of: str | None, output: Path | None, verify: bool) -> None:
    """Write all that one claim, event or figure rests on: a ZIP that opens without this program (docs/evidence.md).

    RECORD is DOCUMENT:ID, such as report.txt:c3, or an id of the picture (`tidings compare --json`). The bundle holds the words in
    their surroundings, the chain of each telling, the documents as they came, their sums, times and addresses.

    \b
    tidings evidence 01-river-press:c1 -o evidence.zip
    tidings evidence --verify evidence.zip
    """
    if verify:
        _verify(Path(what))
        return
    out = output or Path("evidence.zip")
    with situation((), ledger, as_of) as spoken_of:
        data = spoken_of.bundle(spoken_of.evidence(what))
    try:
        out.write_bytes(data)
    except OSError as fault:
        fail(f"{out}: it can't be written ({fault.strerror}); name another file with --output")
    click.echo(f"{out}: the evidence for {what}")


def _verify(path: Path) -> None:
    from tidings.show.exports.bundle import faults_of

    try:
        faults = faults_of(path.read_bytes())
    except OSError as fault:
        fail(f"{path}: it can't be read ({fault.strerror}); name a bundle that `tidings evidence` wrote")
    except BadInput as fault:
        fail(f"{path}: {fault}; name a bundle that `tidings evidence` wrote")
    for one in faults:
        click.echo(f"{path}: {one}")
    if faults:
        click.get_current_context().exit(1)
    click.echo(f"{path}: all is as it was written")


@commands.command()
@click.argument("record", metavar="RECORD")
@in_ledger
@as_known
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
def explain(record: str, ledger: Address, as_of: str | None, as_json_: bool) -> None:
    """Show every step, score and reason behind one claim, event or figure (docs/evidence.md).

    RECORD is DOCUMENT:ID, such as report.txt:c3, or an id of the picture (`tidings compare --json`).

    \b
    tidings explain 01-river-press:c1
    """
    with situation((), ledger, as_of) as spoken_of:
        found = spoken_of.explain(record)
    if as_json_:
        print_json(found)
        return
    from tidings.show.terminal_desk import print_explanation

    print_explanation(console(), found)


@commands.command()
@click.argument("document", metavar="DOC")
@in_ledger
@by_somebody
@click.option("--reason", metavar="TEXT", required=True, help="Why, in words that hold nothing of the document; it stays.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def remove(document: str, ledger: Address, who: str, reason: str, yes: bool) -> None:
    """Take a document out for good, with all that holds its words; a tombstone stays (docs/removal.md).

    DOC is its id or the beginning of it. What rested on it is made anew. There is no way back but to add the document again.

    \b
    tidings remove 14-norrin-daily --reason "court order 12/31" --yes
    """
    with situation((), ledger) as spoken_of:
        found = spoken_of.reading(document).document.id
        if not yes:
            click.confirm(f"Remove {found} from {ledger} for good?", abort=True)
        tombstone = spoken_of.remove(found, who=who, reason=reason)
    click.echo(f"{tombstone.document}: removed by {who}")


@commands.command()
@in_ledger
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
def removed(ledger: Address, as_json_: bool) -> None:
    """Show which documents were removed, by whom, when and why.

    \b
    tidings removed
    """
    with situation((), ledger) as spoken_of:
        tombstones = spoken_of.tombstones()
    if as_json_:
        print_json(tombstones)
        return
    from tidings.show.terminal_desk import print_tombstones

    print_tombstones(console(), tombstones)


@commands.command(name="situation")
@click.argument("name")
@in_ledger
def make_situation(name: str, ledger: Address) -> None:
    """Make a situation in the ledger, beside the one that every ledger has (docs/situations.md).

    \b
    tidings situation flood
    tidings add reports/*.txt --situation flood
    """
    from tidings.situation import open_ledger

    with open_ledger(replace(ledger, situation="")) as kept:
        if not kept.add_situation(name):
            fail(f"{name}: {ledger} has a situation of this name")
    click.echo(f"{name}: made in {ledger}")


@commands.command()
@in_ledger
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
def situations(ledger: Address, as_json_: bool) -> None:
    """Show the situations of the ledger, and how many documents each has.

    \b
    tidings situations
    """
    with situation((), replace(ledger, situation="")) as spoken_of:
        counts = {name: spoken_of.within(name).ledger.count() for name in ("", *spoken_of.situations())}
    if as_json_:
        print_json_object({"situations": [{"name": name, "documents": count} for name, count in counts.items()]})
        return
    width = max(map(len, counts))
    for name, count in counts.items():
        click.echo(f"{name or '(without a name)':{max(width, 16)}}  {count:>8,} {'document' if count == 1 else 'documents'}")
