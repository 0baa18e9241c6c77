"""The order in which readings come says nothing: every step gives the same records for every order."""

from collections.abc import Sequence
from pathlib import Path

from fictional import report
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.compare.changes import find_changes
from tidings.compare.cites import find_cites
from tidings.compare.claims import link_claims
from tidings.compare.contradictions import find_contradictions
from tidings.compare.copies import find_copies
from tidings.compare.corroboration import find_corroboration
from tidings.compare.events import link_events
from tidings.compare.figures import find_figures
from tidings.compare.predictions import find_predictions, track_record
from tidings.compare.stories import find_stories
from tidings.model.reading import Reading

WIRE = (
    "OLMAR (AP) - The ferry Petrel sank off Olmar on Tuesday with more than two hundred aboard after it had struck a "
    "tug in thick fog, the harbour office said. Boats from three villages went out and took most of the passengers to the old pier, "
    "where the town had put up tents and where relatives waited all night for news of those who were still missing. "
)
READINGS = (
    report(
        "a",
        WIRE + "Rescuers said 7 passengers had drowned.",
        outlet="CNN",
        day="2031-03-04",
        claims=[("7 passengers had drowned", "Rescuers", "actual")],
        counts=[("7", "7 passengers", 7)],
        events=[("sank", "sink", "The ferry Petrel", "", "actual"), ("drowned", "drown", "", "7 passengers", "actual")],
    ),
    report(
        "b",
        WIRE + "Rescuers said 9 passengers had drowned.",
        outlet="Mirror",
        day="2031-03-04",
        claims=[("9 passengers had drowned", "Rescuers", "actual")],
        counts=[("9", "9 passengers", 9)],
        events=[("sank", "sink", "The ferry Petrel", "", "actual")],
    ),
    report(
        "c",
        "The mayor of Olmar denied that the tug had struck the ferry in fog. “It will be raised in May,” he told CNN.",
        day="2031-03-05",
        denials=[("the tug had struck the ferry in fog", "mayor")],
        claims=[("It will be raised in May", "CNN/mayor", "planned")],
        events=[("struck", "strike", "the tug", "the ferry", "negated"), ("raised", "raise", "", "the ferry", "planned")],
    ),
    report(
        "d",
        "The ferry was raised on Friday. Oto Lind said the tug had struck the ferry in fog and that 12 passengers had drowned.",
        day="2031-06-09",
        claims=[("the tug had struck the ferry in fog", "Oto Lind", "actual")],
        counts=[("12", "12 passengers", 12)],
        events=[("raised", "raise", "", "The ferry", "actual"), ("struck", "strike", "the tug", "the ferry", "actual")],
    ),
    report(
        "e",
        "Rescuers said that 7 passengers of the ferry had drowned.",
        outlet="Express",
        day="2031-03-04",
        claims=[("7 passengers of the ferry had drowned", "Rescuers", "actual")],
        counts=[("7", "7 passengers", 7)],
    ),
)


def everything(readings: Sequence[Reading]) -> tuple[object, ...]:
    """All steps in the order in which they build on one another."""
    stories, cites = find_stories(readings), find_cites(readings)
    copies = find_copies(readings, cites)
    events = link_events(readings, stories)
    claims = link_claims(readings, (), stories)
    figures = find_figures(readings, stories)
    corroboration = find_corroboration(readings, claims, stories, (), copies)
    contradictions = find_contradictions(readings, figures, events, claims, stories)
    changes = find_changes(readings, figures, events, stories)
    predictions = find_predictions(readings, events)
    records = track_record(predictions, changes, readings)
    return stories, cites, copies, events, claims, figures, corroboration, contradictions, changes, predictions, records


EXPECTED = everything(READINGS)


def test_every_step_has_something_to_say():
    assert all(EXPECTED[:6]) and EXPECTED[9] and EXPECTED[10]


@settings(max_examples=25, deadline=None)
@given(st.permutations(READINGS))
def test_any_order_gives_the_same(readings):
    assert everything(readings) == EXPECTED


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(READINGS)))
def test_any_set_can_be_compared(readings):
    everything(sorted(readings, key=lambda r: r.document.id, reverse=True))


def test_the_pictures_of_the_threads_together_are_the_picture() -> None:
    from tidings.compare.together import all_together, each_thread
    from tidings.know.example import example_folder
    from tidings.situation import situation_in_memory

    situation = situation_in_memory()
    situation.add(example_folder(), *sorted((Path(__file__).parent.parent / "golden" / "flood").glob("*.[jth][sxt]*")))
    picture = situation.own_picture()
    parts = each_thread(picture)
    assert set(parts) == {r.document.id for r in situation.readings()}
    assert len(picture.threads) > 1
    once = list({id(p): p for p in parts.values()}.values())
    whole = all_together(once)
    for name in (
        "stories",
        "copies",
        "cites",
        "claims",
        "corroboration",
        "contradictions",
        "figures",
        "changes",
        "predictions",
        "events",
        "threads",
    ):
        assert getattr(whole, name) == getattr(picture, name), name
    assert {(a.id, a.mentions) for a in whole.actors} == {(a.id, a.mentions) for a in picture.actors}
