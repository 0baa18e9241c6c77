"""The verb for assistants: mcp."""

from typing import TYPE_CHECKING, Any

import click

from tidings.cli.group import commands, fail
from tidings.cli.options import in_ledger, situation
from tidings.ledger.address import Address

if TYPE_CHECKING:
    from mcp.server import MCPServer


@commands.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@click.option(
    "--judge-as", "judge", metavar="NAME", help="Let the assistant keep judgements, in the name of this person; else it changes nothing."
)
@click.option("--title", default="Tidings", show_default=True, help="What to call the situation.")
def mcp(inputs: tuple[str, ...], ledger: Address, judge: str | None, title: str) -> None:
    """Answer an assistant that speaks the Model Context Protocol, on standard input and output (docs/mcp.md).

    \b
    tidings mcp
    tidings mcp --judge-as "Ana Brandt"
    """
    try:
        from tidings.mcp.server import server_of
    except ModuleNotFoundError as missing:
        fail(f"this needs {missing.name}, which is not installed; `pip install 'tidings[mcp]'` brings it")
    if judge is not None and not judge.strip():
        fail("--judge-as: give the name of the person whose judgements these are")
    with situation(inputs, ledger) as spoken_of:
        run_server(server_of(spoken_of, judge=judge, title=title))


def run_server(server: "MCPServer[Any]") -> None:
    """Answers on standard input and output until the assistant's program closes them."""
    server.run("stdio")
