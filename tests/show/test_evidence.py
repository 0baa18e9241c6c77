"""Evidence or silence: every sentence that a view prints is borne by its spans, and a sentence with one thing changed is refused."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.show.mutants import mutants

from tidings.engine import documents_in, picture_of, read_document
from tidings.know.example import example_folder
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.scale.processes import read_on_all_cores
from tidings.show.borne import Sentence, unborne
from tidings.show.index import index_of
from tidings.show.sentences import of_brief, of_claim, of_foresight, of_point, of_sides, of_timeline
from tidings.show.views import brief, claims, differences, figures, foresight, timeline

STORIES = Path(__file__).parents[3] / "shared" / "data" / "stories"
# The law's own figure: what share of the changed sentences has to be refused.
LEAST_REFUSED = 0.98


@pytest.fixture(
    scope="module",
    params=[
        example_folder(),
        *(sorted(STORIES.glob("*.jsonl")) or [pytest.param(STORIES, marks=pytest.mark.skip("the stories are not here"))]),
    ],
    ids=lambda path: path.name.partition(".")[0],
)
def situation(request: pytest.FixtureRequest) -> tuple[Picture, tuple[Reading, ...]]:
    documents = (d for d in documents_in([request.param]))
    readings = tuple(r for r in read_on_all_cores(read_document, documents) if isinstance(r, Reading))  # type: ignore[arg-type]
    return picture_of(readings), readings


def sentences(picture: Picture, readings: Sequence[Reading]) -> list[Sentence]:
    """All that any view prints."""
    return [
        *map(of_timeline, timeline(picture, readings)),
        *map(of_claim, claims(picture, readings)),
        *(of_point(p) for f in figures(picture, readings) for p in f.points),
        *(side for d in differences(picture, readings) for side in of_sides(d)),
        *map(of_foresight, foresight(picture, readings)),
    ]


def test_sentences_are_borne_and_their_mutants_are_not(situation: tuple[Picture, tuple[Reading, ...]]) -> None:
    picture, readings = situation
    index = index_of(picture, readings)
    lines = [of_brief(line) for line in brief(picture, readings)]
    assert len(lines) >= 5
    tried: Counter[str] = Counter()
    kept: list[tuple[str, str]] = []
    for sentence in (*lines, *sentences(picture, readings)[:: max(1, len(readings) // 12)]):
        assert unborne(sentence, index) is None
        for kind, mutant in mutants(sentence, index.readings):
            tried[kind] += 1
            if unborne(mutant, index) is None:
                kept.append((kind, mutant.text))
    assert tried.keys() >= {"number", "name", "date", "negation", "status"}
    assert 1 - len(kept) / tried.total() >= LEAST_REFUSED, kept[:10]


def test_no_line_is_lost_to_the_pass(situation: tuple[Picture, tuple[Reading, ...]]) -> None:
    """What the picture holds is shown: the pass refuses no original."""
    picture, readings = situation
    shown = {ref for row in claims(picture, readings) for ref in row.records}
    assert {(m.doc, m.id) for u in picture.claims for m in u.mentions} == shown
    assert len(figures(picture, readings)) == len(picture.figures)
    assert len(foresight(picture, readings)) == len(picture.predictions)
    assert len(differences(picture, readings)) == len(picture.contradictions) + len(picture.changes)
