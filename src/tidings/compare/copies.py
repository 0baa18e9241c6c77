"""Readings in, out the documents that are one report: identical, revised or shared wire text, whole or a passage, with its origin."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from tidings.compare.cites import find_cites, outlet_of
from tidings.compare.credits import credited_to, origin_of
from tidings.compare.passages import Shared, pairs_sharing, shared_by, texts_of
from tidings.compare.translations import Translated, find_translated
from tidings.model.picture import Cite, Copy, CopyKind
from tidings.model.reading import Reading

# Most of the shorter one's news: half of its words, or the sentence "is for the most part the other's" would be false.
WHOLE_SHARE = 0.5
# Nothing of the report was changed but a name or a mark: an abridged one lacks more than this.
IDENTICAL_SHARE = 0.97
# Two sentences of 20 words: shorter runs are names with their titles, or the one sentence that everybody copies from a statement.
LEAST_WORDS = 40
# Within one outlet, sentences are kept ready and used again: a passage counts from a paragraph of five sentences, on the same day.
OWN_LEAST_WORDS, OWN_DAYS = 100, 1
# Copies are printed while the report is news; wire text of two weeks ago that stands in two documents is background by then.
WIRE_DAYS = 14
# A pair is aligned when it has this many runs of eight words in common: fewer can't make up two sentences.
LEAST_RUNS = 12


def find_copies(readings: Sequence[Reading], cites: Sequence[Cite] | None = None) -> tuple[Copy, ...]:
    """One item for each group of documents of which every two are one report, or share a passage of one.

    Comes first, before anything is counted; `cites` is what `find_cites` gave (found here when not given): where one tells what the
    other reported and says so, the words they share make no part of a copy. Pairs come from an index of word runs, so the work grows with
    what is shared, not with the square of the documents.
    """
    cites = find_cites(readings) if cites is None else cites
    told = {frozenset((cite.document, other)) for cite in cites for other in cite.documents}
    whole: dict[tuple[str, str], Shared] = {}
    items = []
    texts = texts_of(readings)
    for a, b in pairs_sharing(texts, LEAST_RUNS):
        shared = shared_by(a, b)
        if _is_whole(shared):
            whole[a.id, b.id] = shared
        elif frozenset((a.id, b.id)) not in told and _is_part(shared):
            items.append(_copy([a.id, b.id], [shared], "part"))
    items += [_translated(t) for t in find_translated(texts) if (t.a.id, t.b.id) not in whole and frozenset((t.a.id, t.b.id)) not in told]
    kinds = {pair: (_kind(shared), origin_of(shared.a.reading, shared.b.reading)) for pair, shared in whole.items()}
    for group in _groups(kinds, {pair: shared.share for pair, shared in whole.items()}):
        items.append(_copy(group, [whole[pair] for pair in combinations(group, 2)], "whole"))
    return tuple(sorted(items, key=lambda c: (c.documents, c.extent)))


def _translated(pair: Translated) -> Copy:
    """A pair that is one report in other words. Who wrote first is known only where one of them says so."""
    return Copy(
        documents=(pair.a.id, pair.b.id),
        kind="translated",
        extent="whole",
        origin=next(iter(credited), None) if len(credited := {c for t in (pair.a, pair.b) if (c := credited_to(t.reading))}) == 1 else None,
        score=round(pair.share, 3),
        why=f"{pair.kept} of {pair.of} names and numbers of the shorter one stand in the other in the same order",
    )


def _is_whole(shared: Shared) -> bool:
    return shared.share >= WHOLE_SHARE and shared.news >= LEAST_WORDS and _is_of_one_time(shared, WIRE_DAYS)


def _is_part(shared: Shared) -> bool:
    own = shared.a.reading.document.outlet is not None and outlet_of(shared.a.reading) == outlet_of(shared.b.reading)
    if own:
        return shared.news >= OWN_LEAST_WORDS and _is_of_one_time(shared, OWN_DAYS)
    return shared.news >= LEAST_WORDS and _is_of_one_time(shared, WIRE_DAYS)


def _is_of_one_time(shared: Shared, days: int) -> bool:
    apart = shared.days_apart()
    return apart is None or apart <= days


def _kind(shared: Shared) -> CopyKind:
    outlets = {outlet_of(shared.a.reading), outlet_of(shared.b.reading)}
    if len(outlets - {None}) == 2 or (None in outlets and credited_to(shared.a.reading) and credited_to(shared.b.reading)):
        return "shared wire"
    same = min(shared.news / max(1, sum(shared.a.news)), shared.news / max(1, sum(shared.b.news)))
    return "identical" if same >= IDENTICAL_SHARE else "revised"


def _groups(kinds: Mapping[tuple[str, str], tuple[CopyKind, str | None]], shares: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """The largest groups, the strongest pairs first, in which every two are copies of one kind and origin; each pair in one group."""
    left = dict(sorted(kinds.items(), key=lambda item: (-shares[item[0]], item[0])))
    groups = []
    while left:
        pair, kind = next(iter(left.items()))
        group = list(pair)
        for other in sorted({d for p in left for d in p} - set(group)):
            if all(left.get((min(other, d), max(other, d))) == kind for d in group):
                group.append(other)
        groups.append(tuple(sorted(group)))
        for p in combinations(sorted(group), 2):
            left.pop(p, None)
    return groups


def _copy(group: Sequence[str], pairs: Sequence[Shared], extent: str) -> Copy:
    spans = {(pair.a.id, *p.a) for pair in pairs for p in pair.passages} | {(pair.b.id, *p.b) for pair in pairs for p in pair.passages}
    weakest = min(pairs, key=lambda s: (s.share, s.a.id, s.b.id))
    return Copy(
        documents=tuple(sorted(group)),
        kind=_kind(weakest),
        extent="part" if extent == "part" else "whole",
        origin=origin_of(weakest.a.reading, weakest.b.reading),
        spans=tuple(sorted(spans)),
        score=round(weakest.share, 3),
        why=f"{weakest.news} words outside quotation marks are the same, of {weakest.of} of the shorter one",
    )
