"""What people judge wins over the program's picture, is told as theirs, and can be taken back; each row is a judgement and what it changes."""

from datetime import UTC, datetime

import pytest

from tidings.compare.judged import anchor_of, with_judgements
from tidings.model.document import Document
from tidings.model.errors import BadInput, UnknownName
from tidings.model.judgement import Anchor, Undone, judged
from tidings.model.picture import Picture, Ref
from tidings.model.reading import Reading
from tidings.situation import Situation, situation_in_memory

REPORTS = {
    "courier": "The Osk dam broke on Friday. Mayor Ada Brenn said 12 people had died in the flood. “The gate will fail again,” Brenn said.",
    "post": "Governor Ulf Tarn said 30 people had died in the flood at Osk. Tarn denied that the dam had broken.",
    "herald": "Ada Brenn, the mayor of Osk, said that twelve people died. She warned that the gate would fail again within a week.",
}


@pytest.fixture
def situation() -> Situation:
    ticks = iter(range(60))
    spoken_of = situation_in_memory()
    spoken_of = Situation(spoken_of.ledger, clock=lambda: datetime(2031, 5, 12, 12, next(ticks), tzinfo=UTC))
    from tidings.engine import read_document
    from tidings.model.document import Published

    for name, text in REPORTS.items():
        day = Published(start="2031-05-10", end="2031-05-10", grain="day", basis="metadata")
        reading = read_document(Document(id=name, text=text, outlet=name, body=((0, len(text)),), published=day))
        assert isinstance(reading, Reading)
        spoken_of.ledger.keep(reading, datetime(2031, 5, 11, tzinfo=UTC))
    return spoken_of


def claim(situation: Situation, doc: str, words: str) -> str:
    """The name of the claim of a document whose content holds the words."""
    reading = situation.reading(doc)
    return next(f"{doc}:{c.id}" for c in reading.claims if any(words in reading.document.text[s:e] for s, e in c.content))


def homes(picture: Picture, name: str) -> list[tuple[Ref, ...]]:
    ref = tuple(name.rsplit(":", 1))
    return [refs for k in picture.claims if ref in (refs := tuple((m.doc, m.id) for m in k.mentions))]


def test_same_makes_one_utterance_of_two(situation: Situation) -> None:
    a, b = claim(situation, "courier", "12 people"), claim(situation, "post", "30 people")
    assert homes(situation.picture(), a) != homes(situation.picture(), b)
    situation.judge("same", a, b, who="ana")
    picture = situation.picture()
    assert homes(picture, a) == homes(picture, b)
    (item,) = [k for k in picture.claims if len(k.mentions) > 1 and ("post", b.split(":")[1]) in [(m.doc, m.id) for m in k.mentions]]
    assert item.why == "judged the same by ana on 2031-05-12"
    assert situation.own_picture().judgements == () and homes(situation.own_picture(), a) != homes(situation.own_picture(), b)


def test_the_later_judgement_wins(situation: Situation) -> None:
    a, b = claim(situation, "courier", "12 people"), claim(situation, "post", "30 people")
    situation.judge("same", a, b, who="ana")
    situation.judge("different", a, b, who="bo")
    assert homes(situation.picture(), a) != homes(situation.picture(), b)


def test_what_is_taken_back_counts_no_more_and_stays_in_the_list(situation: Situation) -> None:
    a, b = claim(situation, "courier", "12 people"), claim(situation, "post", "30 people")
    before = situation.picture()
    made = situation.judge("contradict", a, b, who="ana", note="two tolls")
    assert any(c.why == "judged to contradict by ana on 2031-05-12" for c in situation.picture().contradictions)
    situation.take_back(made.id[:6], who="bo")
    after = situation.picture()
    assert (after.claims, after.contradictions) == (before.claims, before.contradictions)
    assert [(j.verdict, j.note, j.undone) for j in situation.judgements()] == [
        ("contradict", "two tolls", Undone(who="bo", at="2031-05-12T12:01:00+00:00"))
    ]
    with pytest.raises(UnknownName):
        situation.take_back(made.id, who="bo")


def test_agree_ends_a_contradiction(situation: Situation) -> None:
    a, b = claim(situation, "courier", "12 people"), claim(situation, "post", "30 people")
    situation.judge("contradict", a, b, who="ana")
    situation.judge("agree", a, b, who="bo")
    picture = situation.picture()
    assert not any("ana" in (c.why or "") for c in picture.contradictions)
    (both,) = [c for c in picture.corroboration if c.why == "judged to agree by bo on 2031-05-12"]
    assert set(both.independent_origins) == {"Ada Brenn", "Ulf Tarn"}


@pytest.mark.parametrize(("verdict", "outcome"), [("right", "happened"), ("wrong", "did not happen")])
def test_right_and_wrong_decide_a_prediction_and_the_record(situation: Situation, verdict: str, outcome: str) -> None:
    foretold = claim(situation, "courier", "will fail")
    situation.judge(verdict, foretold, who="ana")  # type: ignore[arg-type]
    picture = situation.picture()
    (one,) = [p for p in picture.predictions if f"{p.doc}:{p.claim}" == foretold]
    assert one.outcome == outcome
    (record,) = [t for t in picture.track_record if t.who == one.who]
    assert (record.happened, record.did_not_happen) == ((1, 0) if outcome == "happened" else (0, 1))


def test_grades_stand_beside_the_record(situation: Situation) -> None:
    own = situation.own_picture()
    situation.judge("grade", source="Ulf Tarn", grade="D", who="ana")
    situation.judge("grade", claim(situation, "post", "30 people"), grade="4", who="ana")
    picture = situation.picture()
    assert [(j.source, j.grade) for j in picture.judgements] == [("Ulf Tarn", "D"), (None, "4")]
    assert picture.claims == own.claims


@pytest.mark.parametrize(
    ("verdict", "names", "options", "what"),
    [
        ("same", ["post:c1"], {}, "two records"),
        ("right", ["post:c1", "post:c2"], {}, "one record"),
        ("same", ["post:c1", "post:e1"], {}, "one sort"),
        ("same", ["post:c1", "post:c1"], {}, "two records of one sort"),
        ("grade", ["post:c1"], {"grade": "B"}, "1, 2, 3"),
        ("grade", [], {"grade": "2", "source": "Ulf Tarn"}, "A, B, C"),
    ],
)
def test_what_does_not_fit_is_refused(situation: Situation, verdict: str, names: list[str], options: dict[str, str], what: str) -> None:
    with pytest.raises(BadInput, match=what):
        situation.judge(verdict, *names, who="ana", **options)  # type: ignore[arg-type]
    assert situation.judgements() == ()


def test_a_record_that_is_not_there_is_named(situation: Situation) -> None:
    with pytest.raises(UnknownName, match="post:c99"):
        situation.judge("right", "post:c99", who="ana")


def test_a_judgement_finds_its_record_by_its_words(situation: Situation) -> None:
    picture, readings = situation.own_picture(), situation.readings()
    right, moved = (anchor_of(claim(situation, d, w), picture, readings) for d, w in (("courier", "12 people"), ("post", "30 people")))
    renumbered = Anchor(doc=moved.doc, id="c77", span=moved.span)
    gone = Anchor(doc="gazette", id="c1", span=(0, 5))
    for anchor, holds in ((moved, True), (renumbered, True), (gone, False)):
        after = with_judgements(picture, readings, [judged("same", "ana", "2031-05-12T12:00:00", (right, anchor))])
        assert (len(after.claims) < len(picture.claims)) is holds


def test_a_judgement_keeps_its_place_when_documents_are_added(situation: Situation) -> None:
    a, b = claim(situation, "courier", "12 people"), claim(situation, "post", "30 people")
    situation.judge("same", a, b, who="ana")
    from tidings.engine import read_document

    text = "Aid workers reached Osk on Sunday, the River Agency said."
    reading = read_document(Document(id="agency", text=text, body=((0, len(text)),)))
    assert isinstance(reading, Reading)
    situation.ledger.keep(reading, datetime(2031, 5, 13, tzinfo=UTC))
    assert homes(situation.picture(), a) == homes(situation.picture(), b)
