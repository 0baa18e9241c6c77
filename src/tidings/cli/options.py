"""What the verbs share: their options, the situation they speak of, progress, and printing."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tidings.cli.group import fail
from tidings.ledger.address import Address, address_of

if TYPE_CHECKING:
    from rich.console import Console

    from tidings.model.document import Document, Refusal
    from tidings.ports import Runner
    from tidings.situation import Situation

T = TypeVar("T")
# Documents between two looks for alerts: a minute's reading. Each look makes anew the pictures of the threads that these fell into.
LOOK_EVERY = 100
F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in its stubs alone
    """A day, a month or a year in ISO 8601."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from datetime import date

        padded = value + "-01" * (2 - value.count("-")) if len(value) in (4, 7, 10) else value
        try:
            date.fromisoformat(padded)
        except ValueError:
            self.fail(f"{value} is no date; write it as 2022-05-10, 2022-05 or 2022", param, ctx)
        return value


DAY = Day()


class Moment(click.ParamType):  # type: ignore[type-arg]
    """A day, a month, a year, or a minute of a day in ISO 8601."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from tidings.match.moments import moment_in

        try:
            return moment_in(value)
        except ValueError:
            self.fail(f"{value} is no moment; write it as 2022-05-10T16:00 or 2022-05-10", param, ctx)


MOMENT = Moment()


class Kept(click.ParamType):  # type: ignore[type-arg]
    """A ledger's file, or its address on a server."""

    name = "ledger"

    def convert(self, value: str | Address, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        return value if isinstance(value, Address) else address_of(value)


def speaks_of_documents(function: F) -> F:
    """Adds what most verbs take: the INPUT argument, --ledger, --as-of and --json."""
    function = click.option("--json", "as_json_", is_flag=True, help="Print JSON, for scripts.")(function)
    return in_ledger(as_known(click.argument("inputs", metavar="[INPUT]...", nargs=-1)(function)))


def as_known(function: F) -> F:
    """Adds --as-of: what could be known at a moment, as against --since and --until, when things happened."""
    return click.option(
        "--as-of",
        type=MOMENT,
        metavar="MOMENT",
        help="Only what had certainly been published by the end of this day or minute, such as 2022-05-10 or 2022-05-10T16:00.",
    )(function)


def in_ledger(function: F) -> F:
    """Adds --ledger and --situation; the function gets the address of both."""

    @wraps(function)
    def at_the_address(*given: Any, ledger: Address, situation_name: str, **others: Any) -> Any:
        return function(*given, ledger=replace(ledger, situation=situation_name), **others)

    named = click.option(
        "--situation",
        "situation_name",
        metavar="NAME",
        default="",
        envvar="TIDINGS_SITUATION",
        show_envvar=True,
        help="One of the ledger's situations (docs/situations.md); without, the one that every ledger has.",
    )(at_the_address)
    return click.option(
        "--ledger",
        type=Kept(),
        metavar="FILE|ADDRESS",
        default="tidings.db",
        envvar="TIDINGS_LEDGER",
        show_default=True,
        show_envvar=True,
        help="What was read is kept in this file, or at postgresql://USER@HOST/DATABASE (docs/ledgers.md).",
    )(cast(F, named))


def on_ray(function: F) -> F:
    """Adds --ray."""
    return click.option(
        "--ray", is_flag=True, help="Read on the Ray cluster that RAY_ADDRESS names, or by way of Ray on this machine (docs/scale.md)."
    )(function)


def runner(ray: bool) -> "Runner":
    """What maps the reading over documents: the cores of this machine, or a Ray cluster."""
    if ray:
        from tidings.scale.ray import read_on_ray

        return read_on_ray
    from tidings.scale.processes import read_on_all_cores

    return read_on_all_cores


def when_it_happened(function: F) -> F:
    """Adds --since and --until: days on which things happened."""
    for name, what in (("--until", "up to"), ("--since", "from")):
        function = click.option(name, type=DAY, metavar="DATE", help=f"Only what happened {what} this day, such as 2022-05-10.")(function)
    return function


def situation(inputs: tuple[str, ...], ledger: Address, as_of: str | None = None) -> "Situation":
    """The situation spoken of: the documents of the inputs, or those of the ledger, as it could be known at a moment.

    Refused inputs are told on stderr.
    """
    from tidings.situation import open_ledger, situation_in_memory

    if not inputs:
        spoken_of = open_ledger(ledger, make=False)
    else:
        spoken_of = situation_in_memory(runner=runner(ray=False))
        take(spoken_of, inputs)
    return spoken_of.as_known(as_of) if as_of else spoken_of


def take(
    spoken_of: "Situation", inputs: tuple[str, ...], looks: Callable[[], object] | None = None, *, again: bool = False
) -> dict[str, int]:
    """How many documents became what; refusals are told on stderr, and where nothing could be read the program ends."""
    counts = taken(spoken_of, inputs, tell_refusal, looks, again=again)
    if not counts or counts.keys() == {"refused"}:
        fail("nothing could be read")
    return counts


def taken(
    spoken_of: "Situation",
    inputs: tuple[str, ...],
    refuse: "Callable[[Refusal | Document], None]",
    looks: Callable[[], object] | None,
    *,
    again: bool = False,
) -> dict[str, int]:
    """How many documents became what.

    `looks` is called at every hundredth document and at the end: what came is looked through for alerts.
    """
    counts: dict[str, int] = {}
    for number, (what, how) in enumerate(with_progress(spoken_of.adding(*inputs, watched=looks is not None, again=again), "reading"), 1):
        counts[how] = counts.get(how, 0) + 1
        if how == "refused":
            refuse(what)
        if looks is not None and number % LOOK_EVERY == 0:
            looks()
    if looks is not None:
        looks()
    return counts


def tell_refusal(refusal: "Refusal | Document") -> None:
    """One line on stderr."""
    click.echo(f"tidings: {refusal}", err=True)


def with_progress(items: Iterable[T], label: str) -> Iterator[T]:
    """The items as they come; on a terminal with a line that counts them."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    compile_gazetteer()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        for item in items:
            progress.advance(task)
            yield item


def compile_gazetteer() -> None:
    """Compiles the gazetteer behind a bar where it isn't compiled yet: once a machine, some ten seconds."""
    from tidings.know.gazetteer import ABOUT_PLACES, compile_places, is_compiled

    if is_compiled():
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("compiling the gazetteer, once on this machine", total=ABOUT_PLACES)
        try:
            for places in compile_places():
                progress.update(task, completed=min(places, ABOUT_PLACES))
        except OSError as fault:
            fail(str(fault))


def console() -> "Console":
    """The terminal to print on; plain and wide when piped."""
    from tidings.show.terminal import console_for

    return console_for(sys.stdout)


def print_json(record: Any) -> None:
    """One JSON value on stdout, indented on a terminal."""
    from tidings.model.records import as_json

    click.echo(json.dumps(as_json(record), ensure_ascii=False, indent=1 if sys.stdout.isatty() else None))


def print_json_object(value: dict[str, Any]) -> None:
    """A plain object as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1 if sys.stdout.isatty() else None))


def write_page(path: Path, page: str) -> None:
    """Writes the page; ends with one clear line when it can't."""
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as fault:
        fail(f"{path}: the page can't be written ({fault.strerror}); name another file with --output")
