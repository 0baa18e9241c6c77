"""Copies first: what two outlets print of one wire counts once, in the timeline, in corroboration and in every count of origins."""

import dataclasses
import json
from pathlib import Path

from tidings.engine import picture_of
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.show.views import timeline
from tidings.situation import situation_in_memory

WIRE = (
    "TOLM (River Press) - Rebels shelled the port of Osk on Monday and sank two ferries that were waiting at the northern pier.\n\n"
    "The blasts were heard in the hills behind the town, where families had spent the night in cellars and barns. "
    "Fishermen towed three damaged boats to the islands. The customs house burned until noon, and the road to the pier was closed."
)
OWN = (
    "The port of Osk was shelled on Monday. Two ferries sank at the pier, as a reporter of this newspaper saw from the lighthouse.\n\n"
    "Rebels shelled the port twice more in the evening."
)


def _situation(tmp_path: Path) -> tuple[Picture, tuple[Reading, ...]]:
    records = [
        {"id": "a", "outlet": "Tolm Courier", "text": WIRE},
        {"id": "b", "outlet": "The Ford Weekly", "text": WIRE.replace("until noon", "until two")},
        {"id": "c", "outlet": "Osk Light", "text": OWN},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(r | {"published_at": "2031-05-06"}) + "\n" for r in records), "utf-8")
    situation = situation_in_memory()
    situation.add(path)
    return situation.picture(), situation.readings()


def test_two_outlets_with_one_wire_text_are_one_origin(tmp_path: Path) -> None:
    picture, readings = _situation(tmp_path)
    (copy,) = picture.copies
    assert (copy.documents, copy.extent) == (("a", "b"), "whole")
    rows = [row for row in timeline(picture, readings) if {"a", "b"} <= set(row.documents)]
    assert rows
    uncollapsed = {row.events: row for row in timeline(dataclasses.replace(picture, copies=()), readings)}
    for row in rows:
        assert len(row.origins) == len(set(row.documents)) - 1
        assert len(uncollapsed[row.events].origins) == len(row.origins) + 1, "without the collapse the wire would count twice"


def test_a_copy_brings_no_corroboration(tmp_path: Path) -> None:
    _, readings = _situation(tmp_path)
    both = [r for r in readings if r.document.id in ("a", "b")]
    assert picture_of(both).corroboration == ()
