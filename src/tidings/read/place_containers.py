"""The larger place that a text names beside a smaller one: "Kell, Ohio", "Kell in Ohio", "Ohio's Kell", "Kell, the capital of Ohio"."""

import re
from dataclasses import dataclass

from tidings.know.divisions import divisions_abbreviated
from tidings.know.gazetteer import Entry, candidates, plain_name
from tidings.match.distance import kilometres
from tidings.model.reading import Mention
from tidings.read.parse import Parse
from tidings.read.place_kinds import bearers

# A suburb lies this near to the middle of its city, a village to that of its county.
AROUND_CITY_KM = 50.0
AROUND_COUNTY_KM = 80.0
# The region of our own list reach about this far from their middles.
AROUND_REGION_KM = 500.0
LONGEST_NAME = 4
# "Kell, the capital of Norway", "Kell, a port in Norway".
_APPOSED = re.compile(r", (?:the|a|an) (?:[a-z-]+ ){0,4}(?:of|in|on|to) (?:the )?(?=[A-Z])")
_JOINTS = (", in ", ", ", " in ", " (", ",")


@dataclass(frozen=True, slots=True)
class Stated:
    """The larger place's words, and those bearers of the smaller one's name that lie in it."""

    words: str
    inside: tuple[Entry, ...]


def stated_container(parse: Parse, mention: Mention) -> Stated | None:
    """The larger place named beside the mention, where some bearer of its name lies in it; or None."""
    entries = bearers(parse, mention)
    if not entries:
        return None
    for words, larger in (*_behind(parse, mention, entries), *_before(parse, mention)):
        inside = tuple(e for e in entries if any(_lies_in(e, c) for c in larger))
        if inside:
            main = tuple(e for e in inside if e.is_main)
            return Stated(words, main or inside)
    return None


def _behind(parse: Parse, mention: Mention, entries: tuple[Entry, ...]) -> list[tuple[str, tuple[Entry, ...]]]:
    after = parse.text[mention.end : mention.end + 60]
    apposed = _APPOSED.match(after)
    if apposed:
        named = [" ".join(after[apposed.end() :].split()[:size]).rstrip(",.;:)") for size in range(LONGEST_NAME, 0, -1)]
        found = [(n, tuple(e for e in candidates(n) if e.is_main and e.grain != "city")) for n in named if n[:1].isupper()]
        return [(n, larger) for n, larger in found if larger]
    joint = next((j for j in _JOINTS if after.startswith(j)), None)
    if joint is None:
        return []
    words = after[len(joint) :].replace("’s", "").replace("'s", "").split()
    out = []
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:size]).strip(",;:()")
        if not name[:1].isupper() or any(w.endswith((",", ";", ")")) for w in words[: size - 1]):
            continue
        short = divisions_abbreviated(name) or divisions_abbreviated(name.rstrip("."))
        if short and "(" not in joint:
            out.append((name, tuple(e for d in short for e in candidates(d.name) if e.country == d.country and e.grain == "region")))
        larger = tuple(e for e in candidates(name.rstrip(".")) if e.is_main and (e.grain != "city" or joint.startswith(",")))
        if larger and not (joint == ", " and _same_rank(entries, larger)):
            out.append((name.rstrip("."), larger))
    return out


def _same_rank(entries: tuple[Entry, ...], larger: tuple[Entry, ...]) -> bool:
    """Whether both could be countries, or both states: "Ohio, Indiana" is a list."""
    mine = {_rank(e) for e in entries if e.is_main} - {None}
    return bool(mine & {_rank(e) for e in larger})


def _rank(entry: Entry) -> str | None:
    if entry.grain == "country":
        return "country"
    return "division" if entry.grain == "region" and entry.division is None and entry.country else None


def _before(parse: Parse, mention: Mention) -> list[tuple[str, tuple[Entry, ...]]]:
    before = parse.text[max(0, mention.start - 50) : mention.start]
    for mark in ("’s ", "'s "):
        if before.endswith(mark):
            words = before[: -len(mark)].split()
            for size in (3, 2, 1):
                name = " ".join(words[-size:])
                larger = tuple(e for e in candidates(name) if e.is_main) if len(words) >= size and name[:1].isupper() else ()
                if larger:
                    return [(name, larger)]
    return []


def _lies_in(entry: Entry, larger: Entry) -> bool:
    if larger.grain == "country":
        return entry.country == larger.country and entry.grain != "country"
    if (
        entry.grain == "country"
        or entry.geonames == larger.geonames is not None
        or (entry.country and larger.country and entry.country != larger.country)
    ):
        return False
    if larger.grain == "city":
        return (
            entry.grain in ("city", "site")
            and entry.population < larger.population / 5
            and kilometres(entry.spot, larger.spot) < AROUND_CITY_KM
        )
    if larger.division is not None:
        return entry.division == larger.division and entry.grain != "region" and kilometres(entry.spot, larger.spot) < AROUND_COUNTY_KM
    if larger.geonames is not None:
        return entry.division == plain_name(larger.name)
    return entry.population < larger.population and kilometres(entry.spot, larger.spot) < AROUND_REGION_KM
