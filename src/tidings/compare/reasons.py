"""One record in, out what was made of each pair that it was compared in: by the same functions that join claims and events."""

from collections.abc import Iterable, Sequence

from tidings.compare.claims import LEAST_ALIKE, ONE_VOICE_ALIKE, block_of, official_and_organ, tie_of, voice_tie
from tidings.compare.contents import rarity_of, said_in
from tidings.compare.events import LEAST, Told, line_in_story, told_in, worth_of
from tidings.compare.meant import Meant
from tidings.compare.passages import by_id
from tidings.compare.sides import sides_of
from tidings.match.score import Score
from tidings.model.explanation import Tie
from tidings.model.picture import Picture, Ref
from tidings.model.reading import Reading

# Of what was compared and not joined so many are named, the likeliest first: what one would ask about.
MOST_APART = 3


def ties_of(ref: Ref, picture: Picture, readings: Sequence[Reading]) -> tuple[Tie, ...]:
    """The ties of a claim or event to the others of its item, and the likeliest of those that were not joined to it; none for a figure.

    `picture` and `readings` are those of its thread: nothing else was compared with it.
    """
    known = by_id(readings)
    stories = {document: story.id for story in picture.stories for document in story.documents}
    meant = Meant(known, picture.actors)
    if ref[1][:1] == "c":
        found = _of_claim(ref, known, meant, stories)
    else:
        found = _of_event(ref, known, meant, stories)
    items = [{(m.doc, m.id) for m in claim.mentions} for claim in picture.claims if ref[0] in claim.documents]
    items += [{(m.doc, m.id) for m in event.mentions} for event in picture.events if ref[0] in event.documents]
    joined = next((refs for refs in items if ref in refs), set())
    ties = [
        Tie(a=ref, b=other, score=round(score.value, 3), least=least, why=score.why, is_joined=other in joined)
        for other, score, least in sorted(found, key=lambda tie: (-tie[1].value, tie[0]))
    ]
    return (*(t for t in ties if t.is_joined), *[t for t in ties if not t.is_joined][:MOST_APART])


_Compared = tuple[Ref, Score, float]
"""What a record was compared with, how likely the two are one, and from which score on they are joined."""


def _of_claim(ref: Ref, readings: Sequence[Reading], meant: Meant, stories: dict[str, str]) -> Iterable[_Compared]:
    everything = [s for r in readings for s in said_in(r, meant, stories.get(r.document.id, ""))]
    own = next((s for s in everything if (s.doc, s.claim.id) == ref), None)
    if own is None:
        return
    rarity, texts = rarity_of(s.stems for s in everything), {r.document.id: r for r in readings}
    sides = sides_of(everything, texts)
    for other in everything:
        if other is not own and block_of(other) == block_of(own):
            yield (other.doc, other.claim.id), tie_of(own, other, rarity, texts), LEAST_ALIKE
        elif pair := official_and_organ(own, other, sides):
            yield (other.doc, other.claim.id), voice_tie(*pair, rarity, texts), ONE_VOICE_ALIKE


def _of_event(ref: Ref, readings: Sequence[Reading], meant: Meant, stories: dict[str, str]) -> Iterable[_Compared]:
    everything = [t for r in readings for t in told_in(r, meant)]
    own = next((t for t in everything if (t.doc, t.event.id) == ref), None)
    if own is None:
        return
    others: list[Told] = [t for t in everything if t is not own and line_in_story(t, stories) == line_in_story(own, stories)]
    for other in others:
        yield (other.doc, other.event.id), worth_of(own, other), LEAST
