"""How long pages take with many readings: made up, of fictional reports, with a picture that joins them as comparing would.

python bench/pages.py [READINGS]        for each page, the median and the 95th percentile of its addresses, in milliseconds
"""

import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from starlette.testclient import TestClient

from tidings.ledger.memory import MemoryLedger
from tidings.model.document import Document, Published
from tidings.model.ids import made_of
from tidings.model.picture import (
    Actor,
    ClaimMention,
    Contradiction,
    Corroboration,
    CrossEvent,
    EventMention,
    Figure,
    FigurePoint,
    Picture,
    Prediction,
    Ref,
    Story,
    Thread,
    TrackRecord,
    Utterance,
)
from tidings.model.reading import Claim, Event, Link, Mention, Place, Quantity, Reading, Status, Time
from tidings.model.span import Span
from tidings.ports import Hit
from tidings.situation import Situation
from tidings.web.access import Access
from tidings.web.app import create_app
from tidings.web.desk import Desk
from tidings.web.worldmap import load_world

# Reports that tell of one happening, as an agency's report is taken over by a handful of outlets.
IN_A_STORY = 6
STATUSES: tuple[Status, ...] = ("actual", "actual", "actual", "planned", "possible", "conditional", "negated")
TYPES = ("MOBILIZE", "ASSAULT", "RETREAT", "AID", "THREATEN", "ACCUSE", "CONSULT", "COERCE")
VERBS = ("moved", "struck", "left", "reached", "closed", "guarded", "searched", "shelled")
SYLLABLES = ("ar", "bel", "cor", "dun", "el", "far", "gor", "hal", "is", "jor", "kel", "lom", "mar", "nor", "ost", "per", "quil", "ros")


def name_of(number: int) -> str:
    """A made-up name, the same for the same number."""
    parts = []
    for _ in range(3):
        number, at = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    return "".join(parts).capitalize() + ("" if not number else f" {name_of(number - 1)}")


def report_of(number: int, draw: random.Random) -> Reading:
    """One made-up report: a happening, a statement of it, a count, a prediction."""
    story = number // IN_A_STORY
    told = random.Random(story)
    day = date(2030, 1, 1) + timedelta(days=story * 1400 // 20_000)
    who, where, count = name_of(told.randrange(900)), name_of(1000 + told.randrange(600)), told.randrange(2, 900)
    verb, status = VERBS[told.randrange(len(VERBS))], STATUSES[told.randrange(len(STATUSES))]
    pieces: list[str] = []
    spans: dict[str, Span] = {}

    def put(text: str, name: str | None = None) -> None:
        start = sum(map(len, pieces))
        pieces.append(text)
        if name:
            spans[name] = (start, start + len(text))

    put(f"Some {count + number % 3} soldiers", "counted")
    put(" ")
    put(verb, "trigger")
    put(" the bridges near ")
    put(where, "place")
    put(" on ")
    put(f"{day:%B} {day.day}", "time")
    end = sum(map(len, pieces))
    put(", ")
    put(who, "source")
    put(" ")
    put("said", "cue")
    put(". ")
    first = (0, sum(map(len, pieces)) - 1)
    second = first[1] + 1
    put("The river ")
    put("could rise", "rise")
    put(f" again before the week is out, report {number} adds. ")
    put("Nothing else was heard from the valley until the evening, and shops stayed open. " * draw.randrange(4, 14))
    text = "".join(pieces)
    lat, lon = 44 + told.random() * 12, 20 + told.random() * 22
    quantity = Quantity(id="q1", span=spans["counted"], value=float(count + number % 3), low=None, high=None, unit="personnel")
    return Reading(
        document=Document(
            id=f"report-{number:06}",
            text=text,
            title=f"Soldiers at {where}, {who} says",
            outlet=f"{name_of(5000 + number % 60)} Post",
            published=Published(start=day.isoformat(), end=day.isoformat(), grain="day", basis="metadata"),
            body=((0, len(text)),),
        ),
        sentences=(first, (second, len(text))),
        mentions=(
            Mention(id="m1", start=spans["source"][0], end=spans["source"][1], text=who, kind="person", form="name", actor=who),
            Mention(id="m2", start=spans["place"][0], end=spans["place"][1], text=where, kind="place", form="name", actor=where),
        ),
        places=(Place(mention="m2", name=where, country="XX", lat=lat, lon=lon, grain="city"),),
        times=(
            Time(
                id="t1",
                start=spans["time"][0],
                end=spans["time"][1],
                text=text[slice(*spans["time"])],
                type="DATE",
                value=day.isoformat(),
                earliest=day.isoformat(),
                latest=day.isoformat(),
                grain="day",
            ),
        ),
        claims=(
            Claim(id="c1", content=((0, end),), source=spans["source"], cue=spans["cue"], chain=(Link(name=who),), status=status),
            Claim(id="c2", content=((second, spans["rise"][1]),), status="possible"),
        ),
        events=(
            Event(
                id="e1",
                trigger=spans["trigger"],
                lemma=verb,
                type=TYPES[told.randrange(len(TYPES))],
                place="m2",
                time="t1",
                status=status,
                quantities=(quantity,),
                claim="c1",
            ),
        ),
    )


def picture_of_made(readings: tuple[Reading, ...]) -> Picture:
    """What comparing would say of them: each story one event, its statements one or two utterances, its counts one figure."""
    stories: defaultdict[int, list[Reading]] = defaultdict(list)
    for number, reading in enumerate(readings):
        stories[number // IN_A_STORY].append(reading)
    parts: defaultdict[str, list[object]] = defaultdict(list)
    actors: defaultdict[tuple[str, str], list[Ref]] = defaultdict(list)
    for number, members in stories.items():
        docs = tuple(r.document.id for r in members)
        story = Story(id=made_of("s", *docs), documents=docs)
        parts["stories"].append(story)
        parts["threads"].append(Thread(id=made_of("t", *docs), documents=docs, stories=(story.id,)))
        events = [(r.document.id, r.events[0]) for r in members]
        where = members[0].places[0].name
        mentions = tuple(EventMention(doc=d, id="e1", trigger=e.trigger, status=e.status) for d, e in events)
        when = members[0].times[0].value
        parts["events"].append(
            CrossEvent(id=made_of("E", docs[0]), documents=docs, type=events[0][1].type, mentions=mentions, place=where, time=when)
        )
        who = members[0].mentions[0].text
        for half in (members[:4], members[4:]):
            told = tuple(_claim_mention(r, "c1") for r in half)
            if told:
                here = tuple(m.doc for m in told)
                parts["claims"].append(Utterance(id=made_of("k", here[0], "c1"), documents=here, mentions=told, origin=who))
        for r in members:
            parts["claims"].append(
                Utterance(id=made_of("k", r.document.id, "c2"), documents=(r.document.id,), mentions=(_claim_mention(r, "c2"),))
            )
        points = tuple(
            FigurePoint(doc=d, id="q1", span=q.span, value=q.value, as_of=when, source=who) for d, e in events for q in e.quantities
        )
        parts["figures"].append(Figure(what="soldiers", series=points, id=made_of("f", docs[0])))
        if len(members) > 4:
            parts["corroboration"].append(
                Corroboration(
                    on="soldiers",
                    claim_ids=((docs[0], "c1"), (docs[4], "c1")),
                    agreeing=(docs[0], docs[4]),
                    copies=0,
                    independent_origins=(who,),
                )
            )
            if number % 4 == 0:
                parts["contradictions"].append(Contradiction(a=(docs[0], "q1"), b=(docs[1], "q1"), kind="number", why="counts", score=0.5))
        parts["predictions"].append(Prediction(doc=docs[0], claim="c2", outcome="open"))
        for r in members:
            for m in r.mentions:
                actors[m.kind, m.text].append((r.document.id, m.id))
    made = [
        Actor(id=made_of("A", *key), name=key[1], mentions=tuple(refs), names=(key[1],), kind=key[0])
        for key, refs in sorted(actors.items())
    ]
    record = [TrackRecord(who=a.name, happened=2, did_not_happen=1, open=3, reversed=0, low=0.2, high=0.9) for a in made[:400]]
    return Picture(actors=tuple(made), track_record=tuple(record), **{name: tuple(items) for name, items in parts.items()})  # type: ignore[arg-type]


def _claim_mention(reading: Reading, name: str) -> ClaimMention:
    claim = next(c for c in reading.claims if c.id == name)
    chain = tuple(link.name for link in claim.chain)
    return ClaimMention(
        doc=reading.document.id, id=name, content=claim.content, source=claim.source, cue=claim.cue, chain=chain, status=claim.status
    )


class MadeLedger(MemoryLedger):
    """A ledger of made-up readings and their picture."""

    def __init__(self, count: int) -> None:
        super().__init__()
        draw = random.Random(7)
        self._all = tuple(report_of(n, draw) for n in range(count))
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        for n, reading in enumerate(self._all):
            self._at[reading.places[0].name].append(n)

    def readings(self) -> tuple[Reading, ...]:
        return self._all

    def count(self) -> int:
        return len(self._all)

    def digest(self) -> str:
        return f"made{len(self._all)}"

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        # what SQLite's own index takes is measured with the ledger; here: what a page makes of hits
        found = (self._all[n].document for n in self._at.get(words, ())[:limit])
        return tuple(Hit(document=d.id, title=d.title, outlet=d.outlet, published=d.published.start, spans=((0, 4),)) for d in found)


class MadeSituation(Situation):
    """A situation whose picture is made up as well: comparing as many would take hours, and is not what is measured."""

    def own_picture(self) -> Picture:
        if self._whole is None:
            self._whole = "", picture_of_made(self.readings())
        return self._whole[1]


# The lists of the API, a hundred rows at a time.
LISTS = (
    *("documents", "readings", "claims", "timeline", "events", "figures", "differences", "contradictions", "corroboration"),
    *("predictions", "track_record", "actors", "stories", "copies", "brief", "diff"),
)


def addresses(draw: random.Random, readings: tuple[Reading, ...], picture: Picture) -> Iterator[tuple[str, str]]:
    """A page's name and one of its addresses, as people come by them."""
    for _ in range(30):
        reading, actor, claim = draw.choice(readings), draw.choice(picture.actors), draw.choice(picture.claims)
        day = reading.document.published.start
        yield "now", "/"
        yield "timeline", "/timeline"
        yield "timeline", f"/timeline?zoom={draw.choice(('decade', 'year', 'quarter', 'month', 'week', 'day', 'hour'))}&start={day}"
        yield "timeline", f"/timeline?status={draw.choice(STATUSES)}&type={draw.choice(TYPES)}&page={draw.randrange(1, 9)}"
        yield "timeline", f"/timeline?words={actor.name.split()[0]}"
        yield "claims", f"/claims?page={draw.randrange(1, 99)}"
        yield "claims", f"/claims?by={actor.name}"
        yield "claims", f"/claims?about=bridges&since={day}"
        yield "claim", f"/claim?id={claim.id}"
        yield "differences", f"/differences?page={draw.randrange(1, 9)}"
        yield "figures", f"/figures?page={draw.randrange(1, 99)}"
        yield "posture", f"/posture?on={day}&what=all"
        yield "posture", f"/posture?on={day}&days=30&box={draw.uniform(44, 56):.2f},{draw.uniform(20, 42):.2f},{draw.choice((4, 9, 30))}"
        yield "people", f"/people?page={draw.randrange(1, 9)}"
        yield "people", f"/people?name={actor.name[:4]}"
        yield "person", f"/person?id={actor.id}"
        yield "documents", f"/documents?page={draw.randrange(1, 99)}"
        yield "documents", f"/documents?on={day}"
        yield "document", f"/document?id={reading.document.id}&at=0-20"
        yield "words", f"/words?id={reading.document.id}&at=0-20"
        yield "search", f"/search?q={reading.places[0].name}"
        yield "alerts", "/alerts"
        yield "review", f"/review?n={draw.randrange(1, 900)}"
        yield "why", f"/why?id={claim.id}"
        yield "evidence", f"/evidence?id={claim.id}"
        yield "notes", "/notes"
        for path in LISTS:
            yield f"api {path}", f"/api/v1/{path}?limit=100&offset={draw.randrange(900)}"
        yield "api claim", f"/api/v1/claim?id={claim.id}"
        yield "api reading", f"/api/v1/reading?id={reading.document.id}"
        yield "api text", f"/api/v1/text?id={reading.document.id}"
        yield "api explanation", f"/api/v1/explanation?id={claim.id}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    start = time.perf_counter()
    ledger = MadeLedger(count)
    print(f"{count} readings made in {time.perf_counter() - start:.1f} s")
    situation = MadeSituation(ledger)
    desk = Desk(situation)
    client = TestClient(create_app(situation, access=Access(secret=b"bench"), desk=desk), base_url="http://127.0.0.1:8300")
    start = time.perf_counter()
    while client.get("/review").status_code != 200:
        time.sleep(0.5)
    print(f"snapshot held after {time.perf_counter() - start:.1f} s: {len(desk.at(None)[0].timeline)} rows of the timeline", flush=True)
    start = time.perf_counter()
    while "being worked out" in client.get("/").text:
        time.sleep(0.5)
    print(f"what changed since the last day but one held after {time.perf_counter() - start:.1f} s more", flush=True)
    load_world()
    times: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for name, address in addresses(random.Random(3), ledger.readings(), situation.own_picture()):
        start = time.perf_counter()
        response = client.get(address)
        times[name].append((1000 * (time.perf_counter() - start), address))
        assert response.status_code == 200, (address, response.status_code)
    for name, found in times.items():
        found.sort()
        middle = statistics.median(ms for ms, _ in found)
        ms, address = found[int(len(found) * 0.95)]
        print(f"{name:18} median {middle:7.1f}  p95 {ms:7.1f}  {address}")


if __name__ == "__main__":
    main()
