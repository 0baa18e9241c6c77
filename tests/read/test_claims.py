"""Claims: who said what, on whose word."""

from pathlib import Path
from typing import Any

import pytest
from tests.tables import document_of, rows

from tidings.engine import read_document
from tidings.model.reading import Reading


@pytest.mark.parametrize("case", rows("claims"))
def test_the_claim_is_found(case: dict[str, Any], tmp_path: Path) -> None:
    text = case["text"]
    reading = read_document(document_of(text, tmp_path, "2031-05-07"))
    assert isinstance(reading, Reading)

    def words(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    found = [c for c in reading.claims if words(c.content[0]) == case["content"] and words(c.cue) == case.get("cue")]
    assert len(found) == 1, [(words(c.cue), [words(s) for s in c.content]) for c in reading.claims]
    (claim,) = found
    assert words(claim.source) == case.get("source")
    for key in ("style", "stance", "status", "via"):
        if key in case:
            assert getattr(claim, key) == case[key], key
    if "chain" in case:
        assert [link.name for link in claim.chain] == case["chain"]
    if "origin" in case:
        assert claim.chain[-1].name == case["origin"]
    if "hedges" in case:
        assert [words(h) for h in claim.hedges] == case["hedges"]


def test_he_said_after_two_men_is_left_open(tmp_path: Path) -> None:
    reading = read_document(document_of("Per Aldane met Anselm Roke and Tomas Berel. He said the gate was closed.", tmp_path))
    assert isinstance(reading, Reading)
    (claim,) = (c for c in reading.claims if c.cue)
    assert len(claim.chain) <= 1
