"""The brief: lines that read well, none twice; and the terminal's lines when piped."""

import io

import pytest

from tidings.know.example import example_folder
from tidings.show.terminal import console_for, print_brief, print_figures
from tidings.show.views import CONTRADICTIONS, brief, differences
from tidings.situation import Situation, situation_in_memory


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


def test_no_line_shows_words_that_another_line_of_its_kind_shows(example: Situation) -> None:
    for kind in ("event", "outlook"):
        shown = [(line.refs[0].doc, *line.refs[0].spans) for line in example.brief() if line.kind == kind]
        assert len(shown) > 1
        spans = [(doc, span) for doc, *spans in shown for span in spans]
        assert not [
            (a, b) for n, (doc, a) in enumerate(spans) for other, b in spans[n + 1 :] if doc == other and a[0] < b[1] and b[0] < a[1]
        ]


def test_a_figure_names_each_of_its_numbers_once(example: Situation) -> None:
    (toll, *_) = [line for line in example.brief() if line.kind == "figure"]
    numbers = ["".join(c for c in piece if c.isdigit()) for piece in toll.pieces]
    assert len(numbers) == len(set(numbers)) > 2


def test_what_is_checked_at_a_look_comes_before_what_is_argued_over(example: Situation) -> None:
    picture, readings = example.picture(), example.readings()
    kinds = {row.records: row.kind for row in differences(picture, readings)}
    told = [CONTRADICTIONS.index(kinds[line.records]) for line in brief(picture, readings) if line.kind == "difference"]
    assert told == sorted(told)
    assert told[0] == 0


def test_piped_lines_have_no_blanks_at_their_ends(example: Situation) -> None:
    stream = io.StringIO()
    console = console_for(stream)
    print_brief(console, example.brief())
    print_figures(console, example.figures())
    lines = stream.getvalue().splitlines()
    assert len(lines) > 20
    assert [line for line in lines if line != line.rstrip()] == []
