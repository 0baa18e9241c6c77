"""A watch: what is told as documents come, once, to every sink that is there, with no thread looked at that nothing came to."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tidings.ledger.sqlite import SqliteLedger
from tidings.show.indicators import Watchlist, watchlist_in
from tidings.situation import Situation
from tidings.watch.looking import Watch

SENT = "Belarus sent two battalions to Minsk on Monday, {} said."
FIRST, MORE = SENT.format("the governor of Kobryn"), "It was a cold night. " + SENT.format("a railway worker")
OTHER = "Ghana’s parliament voted on Friday to lower the tax on cocoa, the speaker said."


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Situation]:
    with Situation(SqliteLedger(tmp_path / "kept.db")) as situation:
        yield situation


@pytest.fixture
def come(kept: Situation, tmp_path: Path) -> Callable[..., None]:
    """Documents come, as (id, text), and are watched."""

    def add(**texts: str) -> None:
        path = tmp_path / "come.jsonl"
        path.write_text(
            "\n".join(json.dumps({"id": i, "text": t, "outlet": f"Paper {i}", "published_at": "2031-05-02"}) for i, t in texts.items()),
            "utf-8",
        )
        assert all(how != "refused" for _, how in kept.adding(path, watched=True))

    return add


def watchlist(folder: Path, sinks: str = "{file: told.jsonl, rss: told.xml}", indicator: str = "type: MOBILIZE") -> Watchlist:
    path = folder / "alerts.yaml"
    path.write_text(f"indicators: [{{name: Troops, {indicator}}}]\nsinks: {sinks}", "utf-8")
    return watchlist_in(path)


def told(folder: Path) -> list[tuple[str, list[str]]]:
    path = folder / "told.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [(record["news"], record["changes"]) for record in map(json.loads, lines)]


def test_an_alert_is_told_once_and_its_strengthening_as_an_update(kept: Situation, come: Callable[..., None], tmp_path: Path) -> None:
    watch = Watch(kept, watchlist(tmp_path))
    come(m=FIRST)
    (notice,) = watch.look().notices
    assert (notice.news, notice.alert.place) == ("new", "Minsk")
    come(n=OTHER)
    assert watch.look().notices == ()
    come(a=MORE)
    (update,) = Watch(kept, watchlist(tmp_path)).look().notices
    assert (update.news, update.changes, update.alert.id) == ("update", ("2 independent origins, was 1",), notice.alert.id)
    assert watch.look().notices == ()
    assert watch.look_through_all().notices == ()
    assert [alert.id for alert in watch.standing()] == [notice.alert.id]
    assert told(tmp_path) == [("new", []), ("update", ["2 independent origins, was 1"])]
    titles = [e.text for e in ElementTree.parse(tmp_path / "told.xml").iterfind("channel/item/title")]  # our own file
    assert titles == ["Update: Troops: 2 independent origins, was 1", "New: Troops"]


def test_only_the_threads_that_documents_came_to_are_looked_at(
    kept: Situation, come: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(kept, watchlist(tmp_path))
    come(m=FIRST, n=OTHER)
    watch.look()
    seen: list[str] = []
    readings_of = kept.ledger.readings_of

    def noted(ids):  # type: ignore[no-untyped-def]
        names = list(ids)
        seen.extend(names)
        return readings_of(names)

    monkeypatch.setattr(kept.ledger, "readings_of", noted)
    monkeypatch.setattr(kept.ledger, "readings", lambda: pytest.fail("all readings were taken"))
    come(a=MORE)
    assert len(watch.look().notices) == 1
    assert sorted(set(seen)) == ["a", "m"]


def test_a_sink_that_fails_loses_nothing_and_stops_no_other(kept: Situation, come: Callable[..., None], tmp_path: Path) -> None:
    posted: list[tuple[str, dict[str, object]]] = []
    is_down = True

    def notifier(address: str, message: str) -> None:
        if is_down:
            raise OSError("it is down")
        posted.append((address, json.loads(message)))

    sinks = "{webhook: 'https://desk.example/hook?key=secret', file: [none/told.jsonl, told.jsonl]}"
    watch = Watch(kept, watchlist(tmp_path, sinks), notifier=notifier)
    come(m=FIRST)
    looked = watch.look()
    assert len(looked.notices) == 1
    assert kept.ledger.count() == 1
    assert [fault.replace(str(tmp_path), "") for fault in looked.faults] == [
        "/none/told.jsonl: can't be written (No such file or directory); it is tried again at the next look",
        "webhook desk.example: it is down; it is tried again at the next look",
    ]
    assert told(tmp_path) == [("new", [])]
    is_down = False
    (tmp_path / "none").mkdir()
    assert watch.look().faults == ()
    assert [(address, message["news"]) for address, message in posted] == [("https://desk.example/hook?key=secret", "new")]
    text = str(posted[0][1]["text"])
    assert text.startswith("New: Troops. actual, on the word of one origin: ")
    assert "“Belarus sent two battalions to Minsk on Monday" in text
    assert (tmp_path / "none/told.jsonl").exists()
    watch.look()
    assert len(posted) == 1
    assert told(tmp_path) == [("new", [])]


def test_what_came_before_a_crash_is_looked_at_after_it(kept: Situation, come: Callable[..., None], tmp_path: Path) -> None:
    come(m=FIRST)
    with Situation(SqliteLedger(tmp_path / "kept.db")) as again:
        assert len(Watch(again, watchlist(tmp_path)).look().notices) == 1


def test_what_nobody_watched_is_told_when_asked_to(kept: Situation, come: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "before.txt").write_text(FIRST, "utf-8")
    kept.add(tmp_path / "before.txt")
    watch = Watch(kept, watchlist(tmp_path))
    assert watch.look().notices == ()
    assert told(tmp_path) == []
    assert len(watch.look_through_all().notices) == 1
    assert told(tmp_path) == [("new", [])]
