"""Notices of alerts to what leaves the program: a record for scripts, a line for people, a feed."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree

from tidings.model.alert import Account, Alert, Notice
from tidings.model.records import as_json
from tidings.show.rows import Words
from tidings.show.visible import one_line

HEADS = {"new": "New", "update": "Update"}


def record_of(notice: Notice) -> dict[str, Any]:
    """A notice as JSON has it: what is news of the alert, then the alert."""
    head = {"id": notice.id, "news": notice.news, "changes": list(notice.changes), "at": notice.at}
    return head | {"alert": alert_record(notice.alert)}


def alert_record(alert: Alert) -> dict[str, Any]:
    """An alert as JSON has it: its fields, and what follows from its accounts."""
    told = {"status": alert.status, "words": as_json(alert.words), "origins": list(alert.origins), "documents": list(alert.documents)}
    return {**as_json(alert), **told}


def line_of(notice: Notice) -> str:
    """A notice on one line: the indicator, how it is founded, the words, and where they stand."""
    alert = notice.alert
    news = f"{HEADS[notice.news]}: {alert.indicator}" + (f" ({', '.join(notice.changes)})" if notice.changes else "")
    return f"{one_line(news)}. {founded(alert.accounts[0])}. “{one_line(alert.words.text)}” [{whose(alert.words)}]"


def founded(account: Account) -> str:
    """How it is told, by how many and by whom: “planned, on the word of 2 independent origins: Ana Brandt; Courier”."""
    count = len(account.origins)
    return f"{account.status}, on the word of {counted(count)}: {'; '.join(map(one_line, account.origins))}"


def counted(origins: int) -> str:
    """One origin, or several that are independent of each other."""
    return "one origin" if origins == 1 else f"{origins} independent origins"


def whose(words: Words) -> str:
    """The outlet and the day, and the document that `tidings show` takes."""
    return ", ".join(one_line(part) for part in (words.outlet, words.published, words.doc) if part)


def about(alert: Alert) -> str:
    """Who did what to whom, where and when, as far as it is known."""
    who, whom = (", ".join(map(one_line, side)) for side in (alert.actors, alert.recipients))
    parts = (
        alert.type.lower() if alert.type and alert.type != "other" else None,
        f"{who}{f' → {whom}' if whom else ''}",
        alert.place and one_line(alert.place),
    )
    return " · ".join(part for part in (*parts, alert.when and alert.when.replace("/", " – ")) if part)


def as_feed(notices: Sequence[Notice], title: str) -> bytes:
    """The notices as an RSS 2.0 feed, in the order in which they come."""
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    for name, text in (
        ("title", f"Alerts: {one_line(title)}"),
        ("link", "about:blank"),
        ("description", "What was reported that somebody asked to be warned of"),
    ):
        ElementTree.SubElement(channel, name).text = text
    if notices:
        ElementTree.SubElement(channel, "lastBuildDate").text = _rfc822(notices[0].at)
    for notice in notices:
        item = ElementTree.SubElement(channel, "item")
        changes = f": {', '.join(notice.changes)}" if notice.changes else ""
        ElementTree.SubElement(item, "title").text = f"{HEADS[notice.news]}: {one_line(notice.alert.indicator)}{changes}"
        ElementTree.SubElement(item, "description").text = "\n".join(_told(a) for a in notice.alert.accounts) + f"\n{about(notice.alert)}"
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = notice.id
        ElementTree.SubElement(item, "pubDate").text = _rfc822(notice.at)
        ElementTree.SubElement(item, "category").text = one_line(notice.alert.indicator)
    ElementTree.indent(rss)
    made: bytes = ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True)
    return made


def _told(account: Account) -> str:
    return f"{founded(account)}. “{one_line(account.words.text)}” [{whose(account.words)}]"


def _rfc822(at: str) -> str:
    return format_datetime(datetime.fromisoformat(at))
