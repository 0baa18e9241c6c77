"""The group that all verbs belong to, and how the program ends when something given can't be used."""

import os
import sys
from typing import Any, NoReturn

import click

import tidings
from tidings.know.actors import VARIABLE, users_hash
from tidings.model.errors import TidingsError

ORDER = (
    *("read", "add", "status", "timeline", "brief", "claims", "figures", "events", "counts"),
    *("compare", "diff", "coreference", "stories", "search", "show", "report", "alerts", "watch", "serve", "mcp"),
    *("judge", "grade", "judgements", "note", "notes", "save", "saved", "undo", "explain", "evidence"),
    *("situation", "situations", "remove", "removed", "score-events", "demo"),
)


class Verbs(click.Group):
    """The verbs in the order in which data meets them; an error of ours ends in one line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.commands, key=ORDER.index)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TidingsError as fault:
            fail(str(fault))


def fail(message: str) -> NoReturn:
    """Ends the program with code 2 and the message, a line each for what could not be used."""
    for line in message.splitlines():
        click.echo(f"tidings: {line}", err=True)
    sys.exit(2)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(tidings.__version__, prog_name="tidings")
@click.option(
    "--actors",
    metavar="FILE",
    envvar=VARIABLE,
    help="A YAML file of people, offices, bodies and outlets that adds to what is known beforehand (docs/actors.md).  [env var: TIDINGS_ACTORS]",
)
def commands(actors: str | None) -> None:
    """Reads many news reports of one unfolding situation and keeps a sourced picture of it.

    Give a verb files, folders or addresses and it speaks of those; give it none and it speaks of the ledger (tidings.db, or --ledger).
    """
    if actors:
        # readers in other processes find the file by the variable
        os.environ[VARIABLE] = os.path.abspath(actors)  # noqa: PTH100
        users_hash()
