"""What was new, revised, withdrawn or resolved between two moments, on the bundled example."""

from pathlib import Path

import pytest

from tidings.engine import documents_in
from tidings.know.example import example_folder
from tidings.model.document import Published
from tidings.model.errors import LedgerError
from tidings.situation import Situation, situation_in_memory


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


@pytest.mark.parametrize(
    ("published", "moment", "expected", "note"),
    [
        (("2031-05-10", "2031-05-10"), "2031-05-10", True, "of the day itself, at its end"),
        (("2031-05-10", "2031-05-10"), "2031-05-09", False, "of the day after"),
        (("2031-05-10", "2031-05-10"), "2031-05-10T12:00", False, "at noon nobody knows whether it was out"),
        (("2031-05-10T09:30", "2031-05-10T09:30"), "2031-05-10T12:00", True, "dated to the minute, before noon"),
        (("2031-05-08", "2031-05-12"), "2031-05-10", False, "an interval that may end later"),
        (("2031-05-08", "2031-05-12"), "2031-05", True, "by the end of the month"),
        (("2031-05-08", None), "2032", False, "no last day is known"),
        ((None, None), "2032", False, "nothing is known"),
    ],
)
def test_what_had_been_published(published: tuple[str | None, str | None], moment: str, expected: bool, note: str) -> None:
    assert Published(start=published[0], end=published[1]).was_by(moment) is expected, note


def test_as_known_then_is_the_picture_of_what_was_published_by_then(example: Situation) -> None:
    then = example.as_known("2031-05-10")
    early = {r.document.id for r in example.readings() if (r.document.published.end or "~")[:10] <= "2031-05-10"}
    assert 0 < len(early) < len(example.readings())
    assert {r.document.id for r in then.readings()} == early
    alone = situation_in_memory()
    for found in documents_in([example_folder()]):
        if getattr(found, "id", None) in early:
            alone.ledger.keep(example.reading(found.id), example._clock())  # type: ignore[union-attr]
    assert then.picture() == alone.picture()
    assert {hit.document for hit in then.search("dam")} <= early


def test_what_was_known_then_can_not_be_added_to(example: Situation, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text("The gate held on Sunday.", "utf-8")
    with pytest.raises(LedgerError, match="--as-of"):
        example.as_known("2031-05-10").add(tmp_path)


def test_nothing_is_new_between_a_moment_and_itself(example: Situation) -> None:
    assert example.diff("2031-05-12", "2031-05-12") == ()


def test_every_row_is_news(example: Situation) -> None:
    rows = example.diff("2031-05-10", "2031-05-13")
    known = {r.document.id for r in example.as_known("2031-05-10").readings()}
    assert {row.news for row in rows} >= {"new", "revised"}
    assert all(any(ref[0] not in known for ref in row.records) for row in rows if row.news == "new")
    assert all(row.before is not None for row in rows if row.news != "new")


def test_a_toll_that_rose_is_revised(example: Situation) -> None:
    rows = example.diff("2031-05-10", "2031-05-12")
    revised = [(row.before.text if row.before else "", row.words.text) for row in rows if row.sort == "figure" and row.news == "revised"]
    assert any("28" in before and "41" in now for before, now in revised)
