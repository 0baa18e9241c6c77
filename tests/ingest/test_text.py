"""Plain text: body and skipped parts, and the publication date with its evidence."""

from pathlib import Path

import pytest
from tests.tables import document_of

LEAD = "The dam above the town of Osk held through the night, the mayor said, and nobody had to leave."


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Skip to main content", "navigation"),
        ("Share this article", "sharing"),
        ("Read also Five ways to cook trout", "another article"),
        ("© 2031 The Ford Weekly", "copyright"),
        ("Most read", "a list"),
    ],
)
def test_furniture_is_skipped_and_says_why(line: str, note: str, tmp_path: Path) -> None:
    document = document_of(f"Dam holds at Osk, mayor says\n\n{LEAD}\n\n{line}", tmp_path)
    assert [document.text[slice(*s.span)] for s in document.skipped] == [line]
    assert document.skipped[0].why.startswith("boilerplate")
    assert document.title == "Dam holds at Osk, mayor says"


def test_the_day_of_a_visit_is_not_the_date(tmp_path: Path) -> None:
    document = document_of(f"Thu, 23 May 2034\n\nDam holds at Osk, mayor says\n\nTolm, October 10, 2031\n\n{LEAD}", tmp_path)
    assert (document.published.start, document.published.basis) == ("2031-10-10", "stated")
    assert document.skipped[0].why == "masthead: the day of the visit"


def test_a_stated_date_has_its_span(tmp_path: Path) -> None:
    document = document_of(f"Dam holds at Osk\n\nMay 7, 2031 4:20pm\n\n{LEAD}", tmp_path)
    assert document.published.start == "2031-05-07T16:20"
    assert document.text[slice(*document.published.evidence)] == "May 7, 2031 4:20pm"  # type: ignore[misc]


def test_a_text_without_a_date_has_none(tmp_path: Path) -> None:
    published = document_of(LEAD + " It rained on Monday.", tmp_path).published
    assert (published.start, published.end, published.basis) == (None, None, "unknown")


def test_a_known_event_bounds_an_undated_text(tmp_path: Path) -> None:
    text = "After 40 days of the war between Hamas and Israel in Gaza, the hostages had not come home, their families said in a letter."
    published = document_of(text, tmp_path).published
    assert published.basis in ("inferred", "unknown")
    assert not (published.start and published.start < "2023-10-07")
