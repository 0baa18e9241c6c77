"""Files of alerts: what one may hold, and what is said of one that can't be used."""

from pathlib import Path

import pytest
from tests.tables import rows

from tidings.model.errors import BadInput
from tidings.show.indicators import AROUND, UNLESS_SAID, watchlist_in


def written(folder: Path, text: str) -> Path:
    path = folder / "alerts.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("case", rows("indicators"))
def test_each_fault_is_one_line(tmp_path: Path, case: dict[str, object]) -> None:
    with pytest.raises(BadInput) as told:
        watchlist_in(written(tmp_path, str(case["text"])))
    assert str(told.value).replace(f"{tmp_path}/", "").splitlines() == case["says"]


def test_what_a_file_may_say(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
indicators:
  - name: Troops near  Minsk
    type: [mobilize, Assault]
    actor: Belarus
    place: [Minsk, "50.1, 30.2"]
    status: [planned, actual]
    origins: 2
    words: [cross the border, crossing]
  - {name: Anything of the dam, words: dam}
sinks: {file: out/alerts.jsonl, rss: alerts.xml, webhook: ["https://desk.example/hook?key=1"], terminal: false}
""",
    )
    read = watchlist_in(path)
    first, second = read.indicators
    assert (first.name, first.types, first.statuses, first.origins) == (
        "Troops near Minsk",
        ("MOBILIZE", "ASSAULT"),
        ("actual", "planned"),
        2,
    )
    assert [(s.country, s.within) for s in first.places] == [("BY", AROUND), (None, AROUND)]
    assert first.words == (("cros", "the", "border"), ("cros",))
    assert (second.statuses, second.is_of_events, first.is_of_events) == (UNLESS_SAID, False, True)
    assert (read.files, read.feeds) == ((tmp_path / "out/alerts.jsonl",), (tmp_path / "alerts.xml",))
    assert (read.webhooks, read.on_terminal) == (("https://desk.example/hook?key=1",), False)


def test_an_indicator_is_the_same_under_another_name_or_with_another_number_of_origins(tmp_path: Path) -> None:
    text = "indicators: [{{name: {}, type: AID, origins: {}}}]"
    ids = {watchlist_in(written(tmp_path, text.format(*said))).indicators[0].id for said in (("A", 1), ("B", 3))}
    assert len(ids) == 1
    assert watchlist_in(written(tmp_path, "indicators: [{name: A, type: AGREE}]")).indicators[0].id not in ids


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be read"):
        watchlist_in(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match=r"line 1: not YAML"):
        watchlist_in(written(tmp_path, "indicators: [ {name: A"))
