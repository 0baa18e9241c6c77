"""Alerts: what is one and what isn't, how it is founded, and what of it is news when more documents come."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tidings.model.alert import Alert, Notice
from tidings.show.alerts import alerts, notice_of
from tidings.show.indicators import watchlist_in
from tidings.situation import situation_in_memory

Report = tuple[str, str, str]
NOON = "2031-05-03T12:00:00+00:00"

SENT = "Belarus sent two battalions to Minsk on Monday, {} said."
COLUMN = ("a", "Courier", SENT.format("the governor of Kobryn"))
AGAIN = ("b", "Gazette", "It was a cold night. " + SENT.format("a railway worker"))
DENIED = ("c", "Herald", "Belarus has not sent two battalions to Minsk, the defence ministry said on Tuesday.")


def found(folder: Path, reports: Sequence[Report], indicator: str) -> tuple[Alert, ...]:
    """The alerts of one indicator, given as YAML, over reports given as (id, outlet, text)."""
    lines = [json.dumps({"id": i, "outlet": o, "text": t, "published_at": "2031-05-02"}) for i, o, t in reports]
    (folder / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "alerts.yaml").write_text(f"indicators: [{{name: Watched, {indicator}}}]", "utf-8")
    with situation_in_memory() as situation:
        situation.add(folder / "reports.jsonl")
        return alerts(situation.picture(), situation.readings(), watchlist_in(folder / "alerts.yaml").indicators)


CASES: list[tuple[Report, str, bool, str]] = [
    (COLUMN, "type: MOBILIZE", True, "its type"),
    (COLUMN, "type: ASSAULT", False, "another type"),
    (COLUMN, "type: MOBILIZE, actor: Belarus", True, "who does it"),
    (COLUMN, "type: MOBILIZE, actor: Belarusian", True, "who does it, by the people's name"),
    (COLUMN, "type: MOBILIZE, actor: BLR", True, "who does it, by code"),
    (COLUMN, "type: MOBILIZE, actor: US", False, "letters within a name are no name (Belar-us)"),
    (COLUMN, "type: MOBILIZE, actor: Poland", False, "somebody else"),
    (COLUMN, "place: Minsk", True, "its place"),
    (COLUMN, "place: Belarus", True, "a country is all of it"),
    (COLUMN, "place: '53.7, 27.4'", True, "near a spot"),
    (COLUMN, "place: '53.7, 27.4', within: 10", False, "not so near"),
    (COLUMN, "place: Brest, within: 100", False, "elsewhere in the country"),
    (COLUMN, "type: MOBILIZE, status: planned", False, "it is said to have happened"),
    (COLUMN, "words: battalion", True, "another form of the word"),
    (COLUMN, "words: two brigades", False, "not all words of the phrase"),
    (COLUMN, "words: [brigade, battalions Minsk]", True, "one phrase of several"),
    (COLUMN, "type: MOBILIZE, origins: 2", False, "one origin alone"),
    (DENIED, "type: MOBILIZE", False, "that something is not so is no warning"),
    (DENIED, "type: MOBILIZE, status: negated", True, "unless it is asked for"),
    (
        ("d", "Post", "A heavy storm was forecast for Belarus on Monday."),
        "place: Minsk, within: 300",
        False,
        "a country's middle is no place",
    ),
    (("e", "Post", "Elena Brandt said that the bridges were unsafe."), "actor: Brandt, words: bridge", True, "what somebody says"),
    (("e", "Post", "Elena Brandt said that the bridges were unsafe."), "actor: Moreau, words: bridge", False, "somebody else says it"),
]


@pytest.mark.parametrize(("report", "indicator", "is_one", "note"), CASES, ids=[f"{c[3]}: {c[1]}" for c in CASES])
def test_what_is_an_alert(tmp_path: Path, report: Report, indicator: str, is_one: bool, note: str) -> None:
    assert bool(found(tmp_path, [report], indicator)) == is_one, note


def test_an_alert_says_what_where_who_and_how_founded(tmp_path: Path) -> None:
    (alert,) = found(tmp_path, [COLUMN, AGAIN, DENIED], "type: MOBILIZE, place: Minsk, words: battalions")
    assert (alert.type, alert.place, alert.status, alert.actors) == ("MOBILIZE", "Minsk", "actual", ("Belarus",))
    assert len(alert.origins) == 2
    assert alert.documents == ("a", "b", "c")
    text = {i: t for i, _, t in (COLUMN, AGAIN, DENIED)}[alert.words.doc]
    assert " … ".join(text[start:end] for start, end in alert.words.spans) == alert.words.text
    assert [text[start:end] for start, end in alert.hits] == ["battalions"]
    denial = alert.accounts[-1]
    assert (denial.status, denial.fits, denial.documents) == ("negated", False, ("c",))


def test_a_copy_is_no_other_origin(tmp_path: Path) -> None:
    told = SENT.format("the governor") + " He gave no number. Trains had passed the town all night, and the roads to the east were shut."
    (alert,) = found(tmp_path, [("a", "Courier", told), ("b", "Gazette", told)], "type: MOBILIZE")
    assert (len(alert.origins), alert.documents) == (1, ("a", "b"))
    assert not found(tmp_path, [("a", "Courier", told), ("b", "Gazette", told)], "type: MOBILIZE, origins: 2")


def test_one_sentence_is_one_alert_of_an_indicator_by_words(tmp_path: Path) -> None:
    report = ("a", "Courier", "Forty people were killed and dozens were injured when the old bridge collapsed on Friday.")
    (alert,) = found(tmp_path, [report], "words: bridge collapse")
    assert "collapsed" in report[2][alert.hits[-1][0] : alert.hits[-1][1]]
    assert len(alert.marks) > 1


def test_what_is_news(tmp_path: Path) -> None:
    def one(*reports: Report) -> Alert:
        return found(tmp_path, reports, "type: MOBILIZE, status: [actual, planned]")[0]

    first = notice_of(one(COLUMN), None, NOON)
    assert first is not None
    assert (first.news, first.changes) == ("new", ())
    assert notice_of(one(COLUMN), first, NOON) is None
    more = notice_of(one(COLUMN, AGAIN), first, NOON)
    assert more is not None
    assert (more.news, more.changes) == ("update", ("2 independent origins, was 1",))
    denied = notice_of(one(COLUMN, AGAIN, DENIED), more, NOON)
    assert denied is not None
    assert denied.changes == ("now also told as negated",)
    less = notice_of(one(COLUMN), denied, NOON)
    assert less is not None
    assert less.changes == ("no longer told as negated", "1 independent origin, was 2")
    notices: list[Notice] = [first, more, denied, less]
    assert len({n.id for n in notices}) == 4
    assert len({n.alert.id for n in notices}) == 1
    back = notice_of(one(COLUMN, AGAIN), less, NOON)
    assert back is not None
    assert back.id not in {n.id for n in notices}


def test_an_alert_keeps_its_id_where_a_document_of_another_name_comes_first(tmp_path: Path) -> None:
    first = notice_of(found(tmp_path, [AGAIN], "type: MOBILIZE")[0], None, NOON)
    assert first is not None
    both = found(tmp_path, [COLUMN, AGAIN], "type: MOBILIZE")[0]
    assert set(first.alert.marks) <= set(both.marks)
    then = notice_of(both, first, NOON)
    assert then is not None
    assert then.alert.id == first.alert.id


def test_nothing_is_ever_called_confirmed(tmp_path: Path) -> None:
    told = json.dumps(str(found(tmp_path, [COLUMN, AGAIN, DENIED], "type: MOBILIZE")))
    assert "confirm" not in told
