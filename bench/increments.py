"""What adding one document costs in a ledger of many, beside one of few: others looked at, seconds to place it, to look anew, to look for alerts.

python bench/increments.py 1000 100000     two sizes; made-up readings, twenty to a story; the story it falls into has the same size in both

The readings are generated with what a small report holds (a few claims, events, mentions); reading a text costs the same whatever the
ledger holds, and is left out.
"""

import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
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


def measured(size: int, folder: Path) -> tuple[list[int], list[float], list[float], list[float]]:
    """For ten documents added to a ledger of `size`: others looked at, and seconds to keep and place, to make its thread's picture, and to
    look for alerts."""
    looked, placing, comparing, warning = [], [], [], []
    (folder / "alerts.yaml").write_text("indicators: [{name: a, type: ASSAULT}, {name: b, words: evacuate, origins: 2}]", "utf-8")
    with tidings.open(folder / f"{size}.db") as situation:
        ledger = situation.ledger
        held_back = {(size // STORY // 11) * STORY * (n + 1) for n in range(10)}
        start = time.perf_counter()
        for number in range(size + len(held_back)):
            if number not in held_back:
                reading = made_up(number)
                ledger.keep(reading, NOON)
                ledger.place(content_of(reading.document), lead_of(reading), are_tied)
        print(f"{size} readings kept and placed in {time.perf_counter() - start:.0f} s", flush=True)
        watch = Watch(situation, watchlist_in(folder / "alerts.yaml"))
        for number in sorted(held_back):
            reading = made_up(number)
            start = time.perf_counter()
            ledger.keep(reading, NOON, watched=True)
            looked.append(ledger.place(content_of(reading.document), lead_of(reading), are_tied))
            placing.append(time.perf_counter() - start)
            thread = next(t for t in ledger.threads() if any(name == reading.document.id for _, name in t))
            start = time.perf_counter()
            tidings.situation.thread_picture(ledger.readings_of(n for _, n in thread))
            comparing.append(time.perf_counter() - start)
            start = time.perf_counter()
            watch.look()
            warning.append(time.perf_counter() - start)
    return looked, placing, comparing, warning


def main() -> None:
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 100_000]
    median = lambda values: sorted(values)[len(values) // 2]  # noqa: E731
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            looked, placing, comparing, warning = measured(size, Path(folder))
            rows.append((size, median(looked), median(placing), median(comparing), median(warning)))
    print(f"{'readings':>10}{'looked at':>12}{'keep, place':>14}{'thread anew':>14}{'alerts':>14}")
    for size, candidates, place, compare, warn in rows:
        print(f"{size:>10}{candidates:>12}{place * 1000:>11.1f} ms{compare * 1000:>11.1f} ms{warn * 1000:>11.1f} ms")
    first, last = rows[0], rows[-1]
    print(
        "ratio".rjust(10) + "".join(f"{b / a if a else 1:>{w}.2f}" for a, b, w in zip(first[1:], last[1:], (12, 14, 14, 14), strict=True))
    )


if __name__ == "__main__":
    main()
