"""Predictions, their outcomes, and the count by source."""

import pytest
from fictional import one_story, report

from tidings.compare.events import link_events
from tidings.compare.predictions import find_predictions, is_prediction, track_record, wilson

AHEAD = [
    ("the fleet will sail on Monday", True, "will"),
    ("the fleet might sail", True, "might"),
    ("the fleet is about to sail", True, "about to"),
    ("there is no reason to believe that it sails", True, "a belief about what is to come"),
    ("the fleet may have sailed", False, "about the past"),
    ("the move could be a ruse", False, "about what is"),
    ("the fleet sailed", False, "past"),
    ("Will the fleet sail?", False, "a question"),
    ("If they come, we will sail", True, "foretold on a condition: open until that comes"),
    ("asked if they will sail", False, "asked, not foretold"),
    ("the fleet sailed in May 2030", False, "a month"),
]


@pytest.mark.parametrize(("content", "expected", "note"), AHEAD, ids=[n for *_, n in AHEAD])
def test_is_prediction(content, expected, note):
    reading = report("a", f"The admiral said: {content}", claims=[(content, "admiral", "actual")])
    assert is_prediction(reading, reading.claims[0]) is expected


def foretold(status="planned"):
    return report(
        "a",
        "The admiral said the fleet will leave Olmar.",
        day="2031-03-04",
        claims=[("the fleet will leave Olmar", "admiral", "planned")],
        events=[("leave", "leave", "the fleet", "Olmar", status)],
    )


def told(status, day="2031-03-08"):
    return report("b", "On Friday the fleet left Olmar, or not.", day=day, events=[("left", "leave", "the fleet", "Olmar", status)])


OUTCOMES = [
    (foretold(), told("actual"), "happened", "it came to be"),
    (foretold(), told("negated"), "did not happen", "it did not"),
    (foretold("negated"), told("negated"), "happened", "that it would not be, came to be"),
    (foretold(), told("actual", "2031-03-01"), "open", "told before it was foretold"),
    (foretold(), told("possible"), "open", "nobody tells it as happened"),
]


@pytest.mark.parametrize(("first", "then", "expected", "note"), OUTCOMES, ids=[n for *_, n in OUTCOMES])
def test_outcome(first, then, expected, note):
    events = link_events((first, then), one_story(first, then))
    (prediction,) = find_predictions((first, then), events)
    assert (prediction.who, prediction.outcome) == ("admiral", expected)
    assert prediction.evidence == (("b", "e1") if expected != "open" else None)


def test_track_record_counts_outcomes():
    first, then = foretold(), told("actual")
    (row,) = track_record(find_predictions((first, then), link_events((first, then), one_story(first, then))))
    assert (row.who, row.happened, row.did_not_happen, row.open, row.reversed) == ("admiral", 1, 0, 0, 0)
    assert row.predictions == (("a", "c1"),)


WILSON = [(0, 0, (None, None)), (3, 4, (0.301, 0.954)), (0, 10, (0.0, 0.278)), (10, 10, (0.722, 1.0))]


@pytest.mark.parametrize(("borne_out", "decided", "expected"), WILSON)
def test_wilson(borne_out, decided, expected):
    assert wilson(borne_out, decided) == expected


def test_a_number_that_was_to_be_passed_is_passed():
    said = report(
        "a",
        "The mayor of Tesk said the death toll could exceed 40.",
        day="2031-03-04",
        claims=[("the death toll could exceed 40", "mayor of Tesk", "possible")],
    )
    then = report("b", "The fire in Tesk killed 44 people.", day="2031-03-08", counts=[("44", "44 people", 44)])
    (prediction,) = find_predictions((said, then))
    assert (prediction.outcome, prediction.evidence) == ("happened", ("b", "q1"))


def test_what_stands_otherwise_after_its_time_did_not_happen():
    first = report(
        "a",
        "The yard said the ferry Petrel will be in service within a week.",
        day="2031-03-04",
        claims=[("the ferry Petrel will be in service", "Yard", "planned")],
    )
    then = report(
        "b",
        "The ferry Petrel never came into service.",
        day="2031-03-18",
        events=[("came", "come", "The ferry Petrel", "", "negated")],
    )
    (prediction,) = find_predictions((first, then))
    assert (prediction.outcome, prediction.evidence) == ("did not happen", ("b", "e1"))


def test_what_happens_to_others_decides_nothing():
    then = report("b", "On Friday the barges left Tesk.", day="2031-03-08", events=[("left", "leave", "the barges", "Tesk", "actual")])
    (prediction,) = find_predictions((foretold(), then))
    assert prediction.outcome == "open"
