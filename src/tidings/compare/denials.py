"""A denial and what it denies, where one text tells the two one after the other, in; contradictions out."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tidings.compare.contents import Said, denied, overlap
from tidings.compare.meant import any_fit
from tidings.model.picture import Contradiction
from tidings.model.reading import Reading, Status
from tidings.model.span import Span, holds, words_of

# What is denied stands in the sentence of the denial or in the one beside it; farther off it needs words of its own to be known again.
MOST_SENTENCES = 1
# One telling word in common ("attack") shows that both speak of one thing, where the one is beside the other.
LEAST_COMMON = 1
# A statement has at least so many telling words; a phrase ("the reports") says nothing that could be denied.
LEAST_STATED = 3


def find_denied(everything: Sequence[Said], texts: Mapping[str, Reading], sides: Mapping[str, str]) -> list[Contradiction]:
    """For each denial the nearest account that another source gives beside it of the thing denied, as a contradiction of status.

    "Officials accused X of sending helicopters. X denies it carried out the attack": the two share hardly a word, but their place ties
    them. Of several accounts as near, the one with most in common is taken, then the first.
    """
    by_document: dict[str, list[Said]] = defaultdict(list)
    for said in everything:
        by_document[said.doc].append(said)
    found = []
    for document, said_here in sorted(by_document.items()):
        for denial in said_here:
            if denial.who and denied(denial) and (denial.claim.stance == "denies" or _calls_it_false(denial, texts[document])):
                accounts = [(*_nearness(one, denial, texts[document]), one) for one in said_here if _is_account(one, denial, sides)]
                near = [
                    a for a in accounts if a[0] <= MOST_SENTENCES and (-a[1] >= LEAST_COMMON or _accuses(a[3], denial, texts[document]))
                ]
                if rejected := rejected_by(denial, said_here, texts[document], sides):
                    account, instead = ((s.doc, s.claim.id) for s in rejected)
                    found.append(Contradiction(a=account, b=instead, kind="status", why="told, and rejected beside it"))
                elif near:
                    nearest = min(near, key=lambda a: a[:3])[3]
                    ends = (document, nearest.claim.id), (document, denial.claim.id)
                    found.append(Contradiction(a=ends[0], b=ends[1], kind="status", why="told, and denied beside it"))
    return found


# "Rejected the allegation", "denies that": what is denied was told before it, a paragraph of so many sentences at the most …
_TOLD_BEFORE = re.compile(
    r"(?:(?:the|that|this|these|those|such|any|all|both|his|her|its|their) )?(?:(?:latest|new|serious|these) )?"
    r"(?:allegations?|accusations?|claims?|charges?|reports?|suggestions?|assertions?|criticisms?|rumou?rs?|it|that|this|them)",
    re.IGNORECASE,
)
PARAGRAPH = 4
# … and how things were instead is told in the sentence behind it, by those who reject it or by who speaks for them.
_FOR_OTHERS = re.compile(
    r"\b(?:spokes\w+|its|his|her|their|company|firm|lawyer|counsel|representative|press|chief executive|director)\b", re.IGNORECASE
)


def rejected_by(denial: Said, said_here: Sequence[Said], reading: Reading, sides: Mapping[str, str]) -> tuple[Said, Said] | None:
    """The account that a denial points back to, and the other account of the one who denies it, else the denial; None for other denials.

    `said_here` are the claims of the denial's text.
    """
    text = reading.document.text
    if not _TOLD_BEFORE.fullmatch(words_of(text, denial.claim.content).strip(" “”.,")):
        return None
    at = bisect_right(reading.sentences, (denial.claim.content[0][0], 1 << 60))
    before = [
        (_is_quoted(one), -place, one)
        for one in said_here
        if 0 <= at - (place := bisect_right(reading.sentences, (one.claim.content[0][0], 1 << 60))) <= PARAGRAPH
        and one.claim.content[0][0] < denial.claim.content[0][0]
        and _is_account(one, denial, sides, ("actual", "planned", "possible", "negated"))
    ]
    if not before:
        return None
    account = min(before, key=lambda b: (b[0], b[1], b[2].claim.content))[2]
    instead = [
        one
        for one in said_here
        if bisect_right(reading.sentences, (one.claim.content[0][0], 1 << 60)) - at in (0, 1)
        and one.claim.content[0][0] > denial.claim.content[0][0]
        and one.claim.stance == "asserts"
        and len(set(one.stems)) >= LEAST_STATED
        and (_of_one_side(one, denial, sides) or (one.claim.source and _FOR_OTHERS.search(text[slice(*one.claim.source)])))
    ]
    return account, (instead or [denial])[0]


def _is_quoted(said: Said) -> bool:
    """Whether a claim only adds to what was told before it in other words: what was said is told, then quoted."""
    return said.claim.style == "direct"


def _of_one_side(one: Said, other: Said, sides: Mapping[str, str]) -> bool:
    return bool(one.who and other.who and any_fit([one.who], [other.who])) or (
        one.name in sides and sides[one.name] == sides.get(other.name)
    )


# "It's a lie", "that is not true".
_FALSE = re.compile(
    r"\b(?:it|this|that|these|those|which|all)(?: is| was| are|['’]s) (?:all |simply |just |absolutely |completely |totally |an? (?:outright |complete |blatant )?)*"
    r"(?:lies?|false|fakes?|untrue|not true|nonsense|rubbish|fabrications?|fiction|slander|disinformation|absurd|baseless|groundless)\b",
    re.IGNORECASE,
)


def _calls_it_false(said: Said, reading: Reading) -> bool:
    return said.claim.style != "indirect" and _FALSE.search(words_of(reading.document.text, said.claim.content)) is not None


def _accuses(one: Said, denial: Said, reading: Reading) -> bool:
    """Whether a claim accuses somebody whom the denial names: what is denied beside it is the accusation."""
    cue = one.claim.cue
    accuses = any(e.type == "ACCUSE" and cue is not None and holds(cue, e.trigger) for e in reading.events)
    return accuses and bool(one.names & denial.names)


def _is_account(one: Said, denial: Said, sides: Mapping[str, str], statuses: Sequence[Status] = ("actual", "planned", "possible")) -> bool:
    """Whether a claim can be what the denial is of: asserted by somebody else, of another side, in more than a phrase."""
    if one.who is None or denial.who is None or any_fit([one.who], [denial.who]) or overlap(one, denial):
        return False
    if one.name in sides and sides[one.name] == sides.get(denial.name):
        return False
    return one.claim.stance == "asserts" and one.claim.status in statuses and len(set(one.stems)) >= LEAST_STATED


def _nearness(one: Said, denial: Said, reading: Reading) -> tuple[int, int, Span]:
    """Sentences between the two, the telling words in common with a minus, and the account's place."""
    places = sorted((_sentence(reading, one), _sentence(reading, denial)))
    common = len((set(one.stems) & set(denial.stems)) - one.names - denial.names)
    return places[1] - places[0], -common, one.claim.content[0]


def _sentence(reading: Reading, said: Said) -> int:
    return bisect_right(reading.sentences, (said.claim.content[0][0], 1 << 60))
