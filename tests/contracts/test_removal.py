"""Removal: all that holds a document's words goes, in every ledger; the rest is as if it had never been there."""

import dataclasses
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.contracts.test_ledgers import make, reading

from tidings.engine import documents_in, read_document
from tidings.know.example import example_folder
from tidings.ledger import schema
from tidings.ledger.sqlite import SqliteLedger
from tidings.ledger.versions import content_of
from tidings.model.alert import Account, Alert, Notice
from tidings.model.document import Document
from tidings.model.errors import UnknownName
from tidings.model.reading import Reading
from tidings.model.words import Words
from tidings.ports import Ledger
from tidings.situation import Situation, situation_in_memory

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)
__all__ = ["make"]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    read = (read_document(d) for d in documents_in([example_folder()]) if isinstance(d, Document))
    return [r for r in read if isinstance(r, Reading)]


def test_what_was_removed_is_nowhere_and_leaves_a_tombstone(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for name, text in (("a", "The dam held."), ("b", "The quarry broke.")):
        ledger.keep(reading(name, text, "2031-05-01"), NOON, captured=text.encode())
    gone = ledger.reading("b")
    assert gone is not None
    tombstone = ledger.remove("b", "ana", "2031-05-03T10:00", "court order 12")
    assert tombstone is not None
    assert (tombstone.document, tombstone.who, tombstone.reason) == ("b", "ana", "court order 12")
    assert tombstone.content == content_of(gone.document)
    assert [r.document.id for r in ledger.readings()] == ["a"]
    assert ledger.count() == 1
    assert ledger.search("quarry") == ()
    assert ledger.captures(["a", "b"])[0].document == "a"
    assert len(ledger.captures(["a", "b"])) == 1
    assert ledger.tombstones() == (tombstone,)
    assert ledger.tombstone_of(gone.document) == tombstone
    assert ledger.tombstone_of(reading("a", "The dam held.", "2031-05-01").document) is None
    assert ledger.remove("b", "ana", "2031-05-03T10:01", "again") is None


def test_of_two_versions_the_one_named_goes(make: Callable[[], Ledger]) -> None:
    ledger = make()
    ledger.keep(reading("a", "The dam held.", "2031-05-01"), NOON)
    ledger.keep(reading("a", "The dam broke.", "2031-05-02"), NOON)
    first, second = (r.document.id for r in ledger.readings())
    assert (ledger.remove(second, "ana", "2031-05-03", "order") or pytest.fail()).document == second
    assert [(r.document.id, r.document.text) for r in ledger.readings()] == [(first, "The dam held.")]


def test_the_same_bytes_under_another_name_stay(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for name in "ab":
        plain = reading(name, "The dam held.")
        captured = "b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78"
        ledger.keep(_captured(plain, captured), NOON, captured=b"ABC")
    ledger.remove("a", "ana", "2031-05-03", "order")
    assert [c.data for c in ledger.captures(["b"])] == [b"ABC"]


def _captured(of: Reading, captured: str) -> Reading:
    return dataclasses.replace(of, document=dataclasses.replace(of.document, captured=captured))


def test_the_picture_is_that_of_a_ledger_that_never_had_it(make: Callable[[], Ledger], readings: list[Reading]) -> None:
    never, had = Situation(make()), Situation(make())
    for r in readings:
        had.ledger.keep(r, NOON)
        if r.document.id != "03-ost-post":
            never.ledger.keep(r, NOON)
    assert had.picture() != never.picture()
    had.remove("03-ost-post", who="ana", reason="order")
    assert had.picture() == never.picture()
    assert had.ledger.digest() == never.ledger.digest()
    with pytest.raises(UnknownName, match=r"removed on .* by ana \(order\)"):
        had.reading("03-ost-post")


def account(doc: str, *documents: str) -> Account:
    words = Words(doc=doc, spans=((0, 3),), text=f"words of {doc}")
    return Account(status="actual", origins=("Olm",), documents=documents, words=words)


def notice(name: str, *accounts: Account) -> Notice:
    alert = Alert(
        id=name, indicator="i", indicator_id="i1", type=None, when=None, place=None, actors=(), recipients=(), accounts=accounts,
        marks=tuple((a.words.doc, (0, 3)) for a in accounts),
    )  # fmt: skip
    return Notice(id=name, at="2031-05-02", news="new", alert=alert, changes=("words of a",))


def test_what_was_told_of_it_goes_from_the_alerts(make: Callable[[], Ledger]) -> None:
    ledger = make()
    for name in "ab":
        ledger.keep(reading(name, f"words of {name}"), NOON)
    ledger.tell([notice("n1", account("a", "a")), notice("n2", account("a", "a"), account("b", "a", "b"))], ["s"])
    ledger.remove("a", "ana", "2031-05-03", "order")
    (left,) = ledger.told(10)
    assert left.id == "n2"
    assert [(x.words.doc, x.documents) for x in left.alert.accounts] == [("b", ("b",))]
    assert "words of a" not in repr(left)
    assert ledger.untold("s", 10) == (left,)
    assert [n.id for n in ledger.told_of("i1", [("a", (0, 3))])] == []


def bytes_of(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.iterdir() if p.name.startswith(path.name))


def test_no_byte_of_it_is_left_in_the_file(tmp_path: Path, readings: list[Reading]) -> None:
    path = tmp_path / "kept.db"
    situation = Situation(SqliteLedger(path))
    for r in readings:
        situation.ledger.keep(r, NOON, captured=r.document.text.encode())
    situation.picture()
    one = situation.reading("03-ost-post")
    with SqliteLedger(path)._engine.connect() as connection:
        table = schema.documents
        (packed,) = connection.execute(select(table.c.reading).where(table.c.id == one.document.id)).one()
    title = (one.document.title or "").encode()
    assert title in bytes_of(path)
    assert packed[:200] in bytes_of(path)
    situation.remove(one.document.id, who="ana", reason="order")
    left = bytes_of(path)
    assert title not in left
    assert not [n for n in range(0, len(packed) - 64, 64) if packed[n : n + 64] in left]
    for sentence in one.document.text.split("\n"):
        assert len(sentence) < 30 or sentence.encode() not in left


CUT_OFF = """
import os, sys
from pathlib import Path
from tidings.ledger.sqlite import SqliteLedger
ledger = SqliteLedger(Path(sys.argv[1]))
ledger._sweep = lambda: os.kill(os.getpid(), 9)
ledger.remove("b", "ana", "2031-05-03", "order")
"""


def is_unswept(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return bool(connection.execute("SELECT 1 FROM about WHERE key = 'unswept'").fetchall())


def test_a_removal_that_was_cut_off_ends_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    with_both = SqliteLedger(path)
    with_both.keep(reading("a", "The dam held."), NOON)
    with_both.keep(reading("b", "Quarrymen of Oskvale broke the lower gate."), NOON)
    done = subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], env=dict(os.environ), check=False)
    assert done.returncode == -9
    assert is_unswept(path)
    again = SqliteLedger(path)
    assert [r.document.id for r in again.readings()] == ["a"]
    assert [t.document for t in again.tombstones()] == ["b"]
    assert b"Quarrymen" not in bytes_of(path)
    assert not is_unswept(path)


def test_it_is_not_taken_in_again_unasked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dam held, Ada Olm said on Monday.", "utf-8")
    (tmp_path / "b.txt").write_text("The gate broke, Per Lind said on Monday.", "utf-8")
    situation = situation_in_memory()
    situation.add(tmp_path)
    situation.remove("a.txt", who="ana", reason="order")
    (refused,) = situation.add(tmp_path).refused
    assert "removed on" in refused.why
    assert "--again" in refused.why
    assert [how for _, how in situation.adding(tmp_path, again=True)] == ["new", "unchanged"]
