"""A picture and its readings to rows that people look at: timeline, brief, claims, figures, differences. Every row carries its words."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, TypeVar

from tidings.match.stems import stem
from tidings.model.judgement import Judgement
from tidings.model.picture import ChangeKind, ContradictionKind, CrossEvent, Picture, Ref, Utterance
from tidings.model.reading import Claim, Event, Reading
from tidings.show.borne import unborne
from tidings.show.clauses import clause_span
from tidings.show.index import Index, day_of, index_of
from tidings.show.rows import (
    BriefLine,
    ClaimRow,
    DifferenceRow,
    FigurePointRow,
    FigureRow,
    ForesightRow,
    LineKind,
    Telling,
    TimelineRow,
    Words,
)
from tidings.show.sentences import of_brief, of_claim, of_foresight, of_point, of_sides, of_timeline

Row = TypeVar("Row", TimelineRow, ForesightRow)

# A brief is read at one sitting: so many lines of happenings, and so many of what else there is.
MOST_HAPPENINGS = 7
# Characters of one line of print.
LINE = 140
_WORD = re.compile(r"[^\W_]{3,}")
MOST_OF_A_KIND = 3
# What a brief names first where accounts differ: a number, a denial or a name is checked at a look, a judgement of things is argued over.
CONTRADICTIONS: tuple[ContradictionKind, ...] = ("number", "status", "actor", "place", "time", "wording", "assessment")


def timeline(
    picture: Picture, readings: Sequence[Reading], *, since: str | None = None, until: str | None = None, others: bool = False
) -> tuple[TimelineRow, ...]:
    """What happened when, a row for each event of one status, in the order of days; what no text dates comes last.

    `since` and `until` are days, months or years: an event counts when its interval meets them. What is none of PLOVER's types is
    shown where more than one document tells it, or, with `others`, always.
    """
    index = index_of(picture, readings)
    rows = [
        row for event in picture.events if others or event.type != "other" or len(event.documents) > 1 for row in _rows_of(index, event)
    ]
    kept = [row for row in rows if meets(row.when, since, until) and not unborne(of_timeline(row), index)]
    return tuple(sorted(kept, key=lambda r: (r.when is None, r.when or "", r.reported or "", r.refs[0].doc, r.refs[0].spans)))


def _rows_of(index: Index, event: CrossEvent) -> list[TimelineRow]:
    """A row for each status under which the event is told: a plan and its deed stand apart."""
    rows = []
    for status in dict.fromkeys(m.status for m in event.mentions):
        mentions = [m for m in event.mentions if m.status == status and (m.doc, m.id) in index.records]
        events = [(m, r) for m in mentions if isinstance(r := index.records[m.doc, m.id], Event)]
        found = [(m, r, w) for m, r in events if (w := index.words(m.doc, (clause_span(index, m.doc, r),))) is not None]
        told, words = [(m, r) for m, r, _ in found], [w for _, _, w in found]
        if not words:
            continue
        best = _plainest(words, [w.spans[0][0] == index.sentence(w.doc, w.spans[0])[0] for w in words])
        refs = (words[best], *(w for i, w in enumerate(words) if i != best))
        actors = (index.actor((m.doc, a)) for m, r in told for a in r.actors)
        docs = tuple(dict.fromkeys(m.doc for m, _ in told))
        records = tuple(dict.fromkeys((m.doc, m.id) for m, _ in (told[best], *told)))
        rows.append(
            TimelineRow(
                when=event.time,
                reported=min((d for doc in docs if (d := day_of(index.readings[doc]))), default=None),
                what=words[best].text,
                status=status,
                type=event.type,
                place=event.place,
                who=tuple(dict.fromkeys(a for a in actors if a)),
                documents=docs,
                origins=index.origins(records),
                refs=refs,
                events=(event.id,),
                records=records,
                others=tuple((m.doc, m.id) for m in event.mentions if (m.doc, m.id) not in records),
            )
        )
    return rows


def _plainest(tellings: Sequence[Words], begins: Sequence[bool]) -> int:
    """Which telling stands for all: the one whose words most of the others use too, of those first that begin their sentence.

    Each word of a telling counts by how many documents use it, a sum that the square root of the telling's length divides: undivided the
    longest would win, divided by the length itself the barest. What fills more than one line of print comes after what doesn't.
    """
    stems = [frozenset(map(stem, _WORD.findall(words.text.lower()))) for words in tellings]
    shares = Counter(word for _, word in {(words.doc, word) for words, told in zip(tellings, stems, strict=True) for word in told})
    worth = [sum(map(shares.__getitem__, told)) / max(1, len(told)) ** 0.5 for told in stems]
    return max(range(len(tellings)), key=lambda i: (len(tellings[i].text) <= LINE, begins[i] and len(stems[i]) > 3, worth[i], -i))


def meets(when: str | None, since: str | None, until: str | None) -> bool:
    """Whether a day or interval meets the stretch between two days, months or years; what is undated meets only all of time."""
    if since is None and until is None:
        return True
    if when is None:
        return False
    first, _, last = when.partition("/")
    return (since is None or (last or first) >= since) and (until is None or first[: len(until)] <= until)


def claims(
    picture: Picture, readings: Sequence[Reading], *, about: str | None = None, by: str | None = None, since: str | None = None
) -> tuple[ClaimRow, ...]:
    """Who says what on whose word, those told by most documents first. `about` is words of the content, `by` any name of the origin.

    `since` is a day, month or year: a claim counts when a document published then or later tells it; one of unknown date doesn't.
    """
    index = index_of(picture, readings)
    together = {ref: c.independent_origins for c in picture.corroboration for ref in c.claim_ids}
    rows = []
    for utterance in picture.claims:
        if by is not None and not (
            utterance.origin and (index.same_name(utterance.origin, by) or by.casefold() in utterance.origin.casefold())
        ):
            continue
        row = _claim_row(index, utterance, together, picture.judgements)
        if row is None or unborne(of_claim(row), index):
            continue
        if since is not None and not any((t.content.published or "") >= since for t in row.tellings):
            continue
        if about is None or all(w in row.words.casefold() for w in about.casefold().split()):
            rows.append(row)
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                -len(r.documents),
                -len(r.independent),
                r.origin is None,
                r.tellings[0].content.doc,
                r.tellings[0].content.spans,
            ),
        )
    )


def _claim_row(
    index: Index, utterance: Utterance, together: dict[Ref, tuple[str, ...]], judgements: Sequence[Judgement]
) -> ClaimRow | None:
    tellings = []
    for m in utterance.mentions:
        record = index.records.get((m.doc, m.id))
        content = index.words(m.doc, m.content)
        if not isinstance(record, Claim) or content is None:
            continue
        tellings.append(
            Telling(
                content=content,
                source=index.words(m.doc, (m.source,)) if m.source else None,
                cue=index.words(m.doc, (m.cue,)) if m.cue else None,
                chain=m.chain,
                via=record.via,
                hedges=tuple(w.text for h in record.hedges if (w := index.words(m.doc, (h,)))),
                style=record.style,
            )
        )
    if not tellings:
        return None
    # quoted words before reported ones, the fuller before the shorter
    tellings.sort(key=lambda t: (t.style == "indirect", -len(t.content.text), t.content.doc))
    records = [index.records[m.doc, m.id] for m in utterance.mentions if (m.doc, m.id) in index.records]
    stance = Counter(r.stance for r in records if isinstance(r, Claim)).most_common(1)[0][0]
    independent = next(
        (together[m.doc, m.id] for m in utterance.mentions if (m.doc, m.id) in together), (utterance.origin,) if utterance.origin else ()
    )
    return ClaimRow(
        id=utterance.id,
        words=tellings[0].content.text,
        origin=utterance.origin,
        chain=max((t.chain for t in tellings), key=len),
        status=utterance.mentions[0].status,
        stance=stance,
        documents=utterance.documents,
        independent=independent,
        tellings=tuple(tellings),
        records=tuple((m.doc, m.id) for m in utterance.mentions),
        judged=tuple(phrase_of(j) for j in judgements if j.undone is None and _is_of(j, utterance, index)),
    )


def _is_of(judgement: Judgement, utterance: Utterance, index: Index) -> bool:
    """Whether a grade, or a right or wrong, is of an utterance or of its source."""
    if judgement.source is not None:
        return utterance.origin is not None and index.same_name(utterance.origin, judgement.source)
    told = {(m.doc, m.id) for m in utterance.mentions}
    return judgement.verdict in ("grade", "right", "wrong") and any((a.doc, a.id) in told for a in judgement.on)


def phrase_of(judgement: Judgement) -> str:
    what = f"{'source ' if judgement.source else ''}graded {judgement.grade}" if judgement.grade else f"judged {judgement.verdict}"
    return f"{what} by {judgement.who}"


def figures(picture: Picture, readings: Sequence[Reading]) -> tuple[FigureRow, ...]:
    """Each counted thing through time, those with most values first."""
    index = index_of(picture, readings)
    rows = []
    for figure in picture.figures:
        points = []
        for p in figure.series:
            words = index.words(p.doc, (p.span,))
            sentence = index.words(p.doc, (index.sentence(p.doc, p.span),)) if p.doc in index.readings else None
            if words is None or sentence is None:
                continue
            point = FigurePointRow(
                as_of=p.as_of,
                value=p.value,
                low=p.low,
                high=p.high,
                source=p.source,
                words=words,
                sentence=sentence.text,
                record=(p.doc, p.id),
            )
            if not unborne(of_point(point), index):
                points.append(point)
        if points:
            unit = getattr(index.records.get((figure.series[0].doc, figure.series[0].id)), "unit", None)
            rows.append(FigureRow(what=figure.what, unit=unit, points=tuple(points)))
    return tuple(sorted(rows, key=lambda r: (-len(r.points), r.what, r.points[0].words.doc)))


def differences(picture: Picture, readings: Sequence[Reading]) -> tuple[DifferenceRow, ...]:
    """Where accounts differ and what changed: both sides with their words, contradictions first."""
    index = index_of(picture, readings)
    opposed = [_difference(index, "contradiction", c.kind, c.why, c.a, c.b) for c in picture.contradictions]
    moved = [_difference(index, "change", c.kind, c.why, c.from_, c.to) for c in picture.changes]
    return tuple(row for row in (*opposed, *moved) if row is not None and not any(unborne(side, index) for side in of_sides(row)))


def _difference(
    index: Index, sort: Literal["contradiction", "change"], kind: ContradictionKind | ChangeKind, why: str | None, a: Ref, b: Ref
) -> DifferenceRow | None:
    first, second = _side(index, a), _side(index, b)
    if first is None or second is None:
        return None
    return DifferenceRow(sort=sort, kind=kind, why=why, a=first, b=second, a_who=index.who(a), b_who=index.who(b), records=(a, b))


def _side(index: Index, ref: Ref) -> Words | None:
    record = index.records.get(ref)
    if record is not None and not isinstance(record, Claim | Event):
        return index.words(ref[0], (index.sentence(ref[0], record.span),))
    return index.words_of(ref)


def foresight(picture: Picture, readings: Sequence[Reading]) -> tuple[ForesightRow, ...]:
    """Who said what would be, and how it turned out as far as the documents show; the decided ones first."""
    index = index_of(picture, readings)
    rows = []
    for p in picture.predictions:
        words = index.words_of((p.doc, p.claim))
        if words is not None:
            evidence = tuple(w for ref in ([p.evidence] if p.evidence else []) if (w := index.words_of(ref)) is not None)
            row = ForesightRow(who=p.who, words=words, horizon=p.horizon, outcome=p.outcome, evidence=evidence, record=(p.doc, p.claim))
            if not unborne(of_foresight(row), index):
                rows.append(row)
    return tuple(sorted(rows, key=lambda r: (r.outcome == "open", r.words.doc, r.words.spans)))


def brief(picture: Picture, readings: Sequence[Reading]) -> tuple[BriefLine, ...]:
    """The situation in some fifteen lines: what most documents tell, what is disputed, the figures that moved, what was foreseen.

    A line is the texts' own words with who says so beside them; one that `unborne` finds fault with is not shown.
    """
    index = index_of(picture, readings)
    rows = [r for r in timeline(picture, readings) if r.type != "other"]
    rows.sort(key=lambda r: (-len(r.origins), -len(r.documents), -(r.status == "actual"), r.when is None, r.refs[0].doc, r.refs[0].spans))
    happened = sorted(_apart(rows, MOST_HAPPENINGS), key=lambda r: (r.when is None, r.when or "", r.refs[0].doc, r.refs[0].spans))
    differing = sorted(
        differences(picture, readings), key=lambda r: (r.sort == "change", r.kind not in CONTRADICTIONS or CONTRADICTIONS.index(r.kind))
    )
    lines = [
        *(_line_of_event(row) for row in happened),
        *(_line_of_difference(row) for row in differing[:MOST_OF_A_KIND]),
        *(_line_of_figure(row) for row in [f for f in figures(picture, readings) if len(f.points) > 1][:MOST_OF_A_KIND]),
        *(_line_of_foresight(row) for row in _apart(foresight(picture, readings), MOST_OF_A_KIND)),
    ]
    return tuple(line for line in lines if not unborne(of_brief(line), index))


def _apart(rows: Sequence[Row], most: int) -> list[Row]:
    """The first rows, none of which shows words that another one already shows."""
    kept: list[Row] = []
    for row in rows:
        words = row.refs[0] if isinstance(row, TimelineRow) else row.words
        others = (k.refs[0] if isinstance(k, TimelineRow) else k.words for k in kept)
        if not any(words.doc == o.doc and any(a < d and c < b for a, b in words.spans for c, d in o.spans) for o in others):
            kept.append(row)
        if len(kept) == most:
            break
    return kept


def _line_of_event(row: TimelineRow) -> BriefLine:
    return BriefLine(
        kind="event",
        pieces=(row.what,),
        refs=row.refs[:1],
        status=row.status,
        who=row.origins[0],
        when=row.when,
        place=row.place,
        documents=len(row.documents),
        origins=len(row.origins),
        records=row.records,
        others=row.others,
    )


def _line_of_difference(row: DifferenceRow) -> BriefLine:
    kind: LineKind = "difference" if row.sort == "contradiction" else "change"
    return BriefLine(kind=kind, pieces=(row.a.text, row.b.text), refs=(row.a, row.b), records=row.records)


def _line_of_figure(row: FigureRow) -> BriefLine:
    """The figure's numbers in the order of their days, each in the words that tell it first: "at least 28" and "28" are one number."""
    points = sorted(row.points, key=lambda p: p.as_of or "")
    numbers = [p.value if p.value is not None else (p.low, p.high) for p in points]
    told = [p for n, p in enumerate(points) if numbers[n] not in numbers[:n]]
    return BriefLine(
        kind="figure",
        pieces=tuple(p.words.text for p in told),
        refs=tuple(p.words for p in told),
        documents=len({p.words.doc for p in points}),
        records=tuple(p.record for p in told),
    )


def _line_of_foresight(row: ForesightRow) -> BriefLine:
    return BriefLine(kind="outlook", pieces=(row.words.text,), refs=(row.words, *row.evidence), who=row.who, records=(row.record,))
