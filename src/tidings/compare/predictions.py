"""Readings and linked events in, out who said that something will or may happen, and how it turned out; and the count of it by source."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tidings.compare.ahead import NOT_AHEAD, looks_ahead
from tidings.compare.counts import claim_over, quantities_of
from tidings.compare.horizons import horizon_of
from tidings.compare.meant import Meant
from tidings.compare.outcomes import Later
from tidings.compare.passages import by_id
from tidings.model.picture import Actor, Change, CrossEvent, Figure, Prediction, Ref, TrackRecord, Utterance
from tidings.model.reading import Claim, Reading
from tidings.model.span import holds, words_of

# A 95 % interval: the quantile of the normal distribution.
Z = 1.959964

# "Residents may use the old bridge again, the road office said": who decides allows, and foretells nothing.
_ALLOWED = re.compile(
    r"(?:the |all |only )?(?:\w+ ){0,2}(?:residents|drivers|visitors|passengers|people|citizens|motorists|pupils|students|customers|shops|schools|restaurants"
    r"|ships|boats|cars|lorries|trucks|trains|members|guests|tourists|farmers|fishermen|workers|parents|travell?ers|voters|families|children)"
    r" may (?:now |again |only |not |once more )*(?:use|enter|leave|return|open|reopen|visit|travel|cross|pass|swim|drive|park|stay|keep|bring|take|buy|sell|go|work|carry|ride)\b",
    re.IGNORECASE,
)
# "Expects the dam to burst": what looks ahead is the cue.
_EXPECTS = re.compile(r"\b(?:expects?|predicts?|forecasts?|foresees?|anticipates?|reckons? on|bets? on)\b", re.IGNORECASE)
_TO_BE = re.compile(r"\bto (?!have\b)[a-z]+")
_RULES = re.compile(
    r"\b(?:offices?|ministry|ministers?|council|authorit\w+|agency|government|police|mayor|court|department|board|administration|commission|company|operator|school"
    r"|university|parliament|city|town|army)\b",
    re.IGNORECASE,
)


def find_predictions(
    readings: Sequence[Reading],
    events: Sequence[CrossEvent] = (),
    actors: Sequence[Actor] = (),
    figures: Sequence[Figure] = (),
    claims: Sequence[Utterance] = (),
) -> tuple[Prediction, ...]:
    """The claims that say what will, may or is going to happen. Needs `link_actors`, `find_figures` and `link_claims`, for outcomes.

    An outcome is found when a document published later tells, as happened or as not happened, what the claim spoke of, or gives the number
    that it named; else it is open. Of "X will not come", X's not coming is `happened`. Said once and told twice, it has one outcome.
    """
    meant = Meant(readings, actors)
    ordered = by_id(readings)
    later = Later(ordered, meant, figures)
    found = []
    for reading in ordered:
        for claim in reading.claims:
            if is_prediction(reading, claim):
                outcome = later.outcome_of(reading, claim, horizon_of(reading, claim))
                found.append(
                    Prediction(
                        doc=reading.document.id,
                        claim=claim.id,
                        outcome=outcome.outcome,
                        who=_who(claim, meant),
                        horizon=horizon_of(reading, claim),
                        evidence=outcome.evidence,
                        why=outcome.why,
                    )
                )
    return tuple(sorted(_shared(found, claims), key=lambda p: (p.doc, p.claim)))


def _shared(found: Sequence[Prediction], claims: Sequence[Utterance]) -> Iterator[Prediction]:
    """The predictions, in which what one telling of an utterance was decided by decides the others too."""
    item_of = {(m.doc, m.id): k.id for k in claims for m in k.mentions}
    decided: dict[str, Prediction] = {}
    for p in sorted(found, key=lambda p: (p.doc, p.claim)):
        if p.outcome != "open" and (item := item_of.get((p.doc, p.claim))):
            decided.setdefault(item, p)
    for p in found:
        same = decided.get(item_of.get((p.doc, p.claim), ""))
        yield replace(p, outcome=same.outcome, evidence=same.evidence, why=same.why) if same and p.outcome == "open" else p


def is_prediction(reading: Reading, claim: Claim) -> bool:
    """Whether the claim's content says what is to come, asserted by its source and not by another whom it quotes in turn."""
    if claim.stance in ("questions", "demands"):
        return False
    text = _own_words(reading, claim)
    if _ALLOWED.match(text.strip(' “"')) and claim.chain and _RULES.search(claim.chain[-1].name):
        return False
    if claim.cue and _EXPECTS.search(reading.document.text[slice(*claim.cue)]) and _TO_BE.search(text):
        return True
    return any(looks_ahead(sentence) for sentence in re.findall(r"[^.?!]+[.?!]*", NOT_AHEAD.sub(" ", text)))


def _own_words(reading: Reading, claim: Claim) -> str:
    """The content without what others foretell inside it, and their cues."""
    inside = [
        part
        for other in reading.claims
        if other is not claim and other.cue and other.chain and other.chain[-1:] != claim.chain[-1:]
        if looks_ahead(words_of(reading.document.text, other.content))
        if all(any(holds(part, span) for part in claim.content) for span in (*other.content, other.cue))
        for part in (*other.content, other.cue)
    ]
    text = reading.document.text
    return " ".join(
        "".join(char for at, char in enumerate(text[start:end], start) if not any(s <= at < e for s, e in inside))
        for start, end in claim.content
    )


def _who(claim: Claim, meant: Meant) -> str | None:
    if not claim.chain:
        return None
    name = claim.chain[-1].name
    return meant.shown(meant.name(name), name)


def track_record(
    predictions: Sequence[Prediction], changes: Sequence[Change] = (), readings: Sequence[Reading] = (), claims: Sequence[Utterance] = ()
) -> tuple[TrackRecord, ...]:
    """For each source: how its predictions turned out and what it took back. Needs `find_predictions`, and `find_changes` for the latter.

    The interval is Wilson's for a share (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22, 1927): it keeps within 0 and 1 and is honest about few cases. Open ones don't enter it.
    """
    utterance = {(m.doc, m.id): u.id for u in claims for m in u.mentions}
    by_who: dict[str, list[Prediction]] = defaultdict(list)
    seen: dict[tuple[str, str], Prediction] = {}
    for prediction in sorted(predictions, key=lambda p: (p.outcome == "open", p.doc, p.claim)):
        if prediction.who:
            once = prediction.who, utterance.get((prediction.doc, prediction.claim), f"{prediction.doc} {prediction.claim}")
            # said once and told twice counts once, and as decided if one telling is
            if seen.setdefault(once, prediction) is prediction:
                by_who[prediction.who].append(prediction)
    reversals = _reversals(changes, readings)
    rows = []
    for who, made in sorted(by_who.items()):
        outcomes = Counter(p.outcome for p in made)
        low, high = wilson(outcomes["happened"], outcomes["happened"] + outcomes["did not happen"])
        taken_back = tuple(sorted(reversals.get(who, ())))
        rows.append(
            TrackRecord(
                who=who,
                happened=outcomes["happened"],
                did_not_happen=outcomes["did not happen"],
                open=outcomes["open"],
                reversed=len(taken_back),
                low=low,
                high=high,
                predictions=tuple(sorted((p.doc, p.claim) for p in made)),
                changes=taken_back,
            )
        )
    return tuple(rows)


def wilson(borne_out: int, decided: int) -> tuple[float | None, float | None]:
    """The bounds of a 95 % interval for a share, or None and None when nothing was decided."""
    if decided == 0:
        return None, None
    share = borne_out / decided
    middle = share + Z * Z / (2 * decided)
    spread = Z * math.sqrt(share * (1 - share) / decided + Z * Z / (4 * decided * decided))
    scale = 1 + Z * Z / decided
    return round(max(0.0, (middle - spread) / scale), 3), round(min(1.0, (middle + spread) / scale), 3)


def _reversals(changes: Iterable[Change], readings: Sequence[Reading]) -> dict[str, list[tuple[Ref, Ref]]]:
    """What each source took back: its own accounts and corrections."""
    chains = {(r.document.id, c.id): c.chain for r in readings for c in r.claims}
    # a number is its claim's source's
    chains |= {(r.document.id, q.id): c.chain for r in readings for q, _ in quantities_of(r) if (c := claim_over(r, q.span))}
    found: dict[str, list[tuple[Ref, Ref]]] = defaultdict(list)
    for change in changes:
        chain = chains.get(change.from_, ())
        if change.kind in ("account", "correction") and chain:
            found[chain[-1].name].append((change.from_, change.to))
    return found
