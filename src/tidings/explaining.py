"""What stands behind one line of a situation: all it rests on, and every step, score and reason on the way to it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.engine import anchor_named, each_thread, ties_of
from tidings.model.explanation import Explanation
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.ports import Ledger

if TYPE_CHECKING:
    from tidings.show.evidence import Evidence
    from tidings.show.index import Index


@dataclass(frozen=True, slots=True)
class Known:
    """What a line is explained from: a picture, its readings, their look-ups, and what gives the picture of each document's thread."""

    picture: Picture
    readings: tuple[Reading, ...]
    index: "Index"
    threads: Callable[[], Mapping[str, Picture]]


class Explaining(ABC):
    """The verbs that lead from a line to what it rests on."""

    ledger: Ledger

    @abstractmethod
    def picture(self) -> Picture: ...

    @abstractmethod
    def readings(self) -> tuple[Reading, ...]: ...

    def evidence(self, name: str, *, known: "Known | None" = None) -> "Evidence":
        """All that one claim, event or figure rests on.

        `name` is `DOCUMENT:ID` or an id of the picture; `known` is what is looked at, where it is at hand. Raises UnknownName.
        """
        from tidings.show.evidence import evidence_for

        known = known or self._known()
        anchor = anchor_named(name, known.picture, known.readings)
        return evidence_for(anchor, known.threads().get(anchor.doc, known.picture), known.index)

    def bundle(self, evidence: "Evidence") -> bytes:
        """The evidence with its documents as they came, as a ZIP that opens without this program (`show.exports.bundle`)."""
        from tidings.show.exports.bundle import bundle_of

        return bundle_of(evidence, self.ledger.captures(document.id for document in evidence.documents))

    def explain(self, name: str, *, known: "Known | None" = None) -> Explanation:
        """Every step, score and reason behind one claim, event or figure; `name` and `known` as in `evidence`. Raises UnknownName."""
        from tidings.show.explain import explanation_of

        known = known or self._known()
        anchor = anchor_named(name, known.picture, known.readings)
        part = known.threads().get(anchor.doc, known.picture)
        thread = [known.index.readings[d] for t in part.threads for d in t.documents if d in known.index.readings]
        return explanation_of(anchor, part, known.index, ties_of(anchor, part, thread))

    def _known(self) -> "Known":
        from tidings.show.index import index_of

        picture, readings = self.picture(), self.readings()
        return Known(picture, readings, index_of(picture, readings), lambda: each_thread(picture))
