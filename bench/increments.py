"""What adding one document costs in a ledger of many, beside one of few: others looked at, seconds to place it, to look anew, to look for alerts.

python bench/increments.py 1000 100000     two sizes; made-up readings, twenty to a story; the story it falls into has the same size in both

The readings are generated with what a small report holds (a few claims, events, mentions); reading a text costs the same whatever the
ledger holds, and is left out.
"""

import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import tidings
import tidings.situation
from tidings.compare.threads import are_tied, lead_of
from tidings.ledger.versions import content_of
from tidings.model.document import Document, Published
from tidings.model.reading import Claim, Event, Link, Mention, Reading
from tidings.show.indicators import watchlist_in
from tidings.watch.looking import Watch

STORY = 20
# Stories begin some hours apart over years, as in the news of one field.
HOURS_BETWEEN = 6
SYLLABLES = "bar dol fen gal har kel lun mar nor pel ras sil tam vor wen zel dri osk tuv yar".split()
NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)
# What is done in the news of one field: some dozens of verbs, which all its stories share.
VERBS = {
    "ASSAULT": "attack bomb shell raid ambush strike shoot stab torch kidnap".split(),
    "CONSULT": "visit meet call brief host telephone consult receive greet see".split(),
    "ACCUSE": "accuse blame sue denounce criticise investigate reproach condemn suspect fault".split(),
    "COERCE": "arrest detain expel censor search seize confine jail fine deport".split(),
    "AID": "evacuate feed shelter rescue treat supply vaccinate clothe insure resettle".split(),
}


def name(draw: random.Random) -> str:
    return "".join(draw.sample(SYLLABLES, 5)).capitalize()


def made_up(number: int) -> Reading:
    """The n-th report: of the story it belongs to, with that story's names and its own numbers."""
    story = random.Random(f"story {number // STORY}")
    people, places = [name(story) for _ in range(4)], [name(story) for _ in range(3)]
    # what a story is about has its own words, as in the press: here made up, so that no two stories share them by design
    things = [name(story).lower() for _ in range(8)]
    own = random.Random(f"report {number}")
    day = date(2010, 1, 1) + timedelta(hours=(number // STORY) * HOURS_BETWEEN)
    sentences, mentions, claims, events = [], [], [], []
    text = ""
    for n in range(8):
        who, whom, where = own.choice(people), own.choice(people), own.choice(places)
        kind = own.choice(sorted(VERBS))
        verb, count = own.choice(VERBS[kind]), own.randrange(2, 900)
        when = f"On {day:%d %B} " if n == 0 else ""
        start = len(text)
        text += f"{when}{who} said that {count} {own.choice(things)} of {whom} would {verb} the {own.choice(things)} of {where}. "
        sentences.append((start, len(text) - 1))
        source = (text.index(who, start), text.index(who, start) + len(who))
        cue = (text.index("said", start), text.index("said", start) + 4)
        content = (cue[1] + 6, len(text) - 2)
        trigger = (text.index(f" {verb} ", start) + 1, text.index(f" {verb} ", start) + 1 + len(verb))
        ids = []
        for word in (who, whom):
            at = text.index(word, start)
            ids.append(f"m{len(mentions) + 1}")
            mentions.append(Mention(id=ids[-1], start=at, end=at + len(word), text=word, kind="person", form="name", actor=word))
        claims.append(
            Claim(id=f"c{n + 1}", content=(content,), source=source, cue=cue, chain=(Link(name=who, span=source),), status="planned")
        )
        events.append(Event(id=f"e{n + 1}", trigger=trigger, lemma=verb, type=kind, actors=(ids[1],), status="planned", claim=f"c{n + 1}"))
    published = Published(start=day.isoformat(), end=day.isoformat(), grain="day", basis="metadata")
    document = Document(id=f"r{number:07}", text=text, outlet=f"Outlet {number % 40}", body=((0, len(text)),), published=published)
    return Reading(document=document, sentences=tuple(sentences), mentions=tuple(mentions), claims=tuple(claims), events=tuple(events))


def held_back(size: int) -> list[int]:
    """The reports that come last: one for warming up, and ten that are timed, from all over the ledger's years."""
    return [(size // STORY // 12) * STORY * (n + 1) for n in range(11)]


def fill(size: int, folder: Path) -> float:
    """Makes a ledger of `size` readings, without those held back; gives the seconds it took."""
    later = set(held_back(size))
    start = time.perf_counter()
    with tidings.open(folder / f"{size}.db") as situation:
        for number in range(size + len(later)):
            if number not in later:
                reading = made_up(number)
                situation.ledger.keep(reading, NOON)
                situation.ledger.place(content_of(reading.document), lead_of(reading), are_tied)
    return time.perf_counter() - start


def measured(size: int, folder: Path) -> list[tuple[int, float, float, float]]:
    """For each document held back: others looked at, and seconds to keep and place it, to make its thread's picture, and to look for alerts."""
    rows = []
    (folder / "alerts.yaml").write_text("indicators: [{name: a, type: ASSAULT}, {name: b, words: evacuate, origins: 2}]", "utf-8")
    with tidings.open(folder / f"{size}.db") as situation:
        ledger, watch = situation.ledger, Watch(situation, watchlist_in(folder / "alerts.yaml"))
        for number in held_back(size):
            reading = made_up(number)
            content, lead = content_of(reading.document), lead_of(reading)
            start = time.perf_counter()
            ledger.keep(reading, NOON, watched=True)
            looked = ledger.place(content, lead, are_tied)
            placed = time.perf_counter()
            (thread,) = ledger.threads([content])
            tidings.situation.thread_picture(ledger.readings_of(name for _, name in thread))
            compared = time.perf_counter()
            watch.look()
            rows.append((looked, placed - start, compared - placed, time.perf_counter() - compared))
    return rows[1:]


def main() -> None:
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 100_000]
    median = lambda values: sorted(values)[len(values) // 2]  # noqa: E731
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            # each in a process of its own, as a command would be: what filling a ledger leaves in memory slows whatever comes after
            with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
                print(f"{size} readings kept and placed in {fresh.submit(fill, size, Path(folder)).result():.0f} s", flush=True)
            with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
                rows.append((size, *map(median, zip(*fresh.submit(measured, size, Path(folder)).result(), strict=True))))
    print(f"{'readings':>10}{'looked at':>12}{'keep, place':>14}{'thread anew':>14}{'alerts':>14}")
    for size, candidates, place, compare, warn in rows:
        print(f"{size:>10}{candidates:>12}{place * 1000:>11.1f} ms{compare * 1000:>11.1f} ms{warn * 1000:>11.1f} ms")
    first, last = rows[0], rows[-1]
    print(
        "ratio".rjust(10) + "".join(f"{b / a if a else 1:>{w}.2f}" for a, b, w in zip(first[1:], last[1:], (12, 14, 14, 14), strict=True))
    )


if __name__ == "__main__":
    main()
