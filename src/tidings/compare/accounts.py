"""Readings and their claims in, out pairs of accounts that cannot both hold: who did it, accident or attack, everybody saved or some lost."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidings.compare.contents import Said, denied, overlap, stems_of
from tidings.compare.events import FRAMES
from tidings.compare.meant import any_fit
from tidings.know.accounts import Trait, place_of, traits_of
from tidings.know.voices import party_of
from tidings.match.texts import words_in
from tidings.model.picture import Contradiction, ContradictionKind
from tidings.model.reading import Event, Reading
from tidings.model.span import holds, words_of

# Two accounts that a report sets side by side stand this many sentences apart at most.
BESIDE = 2
# Whom a report names as lost may stand farther from those whom it calls saved.
BESIDE_LOST = 5
# Farther apart, or in two reports, two accounts are of one thing when they have so many telling words in common, names aside.
LEAST_COMMON = 2
# Of one pair of sides no more than this many pairs of claims are shown, those that have most in common first: the others repeat them.
MOST_SHOWN = 3


# Deeds that the other side complains of.
HOSTILE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "THREATEN"})


@dataclass(frozen=True, slots=True)
class Account:
    """A claim as an account: whose state speaks, whom it blames for a deed or clears of it, and what its words show."""

    said: Said
    text: str
    sentence: int
    side: str | None
    blames: frozenset[str]
    clears: bool
    traits: frozenset[Trait]


def find_opposed(everything: Sequence[Said], texts: Mapping[str, Reading], sides: Mapping[str, str]) -> list[Contradiction]:
    """Pairs of accounts by different sides that cannot both hold, each with the words that show it.

    Only accounts of one story that a report sets side by side, or that have telling words in common, are compared.
    """
    by_story: dict[str, list[Account]] = defaultdict(list)
    for said in everything:
        if said.claim.stance in ("asserts", "denies"):
            by_story[said.story].append(_account(said, texts[said.doc], sides))
    found = []
    for _, accounts in sorted(by_story.items()):
        for kind, why, pairs in (
            ("actor", "each blames the other side", _pairs(accounts, _blames, _accuse_each_other)),
            ("actor", "an accident by one account, an attack by the other", _pairs(accounts, _causes, _differ_in_cause)),
            ("status", "everybody safe by one account, some lost by the other", _pairs(accounts, _fates, _differ_in_fate)),
            ("status", "blamed, and denied", _pairs(accounts, _blame_or_clearing, _blame_denied)),
            ("assessment", "sure by one account, open by the other", _pairs(accounts, _certainties, _differ_in_certainty)),
            ("assessment", "done for different reasons", _pairs(accounts, _reasons, _differ_in_reason)),
            ("assessment", "with an effect by one account, without by the other", _pairs(accounts, _effects, _differ_in_effect)),
        ):
            found += _shown(pairs, kind, why)  # type: ignore[arg-type]
    return found


# What is asked, or holds only if something else does, blames nobody.
_OPEN = re.compile(r"\W*(?:if|whether|unless)\b|.*\bwhether\b", re.IGNORECASE | re.DOTALL)
_ALLEGED = re.compile(r"\b(?:alleged(?:ly)?|so-called|supposed(?:ly)?|purported(?:ly)?)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)


def _is_told(event: Event, said: Said, text: str) -> bool:
    """Whether a claim tells of a deed as done: an assault inside its content, not the war as a whole, and not one that it calls alleged."""
    return (
        event.type in HOSTILE
        and event.status in ("actual", "possible")
        and event.lemma.lower() not in FRAMES
        and any(holds(part, event.trigger) for part in said.claim.content)
        and not _ALLEGED.search(text[max(0, event.trigger[0] - 40) : event.trigger[0]])
    )


def _account(said: Said, reading: Reading, sides: Mapping[str, str]) -> Account:
    whole, cue = reading.document.text, said.claim.cue
    text = words_of(whole, said.claim.content)
    names = {m.id: m.actor or m.text for m in reading.mentions}
    blames: set[str] = set()
    for event in reading.events:
        if cue is not None and holds(cue, event.trigger) and event.type == "ACCUSE":
            blames |= {state for m in event.recipients if (state := party_of(names.get(m, "")))}
        elif _is_told(event, said, whole):
            blames |= {state for m in event.actors if (state := party_of(names.get(m, "")))}
    side = sides.get(said.name)
    if _OPEN.match(text):
        blames = set()
    return Account(
        said=said,
        text=text,
        sentence=bisect_right(reading.sentences, (said.claim.content[0][0], 1 << 60)),
        side=side,
        blames=frozenset(blames - {side}) if side else frozenset(),
        clears=_clears(said, reading, side, names),
        traits=traits_of(f"{whole[slice(*cue)]} {text}" if cue else text),
    )


def _clears(said: Said, reading: Reading, side: str | None, names: Mapping[str, str]) -> bool:
    """Whether a claim denies a deed: by a word of denial, or by saying that the source's own side did not do what would be one."""
    if not denied(said):
        return False
    if said.claim.stance == "denies":
        return True
    inside = [e for e in reading.events if any(holds(part, e.trigger) for part in said.claim.content)]
    return any(
        e.type in HOSTILE and e.status == "negated" and side is not None and side in {party_of(names.get(m, "")) for m in e.actors}
        for e in inside
    )


def _is_beside(a: Account, b: Account, most: int = BESIDE) -> bool:
    return a.said.doc == b.said.doc and abs(a.sentence - b.sentence) <= most


def _common(a: Account, b: Account) -> set[str]:
    return (set(a.said.stems) & set(b.said.stems)) - a.said.names - b.said.names


def _pairs(accounts: Sequence[Account], chosen, opposed) -> list[tuple[float, Account, Account]]:  # type: ignore[no-untyped-def]
    some = [a for a in accounts if a.side and chosen(a)]
    return [
        (worth, a, b)
        for n, a in enumerate(some)
        for b in some[n + 1 :]
        if a.side != b.side and not overlap(a.said, b.said) and (worth := opposed(a, b))
    ]


def _blames(account: Account) -> bool:
    return bool(account.blames) and not account.clears


def _accuse_each_other(a: Account, b: Account) -> float:
    """Each blames the other's side, of one deed."""
    if a.side not in b.blames or b.side not in a.blames:
        return 0.0
    return len(_common(a, b)) + 1.5 * _is_beside(a, b) if _is_beside(a, b) or len(_common(a, b)) >= LEAST_COMMON else 0.0


def _blame_or_clearing(account: Account) -> bool:
    return bool(account.blames) or account.clears


def _blame_denied(a: Account, b: Account) -> float:
    """The one blames the other's side for a deed, and that side denies it."""
    blame, denial = (a, b) if b.clears else (b, a)
    if blame.clears or not denial.clears or denial.side not in blame.blames:
        return 0.0
    common = len(_common(a, b))
    return common + 1.5 * _is_beside(a, b) if common >= LEAST_COMMON or (common and _is_beside(a, b)) else 0.0


def _causes(account: Account) -> bool:
    return account.said.claim.status == "actual" and ("accident" in account.traits) != ("attack" in account.traits)


def _differ_in_cause(a: Account, b: Account) -> float:
    if ("accident" in a.traits) == ("accident" in b.traits):
        return 0.0
    return len(_common(a, b)) + 1.0 if _is_beside(a, b) else 0.0


def _fates(account: Account) -> bool:
    return ("everybody" in account.traits) != ("lost" in account.traits) or "everybody" in account.traits


def _differ_in_fate(a: Account, b: Account) -> float:
    safe, lost = (a, b) if "everybody" in a.traits else (b, a)
    if "everybody" not in safe.traits or "everybody" in lost.traits or lost.said.claim.status == "negated":
        return 0.0
    return len(_common(a, b)) + 1.0 if _is_beside(a, b, BESIDE_LOST) else 0.0


def _certainties(account: Account) -> bool:
    return ("certain" in account.traits) != ("doubtful" in account.traits)


def _differ_in_certainty(a: Account, b: Account) -> float:
    if ("doubtful" in a.traits) == ("doubtful" in b.traits):
        return 0.0
    common = len(_common(a, b))
    return float(common) if common >= LEAST_COMMON else 0.0


def _effects(account: Account) -> bool:
    return bool(account.traits & {"effect", "no_effect"})


def _differ_in_effect(a: Account, b: Account) -> float:
    """One says that a thing changes another, one that it doesn't: with somebody and more words in common, so that it is of the same things."""
    if ("no_effect" in a.traits) == ("no_effect" in b.traits) or "effect" not in (b if "no_effect" in a.traits else a).traits:
        return 0.0
    common = len(_common(a, b))
    return float(common) if common >= LEAST_COMMON and a.said.names & b.said.names else 0.0


def _reasons(account: Account) -> bool:
    return "reason" in account.traits and not account.clears


def _differ_in_reason(a: Account, b: Account) -> float:
    """Two reasons for one deed that have no telling word in common, beside each other or with the deed in common."""
    (mine, why), (theirs, other) = (_deed_and_reason(account) for account in (a, b))
    if not why or not other or why & other:
        return 0.0
    common = len((mine & theirs) - a.said.names - b.said.names)
    return 1.0 + common if common or (_is_beside(a, b, BESIDE_LOST) and not (mine and theirs)) else 0.0


def _deed_and_reason(account: Account) -> tuple[set[str], set[str]]:
    """The telling stems before and behind the words that give a reason."""
    place = place_of("reason", account.text)
    if place is None:
        return set(), set()
    before, behind = ((0, place[0]), (place[1], len(account.text)))
    return tuple(set(stems_of(w.form for w in words_in(account.text, [part]))) for part in (before, behind))  # type: ignore[return-value]


def _shown(pairs: Iterable[tuple[float, Account, Account]], kind: ContradictionKind, why: str) -> list[Contradiction]:
    """The best pairs of each two sides, each claim once."""
    used: set[tuple[str, str]] = set()
    count: dict[frozenset[str | None], int] = defaultdict(int)
    found = []
    for worth, a, b in sorted(pairs, key=lambda p: (-p[0], p[1].said.doc != p[2].said.doc, p[1].said.name, p[2].said.name)):
        ends = (a.said.doc, a.said.claim.id), (b.said.doc, b.said.claim.id)
        sides = frozenset((a.side, b.side))
        if count[sides] >= MOST_SHOWN or used & set(ends) or (a.said.who and b.said.who and any_fit([a.said.who], [b.said.who])):
            continue
        used |= set(ends)
        count[sides] += 1
        first, second = sorted(ends)
        words = sorted(_common(a, b))[:6]
        found.append(
            Contradiction(a=first, b=second, kind=kind, why=why + (f"; in common: {', '.join(words)}" if words else ""), score=worth)
        )
    return found
