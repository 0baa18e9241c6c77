"""What the pages are served from: what changed is told by the threads that documents came into, and is what comparing all of it would tell."""

from pathlib import Path

import pytest

from tidings.know.example import example_folder
from tidings.situation import Situation, situation_in_memory
from tidings.web.desk import Desk

FLOOD = Path(__file__).parent.parent / "golden" / "flood"


@pytest.fixture(scope="module")
def both() -> Situation:
    """The example and a flood: two threads at least."""
    situation = situation_in_memory()
    situation.add(example_folder(), *sorted(p for p in FLOOD.iterdir() if p.suffix in (".jsonl", ".txt", ".html")))
    return situation


@pytest.mark.parametrize("since", ["2031-05-07", "2031-05-12", "2031-05-20"])
def test_what_changed_is_what_comparing_everything_tells(both: Situation, since: str) -> None:
    desk = Desk(both)
    snapshot, _ = desk.at(None)
    assert len(snapshot.picture.threads) > 1
    told = desk.changes(since, snapshot)
    assert told
    last = max(r.document.published.end or "" for r in both.readings())
    assert told == both.diff(since, last[:10])
    desk.close()


def test_a_thread_that_nothing_came_into_is_not_compared(both: Situation, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(both)
    snapshot, _ = desk.at(None)
    compared: list[int] = []
    made = desk._picture_then
    monkeypatch.setattr(desk, "_picture_then", lambda mark, readings: compared.append(len(readings)) or made(mark, readings))
    days = [day for day, _ in snapshot.days]
    desk.changes(days[-2], snapshot)
    assert max(compared) < len(snapshot.readings)
    desk.close()
