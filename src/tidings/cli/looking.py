"""The verbs that show what the documents say together: from the timeline to the page."""

import json
from pathlib import Path

import click

from tidings.cli.files import as_file, write_out, write_table
from tidings.cli.group import commands
from tidings.cli.options import DAY, as_known, console, in_ledger, print_json, situation, speaks_of_documents, when_it_happened, write_page
from tidings.ledger.address import Address, address_of

CLAIM_FORMS = ("stix", "ftm", "annotations", "claimreview")


@commands.command()
@speaks_of_documents
@when_it_happened
@as_file()
def timeline(
    inputs: tuple[str, ...],
    ledger: Address,
    as_of: str | None,
    as_json_: bool,
    since: str | None,
    until: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Show what happened when, what was only planned, possible or denied, and on whose word.

    \b
    tidings timeline --since 2022-05-01
    tidings timeline reports/ --json
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        rows = spoken_of.timeline(since=since, until=until)
        if form:
            from tidings.show.exports.lists import of_timeline

            write_table(spoken_of, rows, of_timeline, form, output)
            return
    if as_json_:
        print_json(rows)
        return
    from tidings.show.terminal import print_timeline

    print_timeline(console(), rows)


@commands.command()
@speaks_of_documents
@as_file()
def brief(inputs: tuple[str, ...], ledger: Address, as_of: str | None, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Show the situation in a few sentences, each borne out by the words it names.

    \b
    tidings brief
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        lines = spoken_of.brief()
        if form:
            from tidings.show.exports.lists import of_brief

            write_table(spoken_of, lines, of_brief, form, output)
            return
    if as_json_:
        print_json(lines)
        return
    from tidings.show.terminal import print_brief

    print_brief(console(), lines)


@commands.command()
@speaks_of_documents
@click.option("--about", metavar="TEXT", help="Only claims whose content holds these words.")
@click.option("--by", metavar="ACTOR", help="Only claims that go back to this actor, under any of its names.")
@click.option("--since", type=DAY, metavar="DATE", help="Only claims told in a document of this day or later, such as 2022-05-10.")
@click.option(
    "--chain", "chains", is_flag=True, help="Show each telling with its own chain: outlet, who it had it from, who first said it."
)
@as_file(*CLAIM_FORMS)
def claims(
    inputs: tuple[str, ...],
    ledger: Address,
    as_of: str | None,
    as_json_: bool,
    about: str | None,
    by: str | None,
    since: str | None,
    chains: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Show who says what, on whose word: source, chain, and how many documents tell it.

    \b
    tidings claims --about missiles
    tidings claims reports/ --by "Ministry of Defence" --since 2022-05-10 --chain
    tidings claims --format stix -o claims.json
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        rows = spoken_of.claims(about=about, by=by, since=since)
        if form in CLAIM_FORMS:
            write_out(spoken_of.exchanged(form, claims=rows).encode(), form, output, len(rows))
            return
        if form:
            from tidings.show.exports.lists import of_claims

            write_table(spoken_of, rows, of_claims, form, output)
            return
    if as_json_:
        print_json(rows)
        return
    from tidings.show.terminal import print_claims

    print_claims(console(), rows, chains=chains)


@commands.command()
@speaks_of_documents
@as_file()
def figures(inputs: tuple[str, ...], ledger: Address, as_of: str | None, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Show each counted thing through time: value or bounds, as of when, on whose word.

    \b
    tidings figures
    tidings figures --format xlsx -o figures.xlsx
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        rows = spoken_of.figures()
        if form:
            from tidings.show.exports.lists import of_figures

            write_table(spoken_of, rows, of_figures, form, output)
            return
    if as_json_:
        print_json(rows)
        return
    from tidings.show.terminal import print_figures

    print_figures(console(), rows)


@commands.command()
@speaks_of_documents
@as_file()
def compare(inputs: tuple[str, ...], ledger: Address, as_of: str | None, as_json_: bool, form: str | None, output: Path | None) -> None:
    """Show what the documents say together: copies, differences, agreement; with --json the whole picture (PICTURE.md).

    With --format the differences are written.

    \b
    tidings compare reports/ --json > picture.json
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        if as_json_:
            from tidings.model.records import as_line

            click.echo(as_line(spoken_of.picture()))
            return
        if form:
            from tidings.show.exports.lists import of_differences

            write_table(spoken_of, spoken_of.differences(), of_differences, form, output)
            return
        picture, readings, rows = spoken_of.picture(), spoken_of.readings(), spoken_of.differences()
    from tidings.show.terminal import print_comparison

    print_comparison(console(), picture, readings, rows)


@commands.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@as_known
def coreference(inputs: tuple[str, ...], ledger: Address, as_of: str | None) -> None:
    """Print, as JSON, which mentions in all documents are one event, and which are one actor (COREF_FORMAT.md).

    \b
    tidings coreference reports.jsonl > clusters.json
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        click.echo(json.dumps(spoken_of.coreference(), ensure_ascii=False))


@commands.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@as_known
def stories(inputs: tuple[str, ...], ledger: Address, as_of: str | None) -> None:
    """Print, a JSON line a document, which documents are on the same happening.

    \b
    tidings stories reports.jsonl
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        for story in spoken_of.stories():
            for document in story.documents:
                click.echo(json.dumps({"id": document, "story": story.id}, ensure_ascii=False))


@commands.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@as_known
@click.option("-o", "--output", type=click.Path(path_type=Path), default="tidings.html", show_default=True, help="The page to write.")
@click.option("--title", default=None, help="What to call the situation.")
def report(inputs: tuple[str, ...], ledger: Address, as_of: str | None, output: Path, title: str | None) -> None:
    """Write the picture as one self-contained HTML page that opens from disk.

    \b
    tidings report
    tidings report reports/ -o border.html --title "At the border"
    """
    with situation(inputs, ledger, as_of) as spoken_of:
        write_page(output, spoken_of.page(title))
    click.echo(f"{output}: written")


@commands.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default="demo.html", show_default=True, help="The page to write.")
def demo(output: Path) -> None:
    """Read the bundled example, a fictional situation, show its picture and write its page.

    \b
    tidings demo
    """
    from tidings.know.example import example_folder
    from tidings.show.terminal import print_brief, print_claims, print_figures, print_timeline

    with situation((str(example_folder()),), address_of("tidings.db")) as spoken_of:
        out = console()
        print_brief(out, spoken_of.brief())
        print_timeline(out, spoken_of.timeline())
        print_claims(out, spoken_of.claims())
        print_figures(out, spoken_of.figures())
        write_page(output, spoken_of.page("The bundled example"))
    click.echo(f"\n{output}: the same as a page; open it in a browser")
