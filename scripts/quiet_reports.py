"""What it would take to flag fewer of MUC-4's reports without an incident, and what that costs elsewhere: the table of docs/quiet-reports.md.

    quiet_reports.py        reads three development sets in ../shared, and scores them with fewer and fewer of the assaults that were read

A report is flagged when anything in it is an ASSAULT, whatever its status. Each line leaves out one more kind.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tidings.engine import documents_in, read_document
from tidings.model.document import Document
from tidings.model.reading import Event, Reading
from tidings.model.records import as_line
from tidings.scale.processes import read_on_all_cores

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SETS = {"incidents-muc4": "incidents.py", "events-plover": "events.py", "attacks-wikievents": "attacks.py"}
Kept = Callable[[Reading, Event], bool]

_GENERAL = frozenset("conflict war violence warfare hostility involve fighting engage participate bloodshed unrest".split())
_BATTLES = frozenset("clash shootout ambush battle combat".split())
_FORCES = frozenset("army troops soldiers forces brigade units battalion guard patrol rebels rebel guerrillas".split())
# A report's incident stands in its first sentences.
OPENING = 4


def is_one(_: Reading, event: Event) -> bool:
    return event.lemma not in _GENERAL


def is_done(_: Reading, event: Event) -> bool:
    return event.status == "actual"


def has_sides(_: Reading, event: Event) -> bool:
    return bool(event.actors or event.recipients)


def is_no_battle(reading: Reading, event: Event) -> bool:
    words = {m.id: m.text.lower().split() for m in reading.mentions}
    sides = {w for m in (*event.actors, *event.recipients) for w in words.get(m, [])}
    return event.lemma not in _BATTLES and not sides & _FORCES


def is_opening(reading: Reading, event: Event) -> bool:
    return any(s[0] <= event.trigger[0] < s[1] for s in reading.sentences[:OPENING])


LINES: tuple[tuple[str, tuple[Kept, ...]], ...] = (
    ("as read", ()),
    ("no war or violence as such", (is_one,)),
    ("only what is told as done", (is_done,)),
    ("both", (is_one, is_done)),
    ("… with somebody named", (is_one, is_done, has_sides)),
    ("… and no fight between forces", (is_one, is_done, is_no_battle)),
    ("… with somebody named, in the first sentences", (is_one, is_done, has_sides, is_opening)),
)


def scored(name: str, readings: list[Reading], kept: tuple[Kept, ...]) -> dict[str, Any]:
    """What the set's scorer says of the readings without the assaults that are not kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "readings.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for reading in readings:
                events = [e for e in reading.events if e.type != "ASSAULT" or all(keep(reading, e) for keep in kept)]
                file.write(json.dumps({**json.loads(as_line(reading)), "events": [json.loads(as_line(e)) for e in events]}) + "\n")
        gold = SHARED / "data" / name / "dev.gold.jsonl"
        command = [sys.executable, SHARED / "eval" / SETS[name], "--gold", gold, "--readings", path, "--json"]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # type: ignore[no-any-return]


def main() -> None:
    if not SHARED.is_dir():
        raise SystemExit("the development sets in ../shared are not there")
    read = {}
    for name in SETS:
        documents = (d for d in documents_in([SHARED / "data" / name / "dev.docs.jsonl"]) if isinstance(d, Document))
        read[name] = [r for r in read_on_all_cores(read_document, documents) if isinstance(r, Reading)]
    print("| of the assaults | quiet reports flagged | type recall | WikiEvents ASSAULT P / R | PLOVER ASSAULT F1 |\n|---|---|---|---|---|")
    for label, kept in LINES:
        muc, plover, wiki = (scored(name, read[name], kept) for name in ("incidents-muc4", "events-plover", "attacks-wikievents"))
        print(
            f"| {label} | {muc['reports without incident']['with ASSAULT']:.2f} | {muc['recall type']['recall']:.2f} "
            f"| {wiki['assault']['p']:.2f} / {wiki['assault']['r']:.2f} | {plover['type ASSAULT']['f1']:.2f} |"
        )


if __name__ == "__main__":
    main()
