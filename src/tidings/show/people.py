"""Actors of a picture to who speaks: how many documents name each, what goes back to each, and how its predictions turned out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidings.model.picture import Actor, Picture, TrackRecord
from tidings.show.rows import ClaimRow, ForesightRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One actor, a person or a body, with what goes back to it."""

    actor: Actor
    documents: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    foresight: tuple[ForesightRow, ...]
    record: TrackRecord | None


def people_of(
    picture: Picture, claims: Sequence[ClaimRow], foresight: Sequence[ForesightRow], named: Mapping[str, Sequence[Actor]]
) -> tuple[Person, ...]:
    """Every actor, those with most to say first. A name that several bear is counted with none of them: refused rather than guessed."""

    def of(name: str | None) -> str | None:
        bearers = named.get(name.casefold(), ()) if name else ()
        return bearers[0].id if len(bearers) == 1 else None

    said: defaultdict[str | None, list[ClaimRow]] = defaultdict(list)
    for row in claims:
        said[of(row.origin)].append(row)
    foreseen: defaultdict[str | None, list[ForesightRow]] = defaultdict(list)
    for prediction in foresight:
        foreseen[of(prediction.who)].append(prediction)
    records = {of(record.who): record for record in picture.track_record}
    people = [
        Person(
            actor=actor,
            documents=tuple(sorted({doc for doc, _ in actor.mentions})),
            claims=tuple(said.get(actor.id, ())),
            foresight=tuple(foreseen.get(actor.id, ())),
            record=records.get(actor.id),
        )
        for actor in picture.actors
    ]
    return tuple(sorted(people, key=lambda p: (-len(p.claims), -len(p.documents), p.actor.name, p.actor.id)))
