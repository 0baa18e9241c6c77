"""The verbs that warn: alerts, watch; and how `add` looks through what comes."""

import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidings.cli.files import as_file, write_table
from tidings.cli.group import commands
from tidings.cli.options import as_known, console, in_ledger, print_json_object, situation, taken
from tidings.ledger.address import Address
from tidings.model.errors import TidingsError

if TYPE_CHECKING:
    from tidings.show.indicators import Watchlist
    from tidings.situation import Situation
    from tidings.watch.looking import Looked


class Alerts(click.ParamType):  # type: ignore[type-arg]  # generic in its stubs alone
    """A file of indicators, read; one that can't be used ends the program before anything else is done."""

    name = "file"

    def convert(self, value: "str | Watchlist", param: click.Parameter | None, ctx: click.Context | None) -> "Watchlist":
        from tidings.show.indicators import watchlist_in

        return watchlist_in(Path(value)) if isinstance(value, str) else value


ALERTS = Alerts()


class Looks:
    """Looks for alerts while documents come: what is news is printed, what could not be reached is told on stderr, once each."""

    def __init__(self, kept: "Situation", watchlist: "Watchlist", *, as_json: bool) -> None:
        from tidings.watch.looking import Watch

        self.watch = Watch(kept, watchlist)
        self.records: list[dict[str, Any]] = []
        self._as_json = as_json
        self._told: set[str] = set()

    def look(self) -> None:
        """Looks through what came."""
        self.tell(self.watch.look())

    def tell(self, looked: "Looked") -> None:
        """Prints what a look gave, or keeps it for the JSON."""
        for fault in looked.faults:
            if fault not in self._told:
                click.echo(f"tidings: {fault}", err=True)
        self._told.update(looked.faults)
        if self._as_json:
            from tidings.show.notices import record_of

            self.records += map(record_of, looked.notices)
        elif self.watch.watchlist.on_terminal:
            from tidings.show.warned import print_notices

            print_notices(console(), looked.notices)


@commands.command()
@click.argument("watchlist", metavar="FILE", type=ALERTS)
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@as_known
@as_file()
@click.option("--tell", is_flag=True, help="Send to the file's sinks what was never told of, and print that alone.")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")
def alerts(
    watchlist: "Watchlist",
    inputs: tuple[str, ...],
    ledger: Address,
    as_of: str | None,
    form: str | None,
    output: Path | None,
    tell: bool,
    as_json_: bool,
) -> None:
    """Show what was reported that the indicators of FILE name (docs/alerts.md): where, when, on how many independent words.

    \b
    tidings alerts alerts.yaml
    tidings alerts alerts.yaml reports/ --as-of 2031-05-09
    """
    if tell and (inputs or as_of or form):
        raise click.UsageError("--tell goes with the ledger as it is: leave out INPUT, --as-of and --format")
    with situation(inputs, ledger, as_of) as spoken_of:
        looks = Looks(spoken_of, watchlist, as_json=as_json_)
        if tell:
            looks.tell(looks.watch.look_through_all())
        standing = () if tell else looks.watch.standing()
        if form:
            from tidings.show.exports.warnings import of_alerts

            write_table(spoken_of, standing, of_alerts, form, output)
            return
    if as_json_:
        from tidings.show.notices import alert_record

        print_json_object({"notices": looks.records} if tell else {"alerts": [alert_record(alert) for alert in standing]})
    elif not tell:
        from tidings.show.warned import print_alerts

        print_alerts(console(), standing)


@commands.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@in_ledger
@click.option("--alerts", "watchlist", type=ALERTS, metavar="FILE", required=True, help="A file of indicators (docs/alerts.md).")
@click.option(
    "--every", default=10.0, show_default=True, type=click.FloatRange(min=0.1), metavar="MINUTES", help="How long to wait in between."
)
@click.option("--rounds", type=click.IntRange(min=1), help="End after so many rounds, instead of when somebody ends it.")
def watch(inputs: tuple[str, ...], ledger: Address, watchlist: "Watchlist", every: float, rounds: int | None) -> None:
    """Look at folders, files and feeds again and again; keep what is new, and warn of what the indicators name.

    \b
    tidings watch reports/ --alerts alerts.yaml --rounds 1
    """
    from tidings.scale.processes import read_on_all_cores
    from tidings.situation import open_ledger

    with open_ledger(ledger, runner=read_on_all_cores) as kept, suppress(KeyboardInterrupt):
        looks, told = Looks(kept, watchlist, as_json=False), set[str]()
        for number in count(1):
            came = _round(kept, inputs, looks, told)
            if came or number == 1:
                click.echo(f"{came} new {'document' if came == 1 else 'documents'}; {kept.ledger.count()} in all")
            if number == rounds:
                break
            time.sleep(every * 60)


def _round(kept: "Situation", inputs: tuple[str, ...], looks: Looks, told: set[str]) -> int:
    """How many documents came in one look at the inputs. What can't be read or reached now may be so at the next; it is told of once."""

    def tell(fault: object) -> None:
        if str(fault) not in told:
            click.echo(f"tidings: {fault}", err=True)
        told.add(str(fault))

    try:
        counts = taken(kept, inputs, tell, looks.look)
    except TidingsError as fault:
        tell(fault)
        return 0
    return counts.get("new", 0) + counts.get("version", 0)
