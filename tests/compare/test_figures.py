"""Figures: one counted thing as a series, what can't both hold in it, and how it moved on."""

from fictional import one_story, report

from tidings.compare.changes import find_changes
from tidings.compare.contradictions import find_contradictions
from tidings.compare.figures import find_figures


def toll(document: str, day: str, number: str, value: float, outlet: str | None = None):
    text = f"The ferry sank off Olmar. Rescuers said {number} passengers of the ferry Petrel had drowned off Olmar. Rain fell."
    said = [(f"{number} passengers of the ferry Petrel had drowned off Olmar", "Rescuers", "actual")]
    return report(document, text, day=day, outlet=outlet, claims=said, counts=[(number, f"{number} passengers", value)])


def test_a_toll_is_one_series_in_the_order_of_its_days():
    readings = [toll("b", "2031-03-05", "nine", 9), toll("a", "2031-03-04", "7", 7)]
    (figure,) = find_figures(readings, one_story(*readings))
    assert [(p.value, p.as_of, p.source) for p in figure.series] == [(7, "2031-03-04", "Rescuers"), (9, "2031-03-05", "Rescuers")]
    assert figure.what == "passengers"


def test_other_things_are_other_series():
    readings = [
        toll("a", "2031-03-04", "7", 7),
        report("b", "The mayor bought 7 tractors for the town of Tesk.", counts=[("7", "7 tractors", 7)]),
    ]
    assert len(find_figures(readings, one_story(*readings))) == 2


def test_a_toll_that_grew_is_a_change_and_no_contradiction():
    readings = [toll("a", "2031-03-04", "7", 7), toll("b", "2031-03-05", "9", 9)]
    figures = find_figures(readings, one_story(*readings))
    assert find_contradictions(readings, figures) == ()
    (change,) = find_changes(readings, figures)
    assert (change.kind, change.from_, change.to) == ("number", ("a", "q1"), ("b", "q1"))


def test_two_tolls_of_one_day_contradict():
    readings = [toll("a", "2031-03-04", "7", 7), toll("b", "2031-03-04", "9", 9)]
    (found,) = find_contradictions(readings, find_figures(readings, one_story(*readings)))
    assert (found.kind, found.a, found.b) == ("number", ("a", "q1"), ("b", "q1"))


def test_rounding_is_no_contradiction():
    readings = [toll("a", "2031-03-04", "1,000", 1000), toll("b", "2031-03-04", "1,012", 1012)]
    assert find_contradictions(readings, find_figures(readings, one_story(*readings))) == ()


def test_a_number_whose_day_is_unknown_has_none():
    reading = report("a", "The mayor bought 7 tractors for the town.", counts=[("7", "7 tractors", 7)])
    (figure,) = find_figures([reading])
    assert figure.series[0].as_of is None and figure.series[0].source is None
