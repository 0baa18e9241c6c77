"""A situation and a list of indicators: what came is looked through, what is news is kept and goes to every sink."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tidings.model.alert import Alert, Notice
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.ports import Clock, Notifier
from tidings.show.alerts import alerts, notice_of
from tidings.show.indicators import Watchlist
from tidings.situation import Situation, utc_now
from tidings.watch.sinks import Sink, delivered, sinks_of
from tidings.watch.webhook import post


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look gave: what was news, and a line for each sink that could not be reached; what is due to it is kept for the next look."""

    notices: tuple[Notice, ...] = ()
    faults: tuple[str, ...] = ()


class Watch:
    """Indicators held against a situation as documents come to it."""

    def __init__(self, situation: Situation, watchlist: Watchlist, *, notifier: Notifier = post, clock: Clock = utc_now) -> None:
        self.situation = situation
        self.watchlist = watchlist
        self._clock = clock
        self._sinks: tuple[Sink, ...] = sinks_of(watchlist, notifier)

    def look(self) -> Looked:
        """Looks through the threads that watched documents fell into since the last look, and through no other."""
        ledger = self.situation.ledger
        awaiting = ledger.awaiting()
        return self._told(self.situation.threads_with(awaiting) if awaiting else (), awaiting)

    def look_through_all(self) -> Looked:
        """Looks through all that is kept, and tells what was never told."""
        return self._told([(self.situation.picture(), self.situation.readings())], self.situation.ledger.awaiting())

    def standing(self) -> tuple[Alert, ...]:
        """The alerts that what is kept gives now, told before or not, under the ids by which they were told."""
        return self._known(alerts(self.situation.picture(), self.situation.readings(), self.watchlist.indicators))[0]

    def _told(self, parts: Iterable[tuple[Picture, Sequence[Reading]]], looked_at: Sequence[str]) -> Looked:
        ledger, at = self.situation.ledger, self._clock().isoformat(timespec="seconds")
        fresh = []
        for picture, readings in parts:
            found, before = self._known(alerts(picture, readings, self.watchlist.indicators))
            fresh += [n for alert in found if (n := notice_of(alert, before.get(alert.id), at)) is not None]
        if fresh or looked_at:
            fresh = list(ledger.tell(fresh, [sink.name for sink in self._sinks], looked_at))
        faults = (fault for sink in self._sinks if (fault := delivered(sink, ledger)) is not None)
        return Looked(notices=tuple(fresh), faults=tuple(faults))

    def _known(self, found: Sequence[Alert]) -> tuple[tuple[Alert, ...], dict[str, Notice]]:
        """The alerts under the ids by which they were told before, and what was told of them last.

        Where two alerts were one when it was told, the one that shares most with it goes on as that one, and the other is new.
        """
        before: dict[str, Notice] = {}
        known = []
        for alert in found:
            last = self.situation.ledger.told_of(alert.indicator_id, alert.marks)
            notice = next((n for n in last if n.alert.id not in before), None)
            if notice is None:
                known.append(alert)
            else:
                before[notice.alert.id] = notice
                known.append(replace(alert, id=notice.alert.id))
        return tuple(known), before
