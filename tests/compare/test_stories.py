"""Stories: documents on one happening."""

import pytest
from fictional import report

from tidings.compare.stories import find_stories, joined
from tidings.match.stems import stem

TRAIN = [
    ("t1", "A freight train left the rails near Olmar on Tuesday. Engineers lifted nine wagons and the line to Tesk was closed."),
    (
        "t2",
        "The line between Olmar and Tesk was closed after a freight train left the rails. Nine wagons lay on the track, engineers said.",
    ),
]
BRIDGE = [
    ("b1", "The council of Tesk voted for a second bridge over the river Anna, to be paid for by a toll that shop owners had opposed."),
    ("b2", "Shop owners opposed the toll for the second bridge over the Anna, but the council in Tesk voted for the bridge all the same."),
]


def test_documents_on_one_happening_are_a_story():
    stories = find_stories([report(name, text, day="2031-03-04") for name, text in TRAIN + BRIDGE])
    assert sorted(s.documents for s in stories) == [("b1", "b2"), ("t1", "t2")]


def test_a_document_on_nothing_else_is_a_story_alone():
    alone = ("x", "An amateur astronomer has found a comet with a home-made telescope and named it after her grandmother.")
    stories = find_stories([report(name, text) for name, text in [*TRAIN, alone]])
    assert ("x",) in [s.documents for s in stories]


def test_only_what_a_report_leads_with_says_what_it_is_on():
    tail = " ".join(f"Item{n} was told of elsewhere." for n in range(100))
    long = [(name, f"{text} {tail} {BRIDGE[0][1] * 5}") for name, text in TRAIN]
    stories = find_stories([report(name, text) for name, text in [*long, *BRIDGE]])
    assert sorted(s.documents for s in stories) == [("b1", "b2"), ("t1", "t2")]


def test_half_a_year_apart_they_are_two():
    stories = find_stories([report("t1", TRAIN[0][1], day="2031-03-04"), report("t2", TRAIN[1][1], day="2031-09-04")])
    assert len(stories) == 2


def test_every_document_is_in_one_story():
    readings = [report(name, text) for name, text in [*TRAIN, *BRIDGE, ("e", "")]]
    documents = [d for s in find_stories(readings) for d in s.documents]
    assert sorted(documents) == sorted(r.document.id for r in readings)
    assert find_stories([]) == ()


STEMS = [("explosions", "explosion"), ("attacked", "attacking"), ("city", "cities"), ("troops", "troop"), ("stopped", "stopping")]


@pytest.mark.parametrize(("one", "other"), STEMS)
def test_two_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


JOINED = [
    ({("a", "b"): 0.9, ("b", "c"): 0.2}, 0.5, 0.0, (("a", "b"), ("c",)), "the weak edge joins nobody"),
    ({("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}, 0.5, 0.0, (("a", "b", "c"),), "all alike"),
    ({("a", "b"): 0.9, ("b", "c"): 0.8}, 0.5, 0.0, (("a", "b"), ("c",)), "no edge counts as 0 in the average"),
    (
        {("a", "b"): 0.9, ("c", "d"): 0.9} | dict.fromkeys([("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")], 0.3),
        0.2,
        0.7,
        (("a", "b"), ("c", "d")),
        "two groups at one with themselves stay apart",
    ),
    ({("a", "b"): 1.0, ("a", "c"): 0.4, ("b", "c"): 0.4}, 0.2, 0.78, (("a", "b", "c"),), "two near copies keep no third report out"),
]


@pytest.mark.parametrize(("edges", "least", "coherence", "expected", "note"), JOINED, ids=[n for *_, n in JOINED])
def test_joined(edges, least, coherence, expected, note):
    assert joined(sorted({n for pair in edges for n in pair}), edges, least, coherence=coherence) == expected
