"""Events across documents: one mention in one item, joined by word, who, whom, where and when within a story."""

import pytest
from fictional import one_story, report

from tidings.compare.events import event_clusters, link_events

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
