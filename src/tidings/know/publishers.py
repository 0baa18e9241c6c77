"""Publishers that other publishers name: a name as it is written in, the publisher out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "publishers.yaml"


@dataclass(frozen=True, slots=True)
class Publisher:
    """An agency, a broadcaster, a paper or a site. `agency`: it sells its text to others, who print it as theirs."""

    name: str
    names: tuple[str, ...] = ()
    agency: bool = False


@cache
def publishers() -> tuple[Publisher, ...]:
    """All that are known, in the order of the file."""
    import yaml

    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Publisher(str(r["name"]), tuple(map(str, r.get("names", ()))), bool(r.get("agency"))) for r in rows)


def publisher_named(name: str) -> Publisher | None:
    """The publisher of that name in any case and with or without its article, or None."""
    return _by_name().get(_plain(name))


def _plain(name: str) -> str:
    return " ".join(name.lower().split()).removeprefix("the ")


@cache
def _by_name() -> dict[str, Publisher]:
    return {_plain(name): p for p in reversed(publishers()) for name in (*p.names, p.name)}
