"""A picture and its readings to rows that people look at: timeline, brief, claims, figures, differences. Every row carries its words."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from tidings.model.picture import ChangeKind, ContradictionKind, CrossEvent, Picture, Ref, Utterance
from tidings.model.reading import Claim, Event, Reading
from tidings.show.clauses import clause_span
from tidings.show.index import Index, day_of, index_of, outlet_of
from tidings.show.rows import (
    BriefLine,
    ClaimRow,
    DifferenceRow,
    FigurePointRow,
    FigureRow,
    ForesightRow,
    Telling,
    TimelineRow,
    Words,
)

# A brief is read at one sitting: so many lines of happenings, and so many of what else there is.
MOST_HAPPENINGS = 7
MOST_OF_A_KIND = 3


def timeline(
    picture: Picture, readings: Sequence[Reading], *, since: str | None = None, until: str | None = None
) -> tuple[TimelineRow, ...]:
    """What happened when, a row for each event of one status, in the order of days; what no text dates comes last.

    `since` and `until` are days, months or years: an event counts when its interval meets them.
    """
    index = index_of(picture, readings)
    rows = [row for event in picture.events if event.type != "other" or len(event.documents) > 1 for row in _rows_of(index, event)]
    kept = [row for row in rows if _meets(row.when, since, until)]
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
        # the fullest telling that is still one line of print stands for the row
        best = max(range(len(words)), key=lambda i: (min(len(words[i].text), 140), -i))
        refs = (words[best], *(w for i, w in enumerate(words) if i != best))
        actors = (index.actor((m.doc, a)) for m, r in told for a in r.actors)
        docs = tuple(dict.fromkeys(m.doc for m, _ in told))
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
                origins=_origins(index, [(m.doc, m.id) for m, _ in (told[best], *told)]),
                refs=refs,
                events=(event.id,),
            )
        )
    return rows


def _origins(index: Index, refs: Sequence[Ref]) -> tuple[str, ...]:
    """On whose word: each source once, copies collapsed; an outlet that tells it in its own voice is one."""
    found: list[str] = []
    for ref in refs:
        name = index.who(ref) or index.copied.get(ref[0]) or outlet_of(index.readings[ref[0]]) or ref[0]
        if not any(index.same_name(name, other) for other in found):
            found.append(name)
    return tuple(found)


def _meets(when: str | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    if when is None:
        return False
    first, _, last = when.partition("/")
    return (since is None or (last or first) >= since) and (until is None or first[: len(until)] <= until)


def claims(picture: Picture, readings: Sequence[Reading], *, about: str | None = None, by: str | None = None) -> tuple[ClaimRow, ...]:
    """Who says what on whose word, those told by most documents first. `about` is words of the content, `by` any name of the origin."""
    index = index_of(picture, readings)
    together = {ref: c.independent_origins for c in picture.corroboration for ref in c.claim_ids}
    rows = []
    for utterance in picture.claims:
        if by is not None and not (
            utterance.origin and (index.same_name(utterance.origin, by) or by.casefold() in utterance.origin.casefold())
        ):
            continue
        row = _claim_row(index, utterance, together)
        if row is not None and (about is None or all(w in row.words.casefold() for w in about.casefold().split())):
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


def _claim_row(index: Index, utterance: Utterance, together: dict[Ref, tuple[str, ...]]) -> ClaimRow | None:
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
    )


def figures(picture: Picture, readings: Sequence[Reading]) -> tuple[FigureRow, ...]:
    """Each counted thing through time, those with most values first."""
    index = index_of(picture, readings)
    rows = []
    for figure in picture.figures:
        points = []
        for p in figure.series:
            words = index.words(p.doc, (p.span,))
            sentence = index.words(p.doc, (index.sentence(p.doc, p.span),)) if p.doc in index.readings else None
            if words is not None and sentence is not None:
                points.append(
                    FigurePointRow(
                        as_of=p.as_of, value=p.value, low=p.low, high=p.high, source=p.source, words=words, sentence=sentence.text
                    )
                )
        if points:
            unit = getattr(index.records.get((figure.series[0].doc, figure.series[0].id)), "unit", None)
            rows.append(FigureRow(what=figure.what, unit=unit, points=tuple(points)))
    return tuple(sorted(rows, key=lambda r: (-len(r.points), r.what, r.points[0].words.doc)))


def differences(picture: Picture, readings: Sequence[Reading]) -> tuple[DifferenceRow, ...]:
    """Where accounts differ and what changed: both sides with their words, contradictions first."""
    index = index_of(picture, readings)
    opposed = [_difference(index, "contradiction", c.kind, c.why, c.a, c.b) for c in picture.contradictions]
    moved = [_difference(index, "change", c.kind, c.why, c.from_, c.to) for c in picture.changes]
    return tuple(row for row in (*opposed, *moved) if row is not None)


def _difference(
    index: Index, sort: Literal["contradiction", "change"], kind: ContradictionKind | ChangeKind, why: str | None, a: Ref, b: Ref
) -> DifferenceRow | None:
    first, second = _side(index, a), _side(index, b)
    if first is None or second is None:
        return None
    return DifferenceRow(sort=sort, kind=kind, why=why, a=first, b=second, a_who=index.who(a), b_who=index.who(b))


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
            evidence = tuple(w for ref in p.evidence if (w := index.words_of(ref)) is not None)
            rows.append(ForesightRow(who=p.who, words=words, horizon=p.horizon, outcome=p.outcome, evidence=evidence))
    return tuple(sorted(rows, key=lambda r: (r.outcome == "open", r.words.doc, r.words.spans)))


def brief(picture: Picture, readings: Sequence[Reading]) -> tuple[BriefLine, ...]:
    """The situation in some fifteen lines: what most documents tell, what is disputed, the figures that moved, what was foreseen.

    A line is the text's own words with who says so beside them; a line that `borne_out` refuses is not shown.
    """
    index = index_of(picture, readings)
    lines: list[BriefLine] = []
    rows = [r for r in timeline(picture, readings) if r.type != "other"]
    rows.sort(key=lambda r: (-len(r.origins), -len(r.documents), -(r.status == "actual"), r.when is None, r.refs[0].doc, r.refs[0].spans))
    for row in sorted(rows[:MOST_HAPPENINGS], key=lambda r: (r.when is None, r.when or "", r.refs[0].doc, r.refs[0].spans)):
        refs = row.refs[:1]
        lines.append(
            BriefLine(
                kind="event",
                text=row.what,
                refs=refs,
                status=row.status,
                who=row.origins[0],
                documents=len(row.documents),
                origins=len(row.origins),
            )
        )
    for difference in differences(picture, readings)[:MOST_OF_A_KIND]:
        text = f"{difference.a.text} ↔ {difference.b.text}"
        lines.append(
            BriefLine(
                kind="difference" if difference.sort == "contradiction" else "change",
                text=text,
                refs=(difference.a, difference.b),
                origins=2,
            )
        )
    for figure in [f for f in figures(picture, readings) if len(f.points) > 1][:MOST_OF_A_KIND]:
        points = sorted(figure.points, key=lambda p: p.as_of or "")
        text = " → ".join(dict.fromkeys(p.words.text for p in points))
        lines.append(BriefLine(kind="figure", text=text, refs=tuple(p.words for p in points), documents=len({p.words.doc for p in points})))
    for told in foresight(picture, readings)[:MOST_OF_A_KIND]:
        lines.append(BriefLine(kind="outlook", text=told.words.text, refs=(told.words, *told.evidence), who=told.who))
    return tuple(line for line in lines if borne_out(line, index))


def borne_out(line: BriefLine, index: Index) -> bool:
    """Whether every word of a line stands in the spans it rests on, in the documents themselves: a pass of its own over the texts."""
    texts = []
    for words in line.refs:
        reading = index.readings.get(words.doc)
        if reading is None:
            return False
        said = " … ".join(reading.document.text[start:end] for start, end in words.spans)
        if said != words.text:
            return False
        texts.append(said)
    pieces = [piece for part in line.text.split(" ↔ ") for piece in part.split(" → ")]
    return all(piece in texts for piece in pieces)
