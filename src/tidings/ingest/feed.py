"""An RSS or Atom feed to records of its entries."""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element


def entries_in(data: bytes) -> Iterator[dict[str, Any]]:
    """A record an entry: html or text, title, url, outlet, published_at. Raises ValueError when it is no XML."""
    from lxml import etree

    # no entities, no network: what comes in is hostile
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from None
    if root is None:
        raise ValueError("no XML")
    outlet = next((_words(e) for e in root.iter("{*}title")), None)
    for entry in (e for e in root.iter("{*}item", "{*}entry")):
        content = _first(entry, "encoded", "content", "description", "summary")
        if content:
            yield {
                "html": f"<html><body><article>{content}</article></body></html>",
                "title": _first(entry, "title"),
                "url": _first(entry, "link") or next((e.get("href") for e in entry.iter("{*}link")), None),
                "outlet": outlet,
                "published_at": _day(_first(entry, "pubDate", "published", "date", "updated")),
            }


def _words(element: "_Element") -> str | None:
    return " ".join("".join(str(t) for t in element.itertext()).split()) or None


def _first(entry: "_Element", *names: str) -> str | None:
    for name in names:
        for child in entry:
            if isinstance(child.tag, str) and child.tag.rsplit("}", 1)[-1] == name and (words := _words(child)):
                return words
    return None


def _day(value: str | None) -> str | None:
    if value and not value[:4].isdigit():
        try:
            return parsedate_to_datetime(value).isoformat(timespec="minutes")
        except ValueError:
            return None
    return value
