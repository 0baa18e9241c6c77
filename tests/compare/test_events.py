"""Events across documents: one mention in one item, joined by word, who, whom, where and when within a story."""

import dataclasses

import pytest
from fictional import one_story, report

from tidings.compare.events import event_clusters, link_events
from tidings.model.reading import Time

LINKED = [
    (
        ("The pier exploded.", "exploded", "explode", "", ""),
        ("A blast shook the pier.", "blast", "blast", "", ""),
        True,
        "two words of one line",
    ),
    (
        ("The fleet attacked Olmar.", "attacked", "attack", "The fleet", "Olmar"),
        ("Tesk was attacked.", "attacked", "attack", "", "Tesk"),
        True,
        "another target alone is not enough: names of one target differ too",
    ),
    (
        ("Anna Brandt said so.", "said", "say", "Anna Brandt", ""),
        ("Oto Lind said so.", "said", "say", "Oto Lind", ""),
        False,
        "a word for anything needs somebody in common",
    ),
    (
        ("Anna Brandt said so.", "said", "say", "Anna Brandt", ""),
        ("Brandt said so.", "said", "say", "Brandt", ""),
        True,
        "a last name is the same name",
    ),
    (("The pier exploded.", "exploded", "explode", "", ""), ("The mayor resigned.", "resigned", "resign", "", ""), False, "two happenings"),
]


@pytest.mark.parametrize(("one", "other", "expected", "note"), LINKED, ids=[n for *_, n in LINKED])
def test_link_events(one, other, expected, note):
    readings = [report(name, text, events=[(*event, "actual")]) for name, (text, *event) in (("a", one), ("b", other))]
    events = link_events(readings, one_story(*readings))
    assert (len(events) == 1) is expected


def test_two_stories_share_no_event():
    readings = [report(name, "The pier exploded.", events=[("exploded", "explode", "", "", "actual")]) for name in "ab"]
    assert len(link_events(readings, ())) == 2


def test_every_mention_stands_once():
    text = "The pier exploded. The mayor resigned. A blast shook the pier."
    events = [
        ("exploded", "explode", "", "", "actual"),
        ("resigned", "resign", "The mayor", "", "actual"),
        ("blast", "blast", "", "", "possible"),
    ]
    readings = [report(name, text, events=events) for name in "abc"]
    mentions = [m for cluster in event_clusters(readings, link_events(readings, one_story(*readings))) for m in cluster]
    assert len(mentions) == len(set(mentions)) == 9
    assert ("a", *map(text.index, ["exploded"]), text.index("exploded") + 8) in mentions


def test_a_mention_in_no_event_is_alone():
    reading = report("a", "The pier exploded.", events=[("exploded", "explode", "", "", "actual")])
    assert event_clusters([reading], []) == [[("a", 9, 17)]]


DATED = [
    ((("2031-05-09", "2031-05-09"), ("2031-05-09", "2031-05-09")), "2031-05-09", "all say one day"),
    ((("2031-05-01", "2031-05-31"), ("2031-05-09", "2031-05-09")), "2031-05-09", "a day within a month that another one says"),
    ((("2031-05-05", "2031-05-10"), ("2031-05-09", "2031-05-12")), "2031-05-09/2031-05-10", "the days that both allow"),
    ((("2031-05-09", "2031-05-09"), ("2018-01-01", "2018-12-31")), None, "one against one"),
    ((("2031-05-09", "2031-05-09"), ("2031-05-09", "2031-05-09"), ("2018-01-01", "2018-12-31")), "2031-05-09", "two against one"),
    ((), None, "nobody says when"),
]


@pytest.mark.parametrize(("days", "expected", "note"), DATED, ids=[n for *_, n in DATED])
def test_an_event_is_dated_as_most_documents_date_it(days, expected, note):
    # those who give no day hold the group together
    readings = [report(f"undated{n}", "The pier exploded.", events=[("exploded", "explode", "", "", "actual")]) for n in range(6)]
    for number, (first, last) in enumerate(days):
        told = report(f"d{number}", "The pier exploded.", events=[("exploded", "explode", "", "", "actual")])
        time = Time(id="t1", start=0, end=3, text="The", type="DATE", earliest=first, latest=last)
        readings.append(dataclasses.replace(told, times=(time,), events=tuple(dataclasses.replace(e, time="t1") for e in told.events)))
    event = max(link_events(readings, one_story(*readings)), key=lambda e: len(e.documents))
    assert event.time == expected
