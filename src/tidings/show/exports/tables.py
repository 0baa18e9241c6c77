"""Events to the tables that researchers know: POLECAT's forty columns, ACLED's, GDELT 2.0's."""

from collections.abc import Sequence
from datetime import date

from tidings.know.countries import Country, country_coded
from tidings.know.manifest import made
from tidings.model.reading import Place, Reading
from tidings.show.exports.codes import ACLED_PARTIES, CAMEO, CAMEO_MODES, QUADS, acled_kind, pairs
from tidings.show.exports.table import Cell, Table
from tidings.show.happenings import DyadCount, EventRow, Party
from tidings.show.index import outlet_of

POLECAT = tuple(
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|"
    "Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|"
    "Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|"
    "Version".split("|")
)
ACLED = tuple(
    "event_id_cnty|event_date|year|time_precision|disorder_type|event_type|sub_event_type|actor1|assoc_actor_1|inter1|actor2|"
    "assoc_actor_2|inter2|interaction|civilian_targeting|iso|region|country|admin1|admin2|admin3|location|latitude|longitude|"
    "geo_precision|source|source_scale|notes|fatalities|tags|timestamp".split("|")
)
_SIDE = "Code|Name|CountryCode|KnownGroupCode|EthnicCode|Religion1Code|Religion2Code|Type1Code|Type2Code|Type3Code".split("|")
_GEO = "Type|FullName|CountryCode|ADM1Code|ADM2Code|Lat|Long|FeatureID".split("|")
GDELT = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _SIDE),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{side}Geo_{name}" for side in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
# GeoNames' feature classes for our grains.
_FEATURES = {"country": "PCLI", "region": "ADM1", "city": "PPL", "site": "S"}


def polecat(rows: Sequence[EventRow], readings: Sequence[Reading]) -> Table:
    """POLECAT's forty columns, a row for each pair of actor and recipient; days as YYYY-MM-DD."""
    by_id = {r.document.id: r for r in readings}
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        told = [by_id[d] for d in row.documents]
        people, bodies, places = (_named(told, kinds) for kinds in (("person",), ("organization", "unit"), ("place",)))
        where = row.place
        country = country_coded(where.country) if where and where.country else None
        for number, (actor, recipient) in enumerate(pairs(row)):
            out.append(
                (
                    f"{row.id}-{number}" if number else row.id,
                    row.first,
                    row.type,
                    row.mode,
                    None,
                    QUADS[row.type][0] if row.type in QUADS else None,
                    ";".join(row.contexts) or None,
                    *_polecat_side(actor),
                    *_polecat_side(recipient),
                    where.name if where else None,
                    where.name if where and where.grain == "city" else None,
                    None,
                    where.name if where and where.grain == "region" else None,
                    country.iso3 if country else None,
                    where.lat if where else None,
                    where.lon if where else None,
                    where.geonames if where else None,
                    row.raw_place,
                    _FEATURES.get(where.grain or "") if where else None,
                    ";".join(dict.fromkeys(outlet_of(r) or r.document.id for r in told)),
                    row.reported,
                    people,
                    bodies,
                    places,
                    ";".join(sorted({r.document.language for r in told if r.document.language})) or None,
                    f"tidings {made().version}",
                )
            )
    return Table(POLECAT, tuple(out))


def _polecat_side(party: Party | None) -> tuple[Cell, ...]:
    """Name, country, COW number, sector, sectors, title, words, Wikipedia's name: eight cells."""
    if party is None:
        return (None,) * 8
    return party.name, party.country, None, party.sector, party.sector, None, party.raw, None


def _named(readings: Sequence[Reading], kinds: tuple[str, ...]) -> str | None:
    names = {m.actor or m.text for r in readings for m in r.mentions if m.kind in kinds and m.form == "name"}
    return ";".join(sorted(names)) or None


def acled(rows: Sequence[EventRow], readings: Sequence[Reading]) -> Table:
    """ACLED's columns, a row an event, its first actor and recipient as the parties; for what happened, and has a day and a type of PLOVER's."""
    by_id = {r.document.id: r for r in readings}
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        if row.status != "actual" or row.first is None or row.type not in QUADS:
            continue
        disorder, kind, sub = acled_kind(row)
        first, second = next(iter(row.actors), None), next(iter(row.recipients), None)
        country = country_coded(row.place.country) if row.place and row.place.country else None
        inters = [_acled_party(p) for p in (first, second)]
        place = row.place
        out.append(
            (
                f"{country.iso3 if country else 'XXX'}-{row.id}",
                row.first,
                int(row.first[:4]),
                _time_precision(row.first, row.last),
                disorder,
                kind,
                sub,
                first.name if first else None,
                ";".join(p.name for p in row.actors[1:]) or None,
                inters[0],
                second.name if second else None,
                ";".join(p.name for p in row.recipients[1:]) or None,
                inters[1],
                "-".join(i for i in inters if i) or None,
                "Civilian targeting"
                if kind == "Violence against civilians" or (inters[1] == "Civilians" and disorder == "Political violence")
                else None,
                country.iso3 if country else None,
                None,
                country.name if country else None,
                place.name if place and place.grain == "region" else None,
                None,
                None,
                place.name if place else None,
                place.lat if place else None,
                place.lon if place else None,
                {"city": 1, "site": 1, "region": 2, "country": 3}.get(place.grain or "") if place else None,
                ";".join(dict.fromkeys(outlet_of(by_id[d]) or d for d in row.documents)),
                None,
                row.refs[0].text,
                _dead(row),
                None,
                None,
            )
        )
    return Table(ACLED, tuple(out))


def _acled_party(party: Party | None) -> str | None:
    return ACLED_PARTIES.get(party.sector or "") if party else None


def _time_precision(first: str, last: str | None) -> int:
    """1 for a day, 2 for a week, 3 for more."""
    days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days if last else 0
    return 1 if days == 0 else 2 if days <= 7 else 3


_KILLS = frozenset(("kill", "die", "death", "murder", "slay", "assassinate", "massacre", "execute", "behead"))


def _dead(row: EventRow) -> int | None:
    """How many died, where the event's own word is one of killing and has one number; None is not nought."""
    counts = {q.value for q in row.quantities if q.value is not None and q.unit in ("people", "personnel", "count")}
    return int(counts.pop()) if len(counts) == 1 and row.lemma in _KILLS else None


def gdelt(rows: Sequence[EventRow], readings: Sequence[Reading]) -> Table:
    """GDELT 2.0's event columns, a row for each pair; for what happened and has a day and a type of PLOVER's. Write it without a header."""
    by_id = {r.document.id: r for r in readings}
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        if row.status != "actual" or row.first is None or row.type not in QUADS:
            continue
        root, goldstein = CAMEO[row.type]
        code = CAMEO_MODES.get((row.type, row.mode or ""), root)
        day = date.fromisoformat(row.first[:10])
        added = (row.reported or row.first).replace("-", "") + "000000"
        told = [by_id[d] for d in row.documents]
        for number, (actor, recipient) in enumerate(pairs(row)):
            out.append(
                (
                    _gdelt_id(row.id, number),
                    int(day.strftime("%Y%m%d")),
                    int(day.strftime("%Y%m")),
                    day.year,
                    # GDELT's own formula: month and day as a share of a year of 365 days
                    round(day.year + (day.month * 30 + day.day) / 365, 4),
                    *_gdelt_side(actor),
                    *_gdelt_side(recipient),
                    1,
                    code,
                    code[:3],
                    code[:2] if len(code) > 2 else root,
                    QUADS[row.type][1],
                    goldstein,
                    len(row.refs),
                    len({outlet_of(r) or r.document.id for r in told}),
                    len(row.documents),
                    None,
                    *(None,) * 16,
                    *_gdelt_place(row.place),
                    int(added),
                    next((r.document.url for r in told if r.document.url), None),
                )
            )
    return Table(GDELT, tuple(out))


def _gdelt_id(name: str, number: int) -> int:
    """A number made of the event's id, 48 bits of it and the pair's place, so that it stays when documents are added."""
    return int(name.partition("-")[0][1:13], 16) * 1000 + number


def _gdelt_side(party: Party | None) -> tuple[Cell, ...]:
    if party is None:
        return (None,) * 10
    code = (party.country or "") + (party.sector or "") or None
    return code, party.name.upper(), party.country, None, None, None, None, party.sector, None, None


def _gdelt_place(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * 8
    country: Country | None = country_coded(place.country) if place.country else None
    # 1 a country, 4 a city of the world, 5 a region of the world; GDELT has FIPS codes for countries, and we ISO's two letters
    kind = {"country": 1, "region": 5}.get(place.grain or "", 4)
    return kind, place.name, country.iso2 if country else None, None, None, place.lat, place.lon, place.geonames


DYADS = ("day", "actor", "recipient", "type", "count", "events")
EVENTS = (
    *("id", "type", "mode", "status", "first", "last", "reported", "actors", "recipients", "place", "country", "latitude", "longitude"),
    *("contexts", "documents", "origins", "words"),
)


def of_dyads(counts: Sequence[DyadCount]) -> Table:
    """Counts by day and pair of actors."""
    return Table(DYADS, tuple((c.day, c.actor, c.recipient, c.type, c.count, ";".join(c.events)) for c in counts))


def of_events(rows: Sequence[EventRow]) -> Table:
    """Events in our own words, a row each; several names in a cell stand with semicolons between them."""
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        place = row.place
        out.append(
            (
                *(row.id, row.type, row.mode, row.status, row.first, row.last, row.reported),
                ";".join(p.name for p in row.actors) or None,
                ";".join(p.name for p in row.recipients) or None,
                *((place.name, place.country, place.lat, place.lon) if place else (None,) * 4),
                ";".join(row.contexts) or None,
                ";".join(row.documents),
                ";".join(row.origins),
                row.refs[0].text,
            )
        )
    return Table(EVENTS, tuple(out), tuple((r.place,) if r.place and r.place.spot else () for r in rows))
