"""What people do to a situation: judge, note, save a query, remove a document; each with who and when, and all but the last to be undone."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from tidings.engine import anchor_named
from tidings.model.errors import BadInput, UnknownName
from tidings.model.judgement import ITEM_GRADES, SOURCE_GRADES, Anchor, Judgement, Undone, Verdict, judged
from tidings.model.note import Note, SavedQuery, noted, saved
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.tombstone import Tombstone
from tidings.ports import Clock, Ledger

R = TypeVar("R", bound=Note | SavedQuery)
# Characters of a saved query's name: it stands in a menu.
LONGEST_NAME = 60


class ByPeople(ABC):
    """The verbs of people, over a ledger."""

    ledger: Ledger
    _clock: Clock

    @abstractmethod
    def picture(self) -> Picture: ...

    @abstractmethod
    def readings(self) -> tuple[Reading, ...]: ...

    @abstractmethod
    def reading(self, document: str) -> Reading: ...

    def judge(
        self,
        verdict: Verdict,
        *names: str,
        who: str,
        grade: str | None = None,
        source: str | None = None,
        note: str | None = None,
        known: tuple[Picture, tuple[Reading, ...]] | None = None,
    ) -> Judgement:
        """A person's verdict on records, kept beside them with who and when.

        `names` are `DOCUMENT:ID` or ids of the picture: two for same, different, agree and contradict, one for right, wrong and the grade of
        an item; the grade of a source takes `source`, any name of the actor. `known` is the picture that the person looked at and its
        readings, where they are at hand. Raises UnknownName, and BadInput where these don't fit.
        """
        wanted = {"same": 2, "different": 2, "agree": 2, "contradict": 2, "grade": 0 if source else 1}.get(verdict, 1)
        if len(names) != wanted:
            raise BadInput(f"{verdict} is said of {('nothing but a source', 'one record', 'two records')[wanted]}; {len(names)} were given")
        scale = SOURCE_GRADES if source else ITEM_GRADES
        if verdict == "grade" and grade not in scale:
            raise BadInput(f"{grade}: the grades of {'a source' if source else 'an item'} are {', '.join(scale)}")
        picture, readings = known or (self.picture(), self.readings())
        anchors = tuple(anchor_named(name, picture, readings) for name in names)
        if wanted == 2 and (anchors[0] == anchors[1] or anchors[0].id[:1] != anchors[1].id[:1]):
            raise BadInput(f"{' and '.join(names)}: {verdict} is said of two records of one sort (claims, events, quantities or mentions)")
        # finer than a second: of two that somebody gives at once the later one wins
        at = self._clock().isoformat(timespec="milliseconds")
        judgement = judged(verdict, who, at, anchors, source=source, grade=grade, note=note)
        self.ledger.judge(judgement)
        return judgement

    def note(self, name: str, text: str, *, who: str, replaces: str | None = None) -> Note:
        """A person's words, kept beside a record (`DOCUMENT:ID`, an id of the picture) or a document. Raises UnknownName, BadInput.

        With `replaces`, the id of a note or its beginning, the one before is taken back.
        """
        if not text.strip():
            raise BadInput("a note needs words")
        try:
            anchor: Anchor | None = anchor_named(name, self.picture(), self.readings())
        except UnknownName:
            anchor = None
        document = anchor.doc if anchor else self.reading(name).document.id
        at = self._clock().isoformat(timespec="milliseconds")
        before = _fitting(self.ledger.notes(), replaces, "tidings notes") if replaces else None
        written = noted(who, at, text.strip(), document, anchor, before.id if before else None)
        self.ledger.write_down(written)
        if before:
            self.ledger.strike_out(before.id, Undone(who=who, at=at))
        return written

    def notes(self) -> tuple[Note, ...]:
        """What people noted, in the order in which they did, taken back or not."""
        return self.ledger.notes()

    def save(self, name: str, view: str, filters: Sequence[tuple[str, str]], *, who: str) -> SavedQuery:
        """A view with its filters under a name; one of this name before it is taken back. Raises BadInput."""
        if not name.strip() or len(name) > LONGEST_NAME:
            raise BadInput(f"a query's name has 1 to {LONGEST_NAME} characters")
        at = self._clock().isoformat(timespec="milliseconds")
        query = saved(name.strip(), who, at, view, tuple(filters))
        for before in self.queries():
            if before.name == query.name:
                self.ledger.strike_out(before.id, Undone(who=who, at=at))
        self.ledger.write_down(query)
        return query

    def queries(self) -> tuple[SavedQuery, ...]:
        """The saved queries that stand, by name."""
        return tuple(sorted((q for q in self.ledger.queries() if q.undone is None), key=lambda q: q.name))

    def strike_out(self, name: str, *, who: str) -> Note | SavedQuery:
        """The note or query of this id (or the beginning of it), which is shown no more; it stays in the history. Raises UnknownName."""
        written: list[Note | SavedQuery] = [*self.ledger.notes(), *self.ledger.queries()]
        found = _fitting(written, name, "tidings notes` and `tidings saved")
        undone = Undone(who=who, at=self._clock().isoformat(timespec="seconds"))
        self.ledger.strike_out(found.id, undone)
        return replace(found, undone=undone)

    def judgements(self) -> tuple[Judgement, ...]:
        """What people judged, in the order in which they did, taken back or not."""
        return self.ledger.judgements()

    def take_back(self, judgement: str, *, who: str) -> Judgement:
        """The judgement of this id (or the beginning of it), which from now on counts no more; it stays in the list. Raises UnknownName."""
        fitting = [j for j in self.ledger.judgements() if j.id.startswith(judgement) and j.undone is None]
        undone = Undone(who=who, at=self._clock().isoformat(timespec="seconds"))
        if len(fitting) != 1 or not self.ledger.take_back(fitting[0].id, undone):
            which = "several judgements begin so" if fitting else "there is no such judgement that stands"
            raise UnknownName(f"{judgement}: {which}; `tidings judgements` lists them")
        return replace(fitting[0], undone=undone)

    def remove(self, document: str, *, who: str, reason: str) -> Tombstone:
        """Takes a document out for good, with all that holds its words, and gives the tombstone that stays. Raises UnknownName.

        The picture is from then on that of a ledger which never had it.
        """
        tombstone = self.ledger.remove(self.reading(document).document.id, who, self._clock().isoformat(timespec="seconds"), reason)
        if tombstone is None:
            raise UnknownName(f"{document}: there is no such document; `tidings status` lists them")
        return tombstone

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Which documents were removed, by whom, when and why."""
        return self.ledger.tombstones()


def _fitting(records: Sequence[R], name: str, lists: str) -> R:
    """The one record whose id begins so and that stands. Raises UnknownName."""
    found = [record for record in records if record.id.startswith(name) and record.undone is None]
    if len(found) != 1:
        raise UnknownName(f"{name}: {'several begin so' if found else 'there is none that stands'}; `{lists}` list them")
    return found[0]
