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
    assert prediction.evidence == ((("b", "e1"),) if expected != "open" else ())


def test_track_record_counts_outcomes():
    first, then = foretold(), told("actual")
    (row,) = track_record(find_predictions((first, then), link_events((first, then), one_story(first, then))))
    assert (row.who, row.happened, row.did_not_happen, row.open, row.reversed) == ("admiral", 1, 0, 0, 0)
    assert row.predictions == (("a", "c1"),)


WILSON = [(0, 0, (None, None)), (3, 4, (0.301, 0.954)), (0, 10, (0.0, 0.278)), (10, 10, (0.722, 1.0))]


@pytest.mark.parametrize(("borne_out", "decided", "expected"), WILSON)
def test_wilson(borne_out, decided, expected):
    assert wilson(borne_out, decided) == expected
