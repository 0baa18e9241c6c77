"""What the pages are served from: snapshots of a situation, held in memory and made anew, beside the requests, when documents or judgements come."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, TypeVar

from tidings.engine import picture_judged, picture_of
from tidings.model.ids import made_of
from tidings.model.judgement import Judgement
from tidings.model.note import Note
from tidings.model.picture import Picture, Ref
from tidings.model.reading import Reading
from tidings.show.diff import diff
from tidings.show.happenings import every_event
from tidings.show.rows import DiffRow
from tidings.situation import Situation
from tidings.web.snapshot import Snapshot, snapshot_of
from tidings.web.unsure import Question, questions_of
from tidings.web.worldmap import load_world

T = TypeVar("T")

# Seconds for which the ledger is not asked again whether something came: a page may be so much behind.
FRESH = 2.0
# Seconds that a page waits for a new snapshot before it shows the one before, and where there is none before, a page that says so.
PATIENCE, FIRST_PATIENCE = 1.0, 8.0
# Seconds for what a part of a page hangs on, before the page is shown without it.
MORE_PATIENCE, AGAIN_PATIENCE = 3.0, 0.05
# Snapshots and differences of other moments that are held; each holds rows of its own, while the readings are shared.
MOST_HELD = 6

Name = tuple[str, str, Any]
"""Of what hangs on a snapshot: the snapshot's mark, what it is, and what it was asked for."""


class BeingMade(Exception):
    """What was asked for takes longer than a page can wait; it is being made."""


def _prepare(snapshot: Snapshot) -> None:
    """Makes what a line's reasons and the list of events are found in, before somebody asks."""
    snapshot.known.threads()
    snapshot.once("events", lambda: every_event(snapshot.picture, snapshot.readings, snapshot.index))


def day_before_last(snapshot: Snapshot) -> str | None:
    """The last day of publication but one: since then there is what the latest documents changed."""
    return snapshot.days[-2][0] if len(snapshot.days) > 1 else None


class Desk:
    """The situation as pages need it. Safe to ask from many threads."""

    def __init__(self, situation: Situation, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self.situation = situation
        self._seconds = seconds
        self._lock = Lock()
        self._made: OrderedDict[Name, Future[Any]] = OrderedDict()
        self._last: dict[str | None, Snapshot] = {}
        self._mark: tuple[float, str] | None = None
        self._threads: tuple[str, dict[tuple[str, ...], Picture]] = ("", {})
        # a snapshot never waits behind what hangs on another
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="snapshot")
        self._helper = ThreadPoolExecutor(2, thread_name_prefix="changes")

    def at(self, moment: str | None) -> tuple[Snapshot, bool]:
        """The snapshot of what could be known at the moment (None: all that is kept), and whether a newer one is being made.

        Raises BeingMade when there is none yet.
        """
        future = self._snapshot_of(moment)
        before = self._last.get(moment)
        try:
            snapshot: Snapshot = future.result(timeout=PATIENCE if before else FIRST_PATIENCE)
        except NotYet:
            if before is None:
                raise BeingMade from None
            return before, True
        with self._lock:
            self._last[moment] = snapshot
            for other in [m for m in self._last if m is not None][:-MOST_HELD]:
                del self._last[other]
            # what hangs on an older snapshot is asked for no more
            for name in [n for n, f in self._made.items() if moment is None and n[0] != snapshot.mark and f.done()]:
                del self._made[name]
        return snapshot, snapshot.mark != self._marked()

    def changes(self, since: str, snapshot: Snapshot) -> tuple[DiffRow, ...]:
        """What was new, revised, withdrawn or resolved since a moment. Raises BeingMade."""
        begun = (snapshot.mark, "changes", (snapshot.moment, since)) in self._made
        try:
            # who asks again for what takes long is not kept waiting
            return self._diff_of(since, snapshot).result(timeout=AGAIN_PATIENCE if begun else MORE_PATIENCE)
        except NotYet:
            raise BeingMade from None

    def questions(self, snapshot: Snapshot, judgements: Sequence[Judgement]) -> tuple[Question, ...]:
        """What of a snapshot is unsure and not decided. Raises BeingMade."""
        judged = tuple((j.id, j.undone is not None) for j in judgements)
        try:
            return self._future((snapshot.mark, "questions", judged), lambda: questions_of(snapshot, judgements), self._helper).result(
                timeout=FIRST_PATIENCE
            )
        except NotYet:
            raise BeingMade from None

    def alerts(self, snapshot: Snapshot, alerts: Callable[[Snapshot], T]) -> T:
        """What of a snapshot somebody is to be warned of. Raises BeingMade."""
        try:
            return self._future((snapshot.mark, "alerts", snapshot.moment), lambda: alerts(snapshot), self._helper).result(
                timeout=FIRST_PATIENCE
            )
        except NotYet:
            raise BeingMade from None

    def notes(self) -> tuple[Note, ...]:
        """The notes that stand."""
        return tuple(n for n in self.situation.notes() if n.undone is None)

    def noted(self) -> dict[Ref, int]:
        """How many notes there are on each record."""
        return dict(Counter((n.document, n.on.id) for n in self.notes() if n.on))

    def look_again(self) -> None:
        """Makes the next page ask the ledger, whatever was seen last: after something was judged here."""
        with self._lock:
            self._mark = None

    def warm(self) -> None:
        """Begins with what the first page needs, and the first map."""
        self._helper.submit(self._warm)
        Thread(target=load_world, daemon=True).start()

    def _warm(self) -> None:
        snapshot = self._snapshot_of(None).result()
        if since := day_before_last(snapshot):
            self._diff_of(since, snapshot)

    def close(self) -> None:
        """Ends the work that runs beside the requests."""
        for worker in (self._worker, self._helper):
            worker.shutdown(wait=False, cancel_futures=True)

    def _marked(self) -> str:
        """The same as long as neither documents nor judgements came."""
        now = self._seconds()
        with self._lock:
            if self._mark and now - self._mark[0] < FRESH:
                return self._mark[1]
        ledger = self.situation.ledger
        judged = (part for j in ledger.judgements() for part in (j.id, "undone" if j.undone else ""))
        mark = made_of("s", ledger.digest(), *judged)
        with self._lock:
            self._mark = now, mark
        return mark

    def _snapshot_of(self, moment: str | None) -> "Future[Snapshot]":
        """The snapshot of what is kept now; or one that is still being made of what was kept before, since one at a time is enough."""
        mark = self._marked()
        with self._lock:
            making = next((f for n, f in self._made.items() if n[1:] == ("snapshot", moment) and not f.done()), None)
        return making or self._future((mark, "snapshot", moment), lambda: self._snapshot(mark, moment), self._worker)

    def _diff_of(self, since: str, snapshot: Snapshot) -> "Future[tuple[DiffRow, ...]]":
        name = snapshot.mark, "changes", (snapshot.moment, since)
        return self._future(name, lambda: self._diff(since, snapshot), self._helper)

    def _future(self, name: Name, make: Callable[[], T], worker: ThreadPoolExecutor) -> "Future[T]":
        with self._lock:
            future = self._made.get(name)
            if future is None or (future.done() and future.exception() is not None):
                future = self._made[name] = worker.submit(make)
            self._made.move_to_end(name)
            while len(self._made) > 2 * MOST_HELD:
                self._made.popitem(last=False)
        return future

    def _snapshot(self, mark: str, moment: str | None) -> Snapshot:
        if moment is None:
            snapshot = snapshot_of(mark, None, self.situation.picture(), self.situation.readings())
            with suppress(RuntimeError):  # the desk was closed meanwhile
                self._helper.submit(_prepare, snapshot)
            return snapshot
        before = self._last.get(None)
        kept = before.readings if before and before.mark == mark else self.situation.readings()
        readings = tuple(r for r in kept if r.document.published.was_by(moment))
        picture = self._picture_then(mark, readings)
        return snapshot_of(mark, moment, picture, readings)

    def _diff(self, since: str, after: Snapshot) -> tuple[DiffRow, ...]:
        """Of the threads alone that documents came into: what stands in the others is as it was."""
        came = {r.document.id for r in after.readings if not r.document.published.was_by(since)}
        touched = {document for thread in after.picture.threads if not came.isdisjoint(thread.documents) for document in thread.documents}
        now = tuple(r for r in after.readings if r.document.id in touched)
        then = tuple(r for r in now if r.document.id not in came)
        return diff((self._picture_then(after.mark, then), then), (self._picture_then(after.mark, now), now))

    def _picture_then(self, mark: str, readings: tuple[Reading, ...]) -> Picture:
        """The picture of what was known then: of the threads that had all their documents already, what is held serves any later moment."""
        with self._lock:
            if self._threads[0] != mark:
                self._threads = mark, {}
            held = self._threads[1]
        return picture_judged(picture_of(readings, held), readings, self.situation.judgements())
