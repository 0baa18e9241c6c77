"""The search by meaning: what it reaches on the table, and what it never does."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tidings.ledger.nearness import near_hits
from tidings.match.kin import kin_of
from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.situation import Situation, situation_in_memory

SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "search_measures.py"
KIN = [
    ("prison", "jail", "a word in its place"),
    ("refugees", "migrants", "of one matter"),
    ("explosion", "blast", "of one line of the lexicon"),
    ("exploded", "detonate", "a form leads to the line of its word"),
]
NONE = [("Oskvale", "a name"), ("the", "a word of grammar"), ("xqzt", "no word")]


@pytest.mark.parametrize(("word", "expected", "note"), KIN, ids=[note for *_, note in KIN])
def test_kin(word: str, expected: str, note: str) -> None:
    found = dict(kin_of(word))
    assert 0.5 < found[expected] <= 1
    assert word not in found


@pytest.mark.parametrize(("word", "note"), NONE, ids=[note for _, note in NONE])
def test_no_kin(word: str, note: str) -> None:
    assert kin_of(word) == ()


def measures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("search_measures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_meaning_finds_six_times_what_words_alone_do_and_nothing_where_there_is_nothing() -> None:
    alone, meant = measures().measured(meant=False), measures().measured(meant=True)
    assert alone.recall < 0.1
    assert meant.recall > 0.54
    assert meant.mrr > 0.48
    assert meant.noise == 0


def kept(**texts: str) -> Situation:
    situation = situation_in_memory()
    for name, text in texts.items():
        situation.ledger.keep(Reading(document=Document(id=name, text=text, body=((0, len(text)),))), situation._clock())
    return situation


def test_the_words_themselves_come_first_and_what_is_near_says_so() -> None:
    situation = kept(a="A blast shook the jail.", b="The prison stood empty before the explosion.")
    assert [(h.document, h.near) for h in situation.search("prison explosion", meant=True)] == [("b", ()), ("a", ("blast", "jail"))]
    assert [h.document for h in situation.search("prison explosion")] == ["b"]
    (_, near) = situation.search("prison explosion", meant=True)
    assert ["A blast shook the jail."[slice(*span)] for span in near.spans] == ["blast", "jail"]


def test_a_name_is_met_by_itself_alone() -> None:
    situation = kept(a="Ada Olm spoke in Tesk.", b="Per Lind spoke in Kest.")
    assert [h.document for h in situation.search("Olm", meant=True)] == ["a"]


def test_the_order_of_arrival_changes_nothing() -> None:
    texts = {"a": "A blast shook the jail.", "b": "A detonation near the prison.", "c": "Inmates heard a blast."}
    one, other = kept(**texts), kept(**dict(reversed(texts.items())))
    assert near_hits(one.ledger, "prison bomb", ()) == near_hits(other.ledger, "prison bomb", ())
