"""What the program is unsure of, for a person to decide: pairs of records, the least sure first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from tidings.model.ids import made_of
from tidings.model.judgement import Judgement, Verdict
from tidings.model.picture import Ref
from tidings.show.exports.lists import WORDS, words_cells
from tidings.show.exports.table import Table
from tidings.show.index import Index
from tidings.show.rows import Words
from tidings.web.snapshot import Snapshot

Answer = tuple[Verdict, str]
"""A verdict, and how the page words it."""

# Of an item that joins many records so many are laid beside its first: the least like it would be asked about first anyway.
MOST_OF_ONE = 3
# The queue is as long as somebody may work through; when it is decided there is more.
MOST = 2000

BOTH_HOLD: tuple[Answer, Answer] = ("agree", "they can"), ("contradict", "they can’t")
AGREES: tuple[Answer, Answer] = ("agree", "the same"), ("contradict", "they contradict")
ONE_UTTERANCE: tuple[Answer, Answer] = ("same", "one utterance"), ("different", "two")
ONE_EVENT: tuple[Answer, Answer] = ("same", "one event"), ("different", "two")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two records, what is asked of them, and the verdicts that a yes and a no stand for; `score` is from 0 (unsure) to 1, `why` its reason."""

    id: str
    sort: str
    asks: str
    yes: Verdict
    no: Verdict
    yes_words: str
    no_words: str
    a: Ref
    b: Ref
    a_words: Words
    b_words: Words
    a_who: str | None
    b_who: str | None
    score: float
    why: str
    is_disputed: bool = False


def questions_of(snapshot: Snapshot, judgements: Sequence[Judgement]) -> tuple[Question, ...]:
    """What nobody has decided yet, and what people decided in two ways; these first, then the least sure."""
    decided: defaultdict[frozenset[Ref], set[tuple[str, str]]] = defaultdict(set)
    for judgement in judgements:
        if judgement.undone is None and len(judgement.on) == 2:
            decided[frozenset((a.doc, a.id) for a in judgement.on)].add((judgement.verdict, judgement.who))
    found: dict[frozenset[Ref], Question] = {}
    for question in (*_contradictions(snapshot), *_agreements(snapshot), *_claims(snapshot), *_events(snapshot)):
        pair = frozenset((question.a, question.b))
        said = decided.get(pair, set())
        is_disputed = len({verdict for verdict, _ in said}) > 1 and len({who for _, who in said}) > 1
        if pair in found or (said and not is_disputed):
            continue
        found[pair] = replace(question, is_disputed=is_disputed)
    return tuple(sorted(found.values(), key=lambda q: (not q.is_disputed, q.score, q.id))[:MOST])


def _contradictions(snapshot: Snapshot) -> Iterable[Question]:
    for c in snapshot.picture.contradictions:
        yield from _asked(
            snapshot,
            "contradiction",
            "Can both of these hold?",
            ("agree", "they can"),
            ("contradict", "they can’t"),
            c.a,
            c.b,
            c.score,
            c.why,
        )


def _agreements(snapshot: Snapshot) -> Iterable[Question]:
    for c in snapshot.picture.corroboration:
        first = snapshot.claims_by_record.get(c.claim_ids[0])
        for other in c.claim_ids[1 : 1 + MOST_OF_ONE]:
            if first is not None and other not in first.records:
                yield from _asked(snapshot, "agreement", "Do these say the same?", *AGREES, c.claim_ids[0], other, c.score, c.why)


def _claims(snapshot: Snapshot) -> Iterable[Question]:
    for row in snapshot.claims:
        if len(row.documents) > 1:
            for a, b in _unlike(row.records, snapshot.index):
                yield from _asked(snapshot, "one claim", "Are these one utterance, told twice?", *ONE_UTTERANCE, a, b, None, None)


def _events(snapshot: Snapshot) -> Iterable[Question]:
    for event in snapshot.picture.events:
        if len(event.documents) > 1 and event.type != "other":
            refs = tuple((m.doc, m.id) for m in event.mentions)
            for a, b in _unlike(refs, snapshot.index):
                yield from _asked(snapshot, "one event", "Is this one event?", *ONE_EVENT, a, b, event.score, event.why)


def _unlike(refs: Sequence[Ref], index: Index) -> list[tuple[Ref, Ref]]:
    """The first record beside those of other documents that are least like it."""
    told = [(ref, words.text) for ref in refs[:40] if (words := index.words_of(ref)) is not None]
    pairs = [(fuzz.token_set_ratio(told[0][1], text), told[0][0], ref) for ref, text in told[1:] if ref[0] != told[0][0][0]] if told else []
    return [(a, b) for _, a, b in sorted(pairs)[:MOST_OF_ONE]]


def _asked(
    snapshot: Snapshot,
    sort: str,
    asks: str,
    yes: Answer,
    no: Answer,
    a: Ref,
    b: Ref,
    score: float | None,
    why: str | None,
) -> Iterable[Question]:
    """The question, when both records are there, of one sort, and their words are not the same to the letter."""
    first, second = snapshot.index.words_of(a), snapshot.index.words_of(b)
    if first is None or second is None or a[1][:1] != b[1][:1] or " ".join(first.text.split()) == " ".join(second.text.split()):
        return
    alike = fuzz.token_set_ratio(first.text.casefold(), second.text.casefold()) / 100
    yield Question(
        id=made_of("r", sort, *a, *b),
        sort=sort,
        asks=asks,
        yes=yes[0],
        no=no[0],
        yes_words=yes[1],
        no_words=no[1],
        a=a,
        b=b,
        a_words=first,
        b_words=second,
        a_who=snapshot.index.who(a),
        b_who=snapshot.index.who(b),
        score=round(score if score is not None else alike, 2),
        why=f"scored: {why}" if score is not None and why else why or "by how many of the words are shared",
    )


def table_of_questions(questions: Sequence[Question]) -> Table:
    """The queue as a table: what is asked, how sure the program is, and both sides with their words."""
    sides = (f"{side}_{name}" for side in "ab" for name in ("who", *WORDS.split()))
    rows = ((q.sort, q.asks, q.score, q.why, q.a_who, *words_cells(q.a_words), q.b_who, *words_cells(q.b_words)) for q in questions)
    return Table(("sort", "asks", "sureness", "why", *sides), tuple(rows))
