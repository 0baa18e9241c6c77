"""Records to JSON and back: the contract of READING.md and PICTURE.md."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.model.document import Document, FromPage, Published
from tidings.model.picture import Change, Picture
from tidings.model.reading import Claim, Event, Link, Made, Mention, Quantity, Reading
from tidings.model.records import WrongShape, as_json, as_line, from_json

spans = st.tuples(st.integers(0, 99), st.integers(0, 99))
claims = st.builds(
    Claim,
    id=st.just("c1"),
    content=st.lists(spans, max_size=3).map(tuple),
    source=st.none() | spans,
    chain=st.lists(st.builds(Link, name=st.text(), span=st.none() | spans), max_size=2).map(tuple),
    hedges=st.lists(spans, max_size=2).map(tuple),
)


def reading(claim: Claim) -> Reading:
    text = "Osk said that the dam holds."
    return Reading(
        document=Document(
            id="a", text=text, body=((0, 28),), published=Published(start="2031-05-02", end="2031-05-02", grain="day", basis="stated")
        ),
        mentions=(Mention(id="m1", start=0, end=3, text="Osk", kind="person", form="name"),),
        claims=(claim,),
        events=(Event(id="e1", trigger=(22, 27), lemma="hold", type="other", quantities=(Quantity(id="q1", span=(0, 1), low=2.5),)),),
        made=Made(version="1", parts=(("gazetteer", "abc"),)),
    )


@given(claims)
def test_a_reading_survives_its_own_json(claim: Claim) -> None:
    before = reading(claim)
    assert from_json(Reading, json.loads(as_line(before))) == before


def test_names_that_python_reserves_lose_their_underscore() -> None:
    change = Change(what="toll", kind="number", from_=("a", "q1"), to=("b", "q1"))
    assert as_json(change)["from"] == ["a", "q1"]
    assert from_json(Picture, as_json(Picture(changes=(change,)))).changes == (change,)


def test_evidence_is_a_span_or_what_the_page_said() -> None:
    for evidence in ((3, 9), FromPage(from_="meta date", value="2031")):
        published = Published(evidence=evidence)
        assert from_json(Published, as_json(published)) == published


@pytest.mark.parametrize(
    ("kind", "value", "note"),
    [
        (Claim, {"id": "c1"}, "a field that must be there is missing"),
        (Claim, {"id": "c1", "content": [[0, "x"]]}, "an offset that is no number"),
        (Claim, {"id": "c1", "content": [[0, 1, 2]]}, "a span of three"),
        (Published, {"basis": "guessed"}, "a basis that is none of the four"),
        (Document, [], "a list in place of an object"),
    ],
)
def test_a_wrong_shape_is_refused(kind: type, value: object, note: str) -> None:
    with pytest.raises(WrongShape):
        from_json(kind, value)


def test_whole_numbers_are_written_without_a_point() -> None:
    assert '"value":60000,' in as_line(Quantity(id="q1", span=(0, 5), value=60000.0))
