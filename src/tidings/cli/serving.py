"""The verb that serves the pages: serve."""

import ipaddress
import secrets
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidings.cli.group import commands, fail
from tidings.cli.options import in_ledger, situation
from tidings.cli.warning import ALERTS
from tidings.ledger.address import Address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI

    from tidings.model.alert import Alert
    from tidings.show.indicators import Watchlist
    from tidings.web.snapshot import Snapshot

FILE = click.Path(path_type=Path, dir_okay=False)


@commands.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@in_ledger
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8300, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 takes any that is free.")
@click.option("--token-file", type=FILE, help="A file that holds a token; whoever names it may see the pages.")
@click.option("--users", type=FILE, help="A file with a line NAME TOKEN for each user; what one of them judges bears the name.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A host name that browsers may use for this server; give it as often as needed."
)
@click.option("--alerts", "watched_for", type=ALERTS, metavar="FILE", help="A file of indicators for the page of alerts (docs/alerts.md).")
@click.option("--title", default="The situation", show_default=True, help="What to call the situation.")
def serve(
    inputs: tuple[str, ...],
    ledger: Address,
    host: str,
    port: int,
    token_file: Path | None,
    users: Path | None,
    names: tuple[str, ...],
    watched_for: "Watchlist | None",
    title: str,
) -> None:
    """Serve the picture as pages for a browser; on this machine alone, unless a token or users are given.

    \b
    tidings serve
    tidings serve reports/ --title "At the border"
    tidings serve --alerts alerts.yaml
    """
    try:
        from tidings.web.access import Access, users_in
        from tidings.web.app import create_app
    except ModuleNotFoundError as missing:
        fail(f"the pages need {missing.name}, which is not installed; `pip install 'tidings[web]'` brings it")
    only_here = _is_here(host)
    if not only_here and token_file is None and users is None:
        fail(f"{host}: others could see the pages there; give --token-file FILE or --users FILE, or leave out --host")
    if token_file and users:
        fail("give --token-file or --users, not both")
    asked = token_file or users
    allowed = users_in(asked, with_names=users is not None) if asked else {}
    access = Access(secret=secrets.token_bytes(32), users=allowed, local=_name_here())
    listening = _listening(host, port)
    with situation(inputs, ledger) as spoken_of:
        alerts = partial(_alerts, watched_for) if watched_for else None
        app = create_app(spoken_of, access=access, title=title, names=(*names, host), only_here=only_here, alerts=alerts)
        address, bound = listening.getsockname()[:2]
        click.echo(f"http://{f'[{address}]' if ':' in address else address}:{bound}/ shows the pages; Ctrl-C ends it")
        run_server(app, listening)


def _alerts(watchlist: "Watchlist", snapshot: "Snapshot") -> "Sequence[Alert]":
    from tidings.show.alerts import alerts

    return alerts(snapshot.picture, snapshot.readings, watchlist.indicators)


def run_server(app: "FastAPI", listening: socket.socket) -> None:
    """Serves until somebody ends it."""
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listening])


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        fail(f"{host}:{port}: it can't be listened on ({fault.strerror}); name another with --port or --host")
    return listening


def _name_here() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"
