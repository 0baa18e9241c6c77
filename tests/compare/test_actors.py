"""Who is meant across documents: names within a story, and across stories."""

import itertools

import pytest
from fictional import one_story, report

from tidings.compare.actors import link_actors
from tidings.model.picture import Story
from tidings.model.reading import Mention, Reading


def named(document: str, *names: tuple[str, str]) -> Reading:
    """A reading that names these, each with its kind."""
    import dataclasses

    text = ". ".join(name for name, _ in names)
    mentions = []
    for n, (name, kind) in enumerate(names, 1):
        start = text.index(name)
        mentions.append(Mention(id=f"m{n}", start=start, end=start + len(name), text=name, kind=kind, form="name", actor=name))  # type: ignore[arg-type]
    return dataclasses.replace(report(document, text), mentions=tuple(mentions))


ONE = [
    ("Ilse Harrow", "Ilza Harrov", "person", True, "two spellings"),
    ("Frederick Olm", "Fred Olm", "person", True, "a short form"),
    ("Oskar N. Olm", "Oskar P. Olm", "person", False, "two middle initials"),
    ("Per Aldane", "Ove Aldane", "person", False, "two men of one surname"),
    ("Ada Olm", "Olm", "person", True, "a last name alone"),
    ("Kathina Olm", "Kathina", "person", True, "a given name alone"),
    ("Tesk Rovers", "Rovers", "organization", True, "a short form"),
    ("Orlow Corp.", "Orlow Corporation", "organization", True, "what kind of company it is"),
    ("Tesk Dam Authority", "TDA", "organization", True, "an acronym"),
    ("ORLOW", "Orlow", "organization", True, "capitals"),
    ("Ostrel’s defence ministry", "Ostrelian Department of Defense", "organization", True, "a land and its people"),
    ("Ministry of Health", "Ministry of Justice", "organization", False, "two ministries"),
    ("Mt. Anna", "Mount Anna", "place", True, "a short word"),
]


@pytest.mark.parametrize(("one", "other", "kind", "expected", "note"), ONE, ids=[n for *_, n in ONE])
def test_two_names_in_one_story(one: str, other: str, kind: str, expected: bool, note: str) -> None:
    readings = [named("a", (one, kind)), named("b", (other, kind))]
    actors = link_actors(readings, one_story(*readings))
    assert (len(actors) == 1) is expected, note


def test_a_last_name_that_two_bear_is_nobodys() -> None:
    readings = [named("a", ("Per Aldane", "person"), ("Ove Aldane", "person")), named("b", ("Aldane", "person"))]
    actors = link_actors(readings, one_story(*readings))
    assert sorted(a.names for a in actors) == [("Aldane",), ("Ove Aldane",), ("Per Aldane",)]


def test_across_stories_full_names_meet_and_last_names_do_not() -> None:
    readings = [named("a", ("Ada Olm", "person"), ("Lind", "person")), named("b", ("Ada Olm", "person"), ("Lind", "person"))]
    stories = [Story(id="s1", documents=("a",)), Story(id="s2", documents=("b",))]
    actors = link_actors(readings, stories)
    assert sorted(len(a.mentions) for a in actors if a.name == "Ada Olm") == [2]
    assert sorted(len(a.mentions) for a in actors if a.name == "Lind") == [1, 1]
    assert len({a.id for a in actors}) == len(actors)


def test_the_order_of_documents_says_nothing() -> None:
    readings = [
        named("a", ("Ilse Harrow", "person"), ("Tesk Rovers", "organization")),
        named("b", ("Ilza Harrov", "organization"), ("Rovers", "place")),
        named("c", ("Harrow", "person"), ("ROVERS", "organization")),
    ]
    stories = one_story(*readings)
    first = link_actors(readings, stories)
    assert all(link_actors(order, stories) == first for order in itertools.permutations(readings))
