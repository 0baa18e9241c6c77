"""Utterances: what one source said once, wherever it is told again; and what different sources say alike or deny."""

from dataclasses import replace

from fictional import one_story, report

from tidings.compare.changes import find_changes
from tidings.compare.claims import link_claims
from tidings.compare.contradictions import find_contradictions
from tidings.compare.corroboration import find_corroboration
from tidings.compare.events import link_events
from tidings.compare.figures import find_figures
from tidings.model.picture import Story

FIRST = report(
    "a",
    "The harbour office said the crew of the Petrel had been rescued by a tug before it sank. It was raining.",
    day="2031-03-04",
    claims=[("the crew of the Petrel had been rescued by a tug before it sank", "Harbour Office", "actual")],
)
AGAIN = report(
    "b",
    "According to AFP, the harbour office says a tug rescued the whole crew of the Petrel before the ferry sank.",
    day="2031-03-05",
    claims=[("a tug rescued the whole crew of the Petrel before the ferry sank", "AFP/Harbour Office", "actual")],
)
ELSE = report(
    "c",
    "Captain Oto Lind said a tug had rescued the crew before the Petrel sank.",
    day="2031-03-05",
    claims=[("a tug had rescued the crew before the Petrel sank", "Oto Lind", "actual")],
)
DENIAL = report(
    "d",
    "The seamen's union denied that a tug rescued the whole crew of the Petrel.",
    day="2031-03-05",
    denials=[("a tug rescued the whole crew of the Petrel", "seamen's union")],
)
ALL = (FIRST, AGAIN, ELSE, DENIAL)


def test_one_source_told_twice_is_one_utterance():
    items = {k.documents: k for k in link_claims(ALL, (), one_story(*ALL))}
    assert set(items) == {("a", "b"), ("c",), ("d",)}
    assert items["a", "b"].origin == "Harbour Office"
    assert [m.chain for m in items["a", "b"].mentions] == [("Harbour Office",), ("AFP", "Harbour Office")]


def test_claims_of_nobody_named_are_not_joined():
    readings = [report(name, "The pier is shut, it was said.", claims=[("The pier is shut", "", "actual")]) for name in "ab"]
    assert [k.origin for k in link_claims(readings, (), one_story(*readings))] == [None, None]


def test_a_shortened_quotation_with_its_not_is_the_same_utterance():
    """The whole is planned ("so we will go back"), the half that is left of it is negated; both are what he said."""
    whole, half = "We cannot search the old harbour in the dark, so we will go back at dawn", "We cannot search the old harbour"
    first = report("a", f"“{whole},” said Oto Lind.", claims=[(whole, "Oto Lind", "planned")])
    then = report("b", f"“{half},” said Oto Lind.", claims=[(half, "Oto Lind", "negated")])
    assert [k.documents for k in link_claims((first, then), (), one_story(first, then))] == [("a", "b")]


def test_one_source_in_two_stories_of_a_thread_is_told_again():
    stories = (Story(id="s1", documents=("a",)), Story(id="s2", documents=("b",)))
    assert [k.documents for k in link_claims((FIRST, AGAIN), (), stories)] == [("a", "b")]


def test_an_id_stays_when_documents_are_added():
    before, after = ({k.documents[0]: k.id for k in link_claims(some, (), one_story(*ALL))} for some in (ALL[:2], ALL))
    assert before["a"] == after["a"]


def test_two_sources_corroborate_and_who_passes_on_counts_for_nothing():
    claims = link_claims(ALL, (), one_story(*ALL))
    (found,) = find_corroboration(ALL, claims, one_story(*ALL))
    assert found.agreeing == ("a", "b", "c")
    assert found.independent_origins == ("Harbour Office", "Oto Lind")
    assert found.copies == 1


def test_one_source_alone_corroborates_nothing():
    some = (FIRST, AGAIN)
    assert find_corroboration(some, link_claims(some, (), one_story(*some)), one_story(*some)) == ()


def test_asserted_and_denied_contradict():
    found = find_contradictions(ALL, stories=one_story(*ALL), claims=link_claims(ALL, (), one_story(*ALL)))
    assert {c.kind for c in found} == {"status"}
    assert all("d" in (c.a[0], c.b[0]) for c in found)


def test_an_event_that_one_tells_and_another_denies():
    told = report("a", "The guard shot the mayor in Olmar.", events=[("shot", "shoot", "The guard", "the mayor", "actual")])
    not_told = report("b", "The guard never shot the mayor.", events=[("shot", "shoot", "The guard", "the mayor", "negated")])
    other = report("c", "The guard never shot the thief.", events=[("shot", "shoot", "The guard", "the thief", "negated")])
    stories = one_story(told, not_told, other)
    (found,) = find_contradictions((told, not_told), events=link_events((told, not_told), stories), stories=stories)
    assert (found.a, found.b, found.kind) == (("a", "e1"), ("b", "e1"), "status")
    assert find_contradictions((told, other), events=link_events((told, other), stories), stories=stories) == ()


def test_one_utterance_with_two_numbers():
    first = report(
        "a",
        "The mayor said 40 boats would leave the port on Monday.",
        claims=[("40 boats would leave the port on Monday", "mayor", "planned")],
        counts=[("40", "40 boats", 40)],
    )
    then = report(
        "b",
        "On Monday, the mayor said, 14 boats would leave the port.",
        claims=[("14 boats would leave the port", "mayor", "planned")],
        counts=[("14", "14 boats", 14)],
    )
    stories = one_story(first, then)
    figures = find_figures((first, then), stories)
    (found,) = find_contradictions((first, then), figures, claims=link_claims((first, then), (), stories), stories=stories)
    assert found.kind == "wording"


def test_one_utterance_quoted_with_two_places():
    claims = [("The army keeps adding tanks and troops along the border with Tesk", "Oto Lind", "actual")]
    first = report("a", "“The army keeps adding tanks and troops along the border with Tesk,” said Oto Lind.", claims=claims)
    claims = [("The army keeps adding tanks and troops in the harbour of Olmar", "Oto Lind", "actual")]
    then = report("b", "“The army keeps adding tanks and troops in the harbour of Olmar,” said Oto Lind.", claims=claims)
    quoted = [replace(r, claims=tuple(replace(c, style="direct") for c in r.claims)) for r in (first, then)]
    stories = one_story(*quoted)
    (found,) = find_contradictions(quoted, claims=link_claims(quoted, (), stories), stories=stories)
    assert (found.kind, found.a, found.b) == ("wording", ("a", "c1"), ("b", "c1"))


def test_a_source_that_takes_back_what_it_said_changes_its_account():
    first = report("a", "Lind said the tug had hit the ferry.", day="2031-03-04", claims=[("the tug had hit the ferry", "Lind", "actual")])
    then = report("b", "Lind denied that the tug hit the ferry.", day="2031-03-06", denials=[("the tug hit the ferry", "Lind")])
    (found,) = find_changes((first, then), stories=one_story(first, then))
    assert (found.kind, found.from_, found.to) == ("account", ("a", "c1"), ("b", "d1"))


def test_a_plan_that_was_carried_out():
    first = report("a", "The navy will deploy a frigate.", day="2031-03-04", events=[("deploy", "deploy", "The navy", "", "planned")])
    then = report("b", "The navy deployed a frigate.", day="2031-03-06", events=[("deployed", "deploy", "The navy", "", "actual")])
    stories = one_story(first, then)
    (found,) = find_changes((first, then), events=link_events((first, then), stories), stories=stories)
    assert (found.kind, found.from_, found.to) == ("status", ("a", "e1"), ("b", "e1"))
