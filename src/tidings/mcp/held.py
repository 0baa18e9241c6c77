"""A situation to what tools answer from: its picture and rows as of a moment, made at the first question and held until something comes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from tidings.model.ids import made_of
from tidings.model.picture import Picture, Ref
from tidings.model.reading import Reading
from tidings.show import views
from tidings.show.index import Index, index_of
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, FigureRow, TimelineRow
from tidings.situation import Situation

T = TypeVar("T")
# Moments that are held beside each other: an assistant compares two, seldom more.
MOST_HELD = 3


@dataclass(frozen=True, eq=False)
class View:
    """The situation as it could be known at one moment, with each kind of rows made when it is first asked for."""

    picture: Picture
    readings: tuple[Reading, ...]
    _made: dict[str, Any] = field(default_factory=dict)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    @property
    def index(self) -> Index:
        return self._once("index", lambda: index_of(self.picture, self.readings))

    @property
    def claims(self) -> tuple[ClaimRow, ...]:
        return self._once("claims", lambda: views.claims(self.picture, self.readings))

    @property
    def claims_by_record(self) -> dict[Ref, ClaimRow]:
        return self._once("by record", lambda: {record: row for row in self.claims for record in row.records})

    @property
    def timeline(self) -> tuple[TimelineRow, ...]:
        return self._once("timeline", lambda: views.timeline(self.picture, self.readings))

    @property
    def differences(self) -> tuple[DifferenceRow, ...]:
        return self._once("differences", lambda: views.differences(self.picture, self.readings))

    @property
    def figures(self) -> tuple[FigureRow, ...]:
        return self._once("figures", lambda: views.figures(self.picture, self.readings))

    @property
    def brief(self) -> tuple[BriefLine, ...]:
        return self._once("brief", lambda: views.brief(self.picture, self.readings))


class Held:
    """The views of a situation, asked for from many threads; one is made at a time."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._lock = Lock()
        self._views: OrderedDict[tuple[str, str | None], View] = OrderedDict()

    def at(self, moment: str | None) -> View:
        """The view of what could be known at the moment; of all that is kept where it is None."""
        with self._lock:
            ledger = self.situation.ledger
            judged = (part for j in ledger.judgements() for part in (j.id, "undone" if j.undone else ""))
            name = made_of("s", ledger.digest(), *judged), moment
            if name not in self._views:
                then = self.situation.as_known(moment) if moment else self.situation
                self._views[name] = View(then.picture(), then.readings())
            self._views.move_to_end(name)
            while len(self._views) > MOST_HELD:
                self._views.popitem(last=False)
            return self._views[name]
