"""Where warnings go: a file of JSON lines, a feed, an address. One that fails stops neither the others nor any document."""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tidings.model.alert import Notice
from tidings.model.ids import made_of
from tidings.ports import Ledger, Notifier
from tidings.show.indicators import Watchlist
from tidings.show.notices import as_feed, line_of, record_of

# At most so many notices go to a sink in one look; what is left is due at the next.
MOST_AT_ONCE = 500
# A feed holds the last notices: what a reader that was away over a weekend still finds.
MOST_IN_FEED = 200


@dataclass(frozen=True, slots=True)
class Sink:
    """A place that warnings go to. `name` is a hash of it, since an address may hold a secret; `called` is what it is called in a message."""

    name: str
    called: str
    put: Callable[[Sequence[Notice], Ledger], None]


def sinks_of(watchlist: Watchlist, notifier: Notifier) -> tuple[Sink, ...]:
    """The sinks that a file of alerts names, in the order of their kinds."""
    return (
        *(Sink(made_of("w", "file", str(path)), str(path), partial(_append, path)) for path in watchlist.files),
        *(Sink(made_of("w", "rss", str(path)), str(path), partial(_write_feed, path, watchlist.path.name)) for path in watchlist.feeds),
        *(Sink(made_of("w", "webhook", url), f"webhook {_host(url)}", partial(_post, notifier, url)) for url in watchlist.webhooks),
    )


def delivered(sink: Sink, ledger: Ledger) -> str | None:
    """None when the sink got all that is due to it; else why not, in one line. What it did get is not sent again."""
    try:
        due = ledger.untold(sink.name, MOST_AT_ONCE)
        if not due:
            return None
        sink.put(due, ledger)
    except _NotSent as fault:
        ledger.told_to(sink.name, [notice.id for notice in due[: fault.sent]])
        return f"{sink.called}: {fault}; it is tried again at the next look"
    ledger.told_to(sink.name, [notice.id for notice in due])
    return None


class _NotSent(Exception):
    """Why a sink didn't take the notice after the first `sent`."""

    def __init__(self, why: object, sent: int = 0) -> None:
        super().__init__(why)
        self.sent = sent


def _append(path: Path, due: Sequence[Notice], ledger: Ledger) -> None:
    lines = "".join(json.dumps(record_of(notice), ensure_ascii=False) + "\n" for notice in due)
    try:
        with path.open("ab") as stream:
            stream.write(lines.encode("utf-8", "replace"))
    except OSError as fault:
        raise _NotSent(f"can't be written ({fault.strerror})") from None


def _write_feed(path: Path, title: str, due: Sequence[Notice], ledger: Ledger) -> None:
    feed = as_feed(ledger.told(MOST_IN_FEED), title)
    try:
        handle, made = tempfile.mkstemp(dir=path.parent, suffix=".part")
    except OSError as fault:
        raise _NotSent(f"can't be written ({fault.strerror})") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(feed)
        # as any file that a program writes, not as a temporary one: a web server reads it
        Path(made).chmod(0o644)
        # a reader of the feed never sees half of it
        Path(made).replace(path)
    except OSError as fault:
        Path(made).unlink(missing_ok=True)
        raise _NotSent(f"can't be written ({fault.strerror})") from None


def _post(notifier: Notifier, url: str, due: Sequence[Notice], ledger: Ledger) -> None:
    for number, notice in enumerate(due):
        # `text` is what chat rooms show of a hook's message
        message = {"text": line_of(notice), **record_of(notice)}
        try:
            notifier(url, json.dumps(message, ensure_ascii=True))
        except OSError as fault:
            raise _NotSent(fault, number) from None


def _host(url: str) -> str:
    """The host alone: what stands behind it may be a secret."""
    return urlsplit(url).hostname or "?"
