"""One contract for what every ledger keeps of alerts: told once, due to each sink until it has it, known again by the words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.contracts.test_ledgers import NOON, make, reading

from tidings.ledger.versions import content_of
from tidings.model.alert import Account, Alert, Notice
from tidings.model.thread import Lead
from tidings.model.words import Words
from tidings.ports import Ledger

__all__ = ["make"]
Make = Callable[[], Ledger]


def notice(name: str, *marks: tuple[str, tuple[int, int]], alert: str = "a1", indicator: str = "i1") -> Notice:
    words = Words(doc=marks[0][0], spans=((0, 9),), text="The \0 dam.")
    account = Account(status="actual", origins=("Ada Olm",), documents=("a",), words=words)
    one = Alert(
        id=alert,
        indicator="Dam",
        indicator_id=indicator,
        type="other",
        when=None,
        place=None,
        actors=(),
        recipients=(),
        accounts=(account,),
        marks=marks,
    )
    return Notice(id=name, at="2031-05-02T12:00:00+00:00", news="new", alert=one)


def test_what_is_told_is_told_once_and_comes_back(make: Make) -> None:
    ledger = make()
    first, second = notice("n1", ("a", (4, 7))), notice("n2", ("a", (4, 7)), ("b", (0, 5)))
    assert ledger.tell([first], ["file"]) == (first,)
    assert ledger.tell([first, second], ["file"]) == (second,)
    assert ledger.told(10) == (second, first)
    assert ledger.told(1) == (second,)


def test_an_alert_is_known_again_by_any_of_its_marks(make: Make) -> None:
    ledger = make()
    ledger.tell([notice("n1", ("a", (4, 7)), ("b", (0, 5))), notice("n2", ("c", (1, 2)), alert="a2")], [])
    assert [n.id for n in ledger.told_of("i1", [("b", (0, 5)), ("z", (0, 1))])] == ["n1"]
    assert [n.id for n in ledger.told_of("i1", [("c", (1, 2)), ("a", (4, 7)), ("b", (0, 5))])] == ["n1", "n2"]
    assert ledger.told_of("i1", [("a", (4, 8))]) == ()
    assert ledger.told_of("i2", [("a", (4, 7))]) == ()
    ledger.tell([notice("n3", ("a", (4, 7)))], [])
    assert [n.id for n in ledger.told_of("i1", [("b", (0, 5))])] == ["n3"]


def test_a_notice_is_due_to_each_sink_until_it_has_it(make: Make) -> None:
    ledger = make()
    notices = [notice(f"n{n}", ("a", (n, n + 1)), alert=f"a{n}") for n in range(3)]
    ledger.tell(notices, ["file", "hook"])
    ledger.told_to("file", ["n0", "n1"])
    assert [n.id for n in ledger.untold("file", 10)] == ["n2"]
    assert [n.id for n in ledger.untold("hook", 2)] == ["n0", "n1"]
    assert ledger.untold("other", 10) == ()


def test_watched_documents_await_until_they_were_looked_at(make: Make) -> None:
    ledger = make()
    one, two, three = reading("a", "The dam held."), reading("b", "The dam broke."), reading("c", "It rained.")
    ledger.keep(one, NOON, watched=True)
    ledger.keep(two, NOON)
    ledger.keep(three, NOON, watched=True)
    assert ledger.keep(replace(one), NOON, watched=True) == "unchanged"
    assert sorted(ledger.awaiting()) == sorted([content_of(one.document), content_of(three.document)])
    ledger.tell([], [], ledger.awaiting()[:1])
    assert len(ledger.awaiting()) == 1


def test_threads_are_found_by_what_they_hold(make: Make) -> None:
    ledger = make()
    for name in "abc":
        ledger.keep(reading(name, f"Of {name}."), NOON)
    contents = {r.document.id: content_of(r.document) for r in ledger.readings()}
    for name, content in contents.items():
        ledger.place(content, Lead(words=(("dam", 1.0), ("lake", 1.0)) if name != "c" else (("vote", 1.0),), day=None), lambda x, y: True)
    together = ((contents["a"], "a"), (contents["b"], "b"))
    assert ledger.threads([contents["b"]]) == (tuple(sorted(together)),)
    assert ledger.threads([contents["b"], contents["a"]]) == (tuple(sorted(together)),)
    assert ledger.threads(["none"]) == ledger.threads([]) == ()
    assert len(ledger.threads()) == 2


@pytest.mark.parametrize("marks", [1, 2000])
def test_an_alert_of_many_marks_is_kept(make: Make, marks: int) -> None:
    ledger = make()
    many = notice("n1", *(("a", (n, n + 1)) for n in range(marks)))
    ledger.tell([many], [])
    assert ledger.told_of("i1", many.alert.marks) == (many,)
