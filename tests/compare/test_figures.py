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


def test_the_whole_and_its_parts_are_two_figures():
    text = "A shell killed 12 people in Tesk on Monday, among them 3 children, and wounded 30 people."
    reading = report(
        "a",
        text,
        day="2031-03-04",
        events=[("killed", "kill", "", "", "actual"), ("wounded", "wound", "", "", "actual")],
        counts=[("12", "12 people", 12), ("3", "3 children", 3), ("30", "30 people", 30)],
    )
    assert len(find_figures([reading])) == 3


def test_one_area_in_two_units_is_one_figure_and_no_change():
    readings = [
        report("a", "The fire near Olmar covers 500 hectares of forest.", day="2031-03-04", counts=[("500", "500 hectares", 500)]),
        report(
            "b", "The fire near Olmar covers 5 square kilometres of forest.", day="2031-03-05", counts=[("5", "5 square kilometres", 5)]
        ),
    ]
    (figure,) = find_figures(readings, one_story(*readings))
    assert [p.unit for p in figure.series] == ["hectare", "square kilometre"]
    assert find_changes(readings, (figure,)) == ()


def test_an_old_value_told_again_is_no_change():
    readings = [toll("a", "2031-03-04", "7", 7), toll("b", "2031-03-05", "9", 9), toll("c", "2031-03-06", "7", 7)]
    changes = find_changes(readings, find_figures(readings, one_story(*readings)))
    assert [(c.from_[0], c.to[0]) for c in changes] == [("a", "b")]
