"""One contract for every ledger: the same behaviour in memory, in a SQLite file and in a PostgreSQL database."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from tidings.ledger.memory import MemoryLedger
from tidings.ledger.postgresql import PostgresqlLedger
from tidings.ledger.sqlite import SqliteLedger
from tidings.model.capture import Capture
from tidings.model.document import Document, Published
from tidings.model.ids import hash_of
from tidings.model.judgement import Anchor, Undone, judged
from tidings.model.note import noted, saved
from tidings.model.picture import Picture, Story
from tidings.model.reading import Reading
from tidings.model.thread import Lead
from tidings.ports import Ledger

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)


@pytest.fixture(params=[f"{where}{which}" for which in ("", " within") for where in ("memory", "sqlite", "postgresql")])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    made: list[Ledger] = []

    def one_more() -> Ledger:
        """A ledger; or a situation of one that has something else in the others, which must be seen nowhere."""
        ledger = empty()
        if "within" not in request.param:
            return ledger
        for name in ("", "other"):
            ledger.within(name).keep(reading("a", "Another dam altogether.", "2031-04-01", url="https://other.example/a"), NOON)
        ledger.add_situation("own", NOON)
        return ledger.within("own")

    def empty() -> Ledger:
        match request.param.split()[0]:
            case "memory":
                made.append(MemoryLedger())
            case "sqlite":
                made.append(SqliteLedger(tmp_path / f"{len(made)}.db"))
            case "postgresql":
                made.append(PostgresqlLedger(request.getfixturevalue("cluster").address()))
        return made[-1]

    yield one_more
    for ledger in made:
        ledger.close()


def reading(name: str, text: str, day: str | None = None, url: str | None = None) -> Reading:
    published = Published(start=day, end=day, grain="day", basis="metadata") if day else Published()
    return Reading(document=Document(id=name, text=text, body=((0, len(text)),), url=url, published=published))


def test_what_is_kept_comes_back_by_id(make: Callable[[], Ledger]) -> None:
    ledger = make()
    b, a = reading("b", "The dam held."), reading("a", "The dam broke.")
    assert [ledger.keep(r, NOON) for r in (b, a)] == ["new", "new"]
    assert ledger.readings() == (a, b)
    assert ledger.reading("a") == a
    assert ledger.reading("c") is None
    assert ledger.count() == 2


def test_the_same_document_again_changes_nothing(make: Callable[[], Ledger]) -> None:
    ledger = make()
    first = reading("a", "The dam held.")
    later = dataclasses.replace(first, document=dataclasses.replace(first.document, fetched_at="2031-06-01"))
    ledger.keep(first, NOON)
    before = ledger.digest()
    assert ledger.holds(later.document)
    assert ledger.keep(later, NOON) == "unchanged"
    assert (ledger.readings(), ledger.digest()) == ((first,), before)


def test_a_changed_text_at_one_address_stands_beside_the_first(make: Callable[[], Ledger]) -> None:
    ledger = make()
    ledger.keep(reading("a", "The dam held.", "2031-05-01", "https://courier.example/dam"), NOON)
    assert ledger.keep(reading("z", "The dam broke.", "2031-05-02", "https://courier.example/dam"), NOON) == "version"
    assert ledger.keep(reading("a", "The dam burst.", "2031-05-03"), NOON) == "version"
    assert sorted(r.document.text for r in ledger.readings()) == ["The dam broke.", "The dam burst.", "The dam held."]


def test_versions_get_the_same_ids_in_whatever_order_they_come(make: Callable[[], Ledger]) -> None:
    versions = [reading("a", f"The dam held {n} days.", day) for n, day in ((1, "2031-05-01"), (2, "2031-05-02"), (3, None))]
    outcomes = []
    for order in permutations(versions):
        ledger = make()
        for one in order:
            ledger.keep(one, NOON)
        outcomes.append((ledger.digest(), tuple((r.document.id, r.document.text) for r in ledger.readings())))
    assert len(set(outcomes)) == 1
    ids = [name for name, _ in outcomes[0][1]]
    assert ids[0] == "a"
    assert all(name.startswith("a~") for name in ids[1:])
    assert ledger.reading(ids[1]) is not None


def test_search_finds_documents_that_hold_all_the_words(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for one in (reading("a", "The dam at Ösk held."), reading("b", "The bridge at Osk held, the dams broke."), reading("c", "Nothing.")):
        ledger.keep(one, NOON)
    assert {h.document for h in ledger.search("osk DAM")} == {"a", "b"}
    (hit,) = ledger.search("bridge")
    assert [ledger.reading("b").document.text[s:e] for s, e in hit.spans] == ["bridge"]  # type: ignore[union-attr]
    for odd in ('"', "dam AND", "NEAR(", "*", "-", "a:b", ""):
        ledger.search(odd)


def test_a_hit_goes_by_the_id_of_its_version(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for text in ("The dam held.", "The dam broke.", "The gate held."):
        ledger.keep(reading("a", text), NOON)
    ledger.keep(reading("b", "The dam burst."), NOON)
    hits = {hit.document for hit in ledger.search("dam")}
    assert hits == {r.document.id for r in ledger.readings() if "dam" in r.document.text}
    assert len(hits) == 3


def test_pictures_are_kept_by_digest_until_they_are_let_go(make: Callable[[], Ledger]) -> None:
    ledger = make()
    first, second = Picture(stories=(Story(id="s1", documents=("a",)),)), Picture()
    ledger.keep_picture("one", first)
    ledger.keep_picture("two", second)
    ledger.keep_picture("two", second)
    assert (ledger.kept_picture("one"), ledger.kept_picture("two"), ledger.kept_picture("three")) == (first, second, None)
    ledger.forget_pictures(["two", "four"])
    assert (ledger.kept_picture("one"), ledger.kept_picture("two")) == (None, second)


def lead(day: str | None, *words: str) -> Lead:
    return Lead(words=tuple((word, 0.5) for word in sorted(words)), day=day)


LEADS = {
    "a": lead("2031-05-01", "dam", "osk", "gate"),
    "b": lead("2031-05-02", "dam", "osk", "flood"),
    "c": lead("2031-05-03", "vote", "senate", "bill"),
    "d": lead(None, "flood", "gate", "vote"),
    "e": lead("2031-05-04", "gate", "flood", "senate", "bill"),
    "f": lead("2032-05-01", "dam", "osk", "gate"),
    "g": lead("2031-05-09"),
}
ALL_TIED = [["a", "b"], ["c", "d", "e"], ["f"], ["g"]]


@pytest.mark.parametrize("order", ["abcdefg", "gfedcba", "dacbegf"])
def test_documents_tied_to_one_another_are_a_thread_in_whatever_order_they_come(make: Callable[[], Ledger], order: str) -> None:
    ledger = make()
    for name in order:
        ledger.keep(reading(name, f"Report {name}."), NOON)
    contents = {r.document.id: content for content, r in ledger.unplaced()}
    looked = {name: ledger.place(contents[name], LEADS[name], lambda a, b: True) for name in order}
    assert sorted(sorted(name for _, name in thread) for thread in ledger.threads()) == ALL_TIED
    assert list(ledger.unplaced()) == []
    assert looked["g"] == 0 and max(looked.values()) < len(order) - 1
    assert ledger.place(contents["a"], LEADS["a"], lambda a, b: True) == 0
    assert [r.document.id for r in ledger.readings_of(["c", "a", "nobody"])] == ["a", "c"]


def test_a_thread_joins_only_those_that_are_tied(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for name in "abcd":
        ledger.keep(reading(name, f"Report {name}."), NOON)
    for content, one in list(ledger.unplaced()):
        ledger.place(content, LEADS[one.document.id], lambda a, b: {a.day, b.day} == {"2031-05-01", "2031-05-02"})
    assert sorted(sorted(name for _, name in thread) for thread in ledger.threads()) == [["a", "b"], ["c"], ["d"]]


def test_versions_stand_in_threads_under_the_ids_they_go_by(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for text, day in (("The dam broke.", "2031-05-02"), ("The dam held.", "2031-05-01")):
        ledger.keep(reading("a", text, day), NOON)
    for content, _ in list(ledger.unplaced()):
        ledger.place(content, LEADS["a"], lambda a, b: True)
    ids = [name for thread in ledger.threads() for _, name in thread]
    assert sorted(ids) == [r.document.id for r in ledger.readings()]
    assert ledger.readings_of(ids) == ledger.readings()


def test_judgements_are_kept_in_the_order_they_were_made_and_stay_when_taken_back(make: Callable[[], Ledger]) -> None:
    ledger = make()
    later = judged("same", "bo", "2031-05-03T12:00:00", (Anchor(doc="a", id="c1", span=(0, 4)), Anchor(doc="b", id="c2", span=(3, 9))))
    first = judged("grade", "ana", "2031-05-02T12:00:00", source="Ada Brenn", grade="B", note="“often” right")
    for one in (later, first, later):
        ledger.judge(one)
    assert ledger.judgements() == (first, later)
    undone = Undone(who="ana", at="2031-05-04T12:00:00")
    assert ledger.take_back(first.id, undone)
    assert not ledger.take_back(first.id, Undone(who="bo", at="2031-05-05T12:00:00"))
    assert not ledger.take_back("j0", undone)
    assert ledger.judgements() == (dataclasses.replace(first, undone=undone), later)
    ledger.judge(first)
    assert ledger.judgements()[0].undone == undone


def test_how_documents_came_is_kept(make: Callable[[], Ledger]) -> None:
    ledger = make()
    first, later = reading("a", "The dam held.", "2031-05-01"), reading("a", "The dam broke.", "2031-05-02")
    older = reading("b", "The dam held.")
    page = hash_of(b"<p>The dam held.</p>\x00\xff")
    first, later = (dataclasses.replace(r, document=dataclasses.replace(r.document, captured=page)) for r in (first, later))
    ledger.keep(first, NOON, captured=b"<p>The dam held.</p>\x00\xff")
    ledger.keep(later, NOON + timedelta(1), captured=b"<p>The dam held.</p>\x00\xff")
    ledger.keep(older, NOON)
    _, second = (r.document.id for r in ledger.readings() if r.document.id.startswith("a"))
    assert ledger.captures(["b", second, "a", "c"]) == (
        Capture(document="a", added_at=NOON.isoformat(), data=b"<p>The dam held.</p>\x00\xff"),
        Capture(document=second, added_at=(NOON + timedelta(1)).isoformat(), data=b"<p>The dam held.</p>\x00\xff"),
        Capture(document="b", added_at=NOON.isoformat(), data=None),
    )


def test_notes_and_queries_are_kept_and_taken_back(make: Callable[[], Ledger]) -> None:
    ledger = make()
    on = Anchor(doc="a", id="c1", span=(0, 3))
    first, second = noted("ana", "2031-05-02T10:00", "old", "a", on), noted("ben", "2031-05-02T11:00", "new", "a", replaces="n1")
    query = saved("dam", "ana", "2031-05-02T12:00", "claims", (("about", "dam"), ("chain", "")))
    for record in (second, query, first, first):
        ledger.write_down(record)
    assert ledger.notes() == (first, second)
    assert ledger.queries() == (query,)
    undone = Undone(who="ben", at="2031-05-03")
    assert ledger.strike_out(first.id, undone)
    assert not ledger.strike_out(first.id, undone)
    assert not ledger.strike_out("n0", undone)
    assert ledger.notes() == (dataclasses.replace(first, undone=undone), second)


FOUND = [
    ([("dam",), ("broke", "burst")], 0, {"b", "c"}, "one of each group"),
    ([("dam",), ("quarry",)], 1, {"a", "b", "c", "d"}, "all but one group"),
    ([("dam",), ("quarry",)], 0, set(), "none has both"),
    ([("quarr",)], 0, {"d"}, "what begins with a word"),
    ([("nothing",)], 0, set(), "a word that no document has"),
    ([], 0, set(), "no group"),
]


@pytest.mark.parametrize(("groups", "missing", "expected", "note"), FOUND, ids=[note for *_, note in FOUND])
def test_find(make: Callable[[], Ledger], groups: list[tuple[str, ...]], missing: int, expected: set[str], note: str) -> None:
    ledger = make()
    for name, text in (("a", "The dam held."), ("b", "The dam broke."), ("c", "A Dam burst, Olm said."), ("d", "The quarry closed.")):
        ledger.keep(reading(name, text), NOON)
    hits = ledger.find(groups, missing, 10)
    assert {hit.document for hit in hits} == expected
    for hit in hits:
        text = next(r.document.text for r in ledger.readings() if r.document.id == hit.document)
        assert {text[slice(*span)].lower() for span in hit.spans} == set(hit.words)
