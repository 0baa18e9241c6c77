"""Two texts side by side: marks, shared passages, vectors."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.match.texts import STOPWORDS, cosine, quoted_spans, shared_passages, shingles, tfidf, words_in

QUOTED = [
    ("The mayor said “we are safe” at noon.", ["“we are safe”"], "curly marks"),
    ('The mayor said "we are safe" at noon.', ['"we are safe"'], "straight marks"),
    ("The mayor said ‘we are safe’ at noon.", ["‘we are safe’"], "single curly marks"),
    ("He said: 'We are safe.' The mayor's office agreed.", ["'We are safe.'"], "an apostrophe is no mark"),
    ("The ferry's owners' union met.", [], "possessives alone"),
    ('He said: "We left. "Nobody was hurt." She agreed.', ['"We left. "Nobody was hurt."'], "a paragraph that opens the quotation anew"),
    ("«Nobody was hurt», he said.", ["«Nobody was hurt»"], "guillemets"),
    ('He said: "We left.\nThe port was shut.', ['"We left.'], "the line's end closes what nothing else does"),
]


@pytest.mark.parametrize(("text", "expected", "note"), QUOTED, ids=[n for *_, n in QUOTED])
def test_quoted_spans(text, expected, note):
    assert [text[a:b] for a, b in quoted_spans(text)] == expected


def test_a_mark_that_is_never_closed_swallows_no_more_than_a_quotation():
    text = 'He said: "We left. ' + "The port was shut again. " * 100
    assert quoted_spans(text) == ()


def test_shared_passages_point_at_the_same_words_in_both():
    a = "Late on Monday the harbour master of Olmar closed both gates after a crane fell. Trains ran."
    b = "No one slept. The harbour master of Olmar closed both gates after a crane fell, and left."
    (passage,) = shared_passages(words_in(a), words_in(b))
    assert a[slice(*passage.a)] == "the harbour master of Olmar closed both gates after a crane fell"
    assert b[slice(*passage.b)] == "The harbour master of Olmar closed both gates after a crane fell"
    assert passage.words == 12


def test_a_passage_goes_on_over_one_changed_word():
    a = "the old harbour master of the town closed both of the gates on a cold Monday after the large crane fell down"
    b = a.replace("Monday", "Tuesday")
    (passage,) = shared_passages(words_in(a), words_in(b), seed=5)
    assert passage.words == len(words_in(a)) - 1


def test_a_sentence_that_stands_twice_is_shared_once():
    a = "the crane fell on the old harbour wall at noon on Monday"
    (passage,) = shared_passages(words_in(a), words_in(a + ". " + a))
    assert passage.words == len(words_in(a))


def test_short_texts_are_one_shingle():
    assert list(shingles(words_in("One two three"))) == [("one", "two", "three")]
    assert list(shingles(())) == []


WORDS = st.lists(st.sampled_from("abcdef"), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_shared_passages_count_each_word_once(a, b):
    passages = shared_passages(words_in(a), words_in(b), seed=3)
    assert sum(p.words for p in passages) <= min(len(words_in(a)), len(words_in(b)))
    for before, after in pairwise(passages):
        assert before.a[1] <= after.a[0]


@given(st.text(max_size=300))
def test_words_and_quotations_lie_in_the_text(text):
    assert all(text[w.start : w.end].lower().replace("’", "'") == w.form for w in words_in(text))
    assert all(0 <= a < b <= len(text) for a, b in quoted_spans(text))


def test_vectors_are_of_length_one_and_alike_both_ways():
    vectors = tfidf({"a": {"crane": 2, "fell": 1, "alone": 1}, "b": {"crane": 1, "fell": 1}, "c": {"crane": 1, "ferry": 1}})
    assert cosine(vectors["a"], vectors["a"]) == pytest.approx(1)
    assert cosine(vectors["a"], vectors["b"]) == cosine(vectors["b"], vectors["a"])
    assert cosine(vectors["a"], vectors["b"]) > cosine(vectors["a"], vectors["c"])
    assert "alone" not in vectors["a"]
    assert "the" in STOPWORDS
