"""States and provinces by the short forms that stand behind a town's name, and by what their people are called, from data/divisions.tsv."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A first-level division, or a county of that use: `country` "US", `name` "Kentucky", `short` ("Ky.", "KY"), `demonyms` ("Kentuckian")."""

    country: str
    name: str
    short: tuple[str, ...]
    demonyms: tuple[str, ...]


@cache
def divisions() -> tuple[Division, ...]:
    """All that the file has, in its order."""
    path = Path(__file__).parent / "data" / "divisions.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(
        Division(
            country=row[0],
            name=row[1],
            short=tuple(s for s in row[2].split("|") if s),
            demonyms=tuple(d for d in row[3].split("|") if d),
        )
        for row in rows
    )


def divisions_abbreviated(text: str) -> tuple[Division, ...]:
    """Those that "Ky.", "Ky" or "KY" stands for; two for "WA", which both Washington and Western Australia use; none in other cases of letters."""
    return _by_short().get(text, ())


def division_of_demonym(text: str) -> Division | None:
    """The division of "Kentuckian" or "Kentuckians"; or None."""
    return _by_demonym().get(text)


@cache
def _by_short() -> dict[str, tuple[Division, ...]]:
    out: defaultdict[str, list[Division]] = defaultdict(list)
    for one in divisions():
        for short in dict.fromkeys(form for s in one.short for form in (s, s.rstrip("."))):
            out[short].append(one)
    return {short: tuple(found) for short, found in out.items()}


@cache
def _by_demonym() -> dict[str, Division]:
    return {form: one for one in divisions() for d in one.demonyms for form in (d, f"{d}s")}
