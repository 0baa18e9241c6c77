"""Two pictures, of what could be known at two moments, to what came between them: new, revised, withdrawn, resolved."""

from collections.abc import Iterator, Sequence

from tidings.model.picture import Picture, Ref
from tidings.model.reading import Event, Reading, Status
from tidings.show.borne import unborne
from tidings.show.index import Index, index_of
from tidings.show.rows import DiffRow, News, TimelineRow
from tidings.show.sentences import of_diff
from tidings.show.views import claims, differences, figures, foresight, timeline

Known = tuple[Picture, Sequence[Reading]]
ORDER: tuple[News, ...] = ("new", "revised", "withdrawn", "resolved")


def diff(before: Known, after: Known) -> tuple[DiffRow, ...]:
    """What is new, revised, withdrawn or resolved, in this order; within each, what most documents tell first.

    Items are held against each other by the records that they stand for, so that an item which has gained a document is still the same.
    """
    index = index_of(*after)
    events = list(_events(before, after))
    in_events = {ref for row in events for ref in _claims_of(row, index)}
    rows = [*events, *(row for row in _claims(before, after) if not in_events.intersection(row.records))]
    rows += [*_figures(before, after), *_differences(before, after), *_predictions(before, after)]
    told = [row for row in rows if not unborne(of_diff(row), index)]
    return tuple(sorted(told, key=lambda r: (ORDER.index(r.news), -r.documents, r.when or "~", r.words.doc, r.words.spans, r.sort)))


def _events(before: Known, after: Known) -> Iterator[DiffRow]:
    """Happenings first told between the two moments, and those told under a status that nobody had told them under."""
    rows = timeline(*before, others=True)
    status: dict[Ref, TimelineRow] = {ref: row for row in rows for ref in row.others} | {ref: row for row in rows for ref in row.records}
    for row in timeline(*after):
        was = [status[ref] for ref in (*row.records, *row.others) if ref in status]
        if any(w.status == row.status for w in was):
            continue
        known = min(was, key=lambda w: (w.refs[0].doc, w.refs[0].spans), default=None)
        yield DiffRow(
            news="revised" if known else "new",
            sort="event",
            words=row.refs[0],
            before=known.refs[0] if known else None,
            how=f"{known.status} → {row.status}" if known else _unless_actual(row.status),
            when=row.when,
            who=row.origins[0],
            documents=len(row.documents),
            records=row.records,
        )


def _claims_of(row: DiffRow, index: Index) -> Iterator[Ref]:
    """The claims that tell of the event in a row: said once there, they need no row of their own."""
    for doc, name in row.records:
        record = index.records.get((doc, name))
        if isinstance(record, Event) and record.claim:
            yield doc, record.claim


def _unless_actual(status: Status) -> str | None:
    return None if status == "actual" else status


def _claims(before: Known, after: Known) -> Iterator[DiffRow]:
    known = {ref for row in claims(*before) for ref in row.records}
    for row in claims(*after):
        if not known.intersection(row.records):
            yield DiffRow(
                news="new",
                sort="claim",
                words=row.tellings[0].content,
                how=_unless_actual(row.status),
                who=row.origin,
                documents=len(row.documents),
                records=row.records,
            )


def _figures(before: Known, after: Known) -> Iterator[DiffRow]:
    """Counted things first told, and those whose latest value is another."""
    known = {point.record: row for row in figures(*before) for point in row.points}
    for row in figures(*after):
        was = [known[p.record] for p in row.points if p.record in known]
        last, fresh = row.points[-1], [p for p in row.points if p.record not in known]
        if not fresh or (was and _value(was[0].points[-1]) == _value(last)):
            continue
        yield DiffRow(
            news="revised" if was else "new",
            sort="figure",
            words=last.words,
            before=was[0].points[-1].words if was else None,
            how=row.what,
            when=last.as_of,
            who=last.source,
            documents=len({p.words.doc for p in row.points}),
            records=tuple(dict.fromkeys((last.record, *(p.record for p in fresh)))),
        )


def _value(point: object) -> tuple[object, ...]:
    return tuple(getattr(point, name) for name in ("value", "low", "high"))


def _differences(before: Known, after: Known) -> Iterator[DiffRow]:
    """Contradictions and changes not seen before: a correction or an account given up withdraws what stood; a change ends a contradiction."""
    known = {frozenset(row.records): row for row in differences(*before)}
    for row in differences(*after):
        was = known.get(frozenset(row.records))
        if was is not None and was.sort == row.sort:
            continue
        withdrawn = row.sort == "change" and row.kind in ("correction", "account")
        news: News = "withdrawn" if withdrawn else "resolved" if was else "revised" if row.sort == "change" else "new"
        yield DiffRow(
            news=news, sort="difference", words=row.b, before=row.a, how=f"{row.sort}: {row.kind}", who=row.b_who, records=row.records[::-1]
        )


def _predictions(before: Known, after: Known) -> Iterator[DiffRow]:
    known = {row.record: row.outcome for row in foresight(*before)}
    for row in foresight(*after):
        was = known.get(row.record)
        if was == row.outcome or (was is None and row.outcome == "open"):
            continue
        shown = row.evidence[0] if row.evidence else row.words
        yield DiffRow(
            news="resolved",
            sort="prediction",
            words=shown,
            before=row.words,
            how=row.outcome,
            when=row.horizon,
            who=row.who,
            records=(row.record,),
        )
