"""Spans, ids and the cleaning of text."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tidings.model.document import clean_text
from tidings.model.ids import made_of
from tidings.model.span import OffsetMap, merged, rest

spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: (min(s), max(s))), max_size=8)


@given(spans)
def test_merged_covers_the_same_offsets_in_order(given_spans: list[tuple[int, int]]) -> None:
    out = merged(given_spans)
    assert {i for s, e in out for i in range(s, e)} == {i for s, e in given_spans for i in range(s, e)}
    assert all(a[1] < b[0] for a, b in itertools.pairwise(out))


@given(spans)
def test_rest_is_what_is_not_taken(taken: list[tuple[int, int]]) -> None:
    left = {i for s, e in rest((5, 30), taken) for i in range(s, e)}
    assert left == set(range(5, 30)) - {i for s, e in taken for i in range(s, e)}


@given(st.text(st.characters(codec=None)))
def test_cleaning_keeps_every_offset(text: str) -> None:
    clean = clean_text(text)
    assert len(clean) == len(text)
    clean.encode("utf-8")
    assert all(a == b or (b == "\ufffd" and (a == "\0" or "\ud800" <= a <= "\udfff")) for a, b in zip(text, clean, strict=True))


def test_an_id_frames_its_parts() -> None:
    assert made_of("k", "a", "b") != made_of("k", "ab") != made_of("k", "ab", "")
    assert made_of("k", "a", "b") == made_of("k", "a", "b")


def test_an_offset_map_knows_what_was_put_in() -> None:
    runs = OffsetMap.of_runs([(0, 10), (5, -1), (6, 30)])
    assert [runs.source_of(i) for i in (0, 4, 5, 6, 8)] == [10, 14, None, 30, 32]
