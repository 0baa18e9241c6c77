"""Alerts and notices to the terminal: what was reported, how it is founded, and the words with what was looked for marked."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tidings.model.alert import Alert, Notice
from tidings.model.span import Span
from tidings.show.notices import HEADS, about, counted, whose
from tidings.show.rows import Words
from tidings.show.terminal import SIGNS
from tidings.show.visible import one_line, visible


def print_alerts(console: Console, alerts: Sequence[Alert]) -> None:
    """Every alert that stands, the latest told first."""
    _title(console, "Alerts", len(alerts))
    if not alerts:
        console.print(Text("None of the indicators has been reported.", style="dim"))
    for alert in alerts:
        console.print()
        console.print(Text(one_line(alert.indicator), style="bold"))
        _print_alert(console, alert)


def print_notices(console: Console, notices: Sequence[Notice]) -> None:
    """What is news: an alert that is new, or how one is founded otherwise than it was."""
    if not notices:
        return
    _title(console, "Alerts", len(notices))
    for notice in notices:
        console.print()
        head = Text.assemble(
            (HEADS[notice.news], "bold reverse" if notice.news == "new" else "bold"), "  ", (one_line(notice.alert.indicator), "bold")
        )
        head.append(f"  {', '.join(notice.changes)}" if notice.changes else "")
        console.print(head)
        _print_alert(console, notice.alert)


def _print_alert(console: Console, alert: Alert) -> None:
    """A line for each account: its sign, the words, how it is founded; below them who did what to whom, where and when."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    table.add_column("sign", no_wrap=True, width=3, justify="right")
    table.add_column("what", ratio=1)
    for number, account in enumerate(alert.accounts):
        sign, style = SIGNS[account.status]
        said = marked(account.words, alert.hits if number == 0 else ())
        origins = "; ".join(map(one_line, account.origins))
        said.append(f"  {account.status}, {counted(len(account.origins))}: {origins}  [{whose(account.words)}]", style="dim")
        table.add_row(Text(sign, style=style), said)
    if known := about(alert):
        table.add_row("", Text(known, style="dim"))
    console.print(table)


def marked(words: Words, hits: Sequence[Span]) -> Text:
    """The words on one line, with the spans of their document that were looked for underlined."""
    text, at = Text(), 0
    for number, (start, end) in enumerate(words.spans):
        if number:
            text.append(" … ")
            at += 3
        piece, first = words.text[at : at + end - start], start
        for hit in hits:
            if first <= hit[0] and hit[1] <= end:
                text.append(_flat(piece[first - start : hit[0] - start])).append(
                    _flat(piece[hit[0] - start : hit[1] - start]), style="underline"
                )
                first = hit[1]
        text.append(_flat(piece[first - start :]))
        at += end - start
    return text


def _flat(text: str) -> str:
    """On one line, the spaces at its ends kept."""
    return visible("".join(" " if c.isspace() else c for c in text))


def _title(console: Console, words: str, count: int) -> None:
    console.print()
    console.print(Text.assemble((words.upper(), "bold"), (f"  {count}", "dim")))
