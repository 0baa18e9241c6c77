"""Readings and utterances in, out which utterances of different sources say the same, and on how many words that rests."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tidings.compare.contents import Said, alike, common_run, denied, is_named, overlap, rarity_of, said_in, say_one_thing
from tidings.compare.meant import Key, Meant, any_fit
from tidings.compare.passages import by_id
from tidings.compare.stories import joined
from tidings.know.publishers import publisher_named
from tidings.model.picture import Actor, Copy, Corroboration, Ref, Story, Utterance
from tidings.model.reading import Reading
from tidings.model.span import words_of

# Two sources say the same when this share of what they say is the same words. Above what makes one source's contents one utterance: two
# people speak of one thing in like words far more often than they say the same of it.
LEAST_ALIKE = 0.42
# Two quotations this much alike are one, translated twice, which somebody has put into the wrong mouth.
ONE_QUOTATION = 0.7
# A stem that more claims than this hold tells nothing of one of them; as a key it would pair all of them.
MOST_HOLDERS = 60
# One telling word in common, whatever its weight, is a topic; two are the beginning of a statement.
LEAST_COMMON = 2


def find_corroboration(
    readings: Sequence[Reading],
    claims: Sequence[Utterance],
    stories: Sequence[Story] = (),
    actors: Sequence[Actor] = (),
    copies: Sequence[Copy] = (),
) -> tuple[Corroboration, ...]:
    """The groups of utterances that say the same on the word of at least two sources. Needs `link_claims` and `find_copies`.

    A source counts once, whoever passes its word on; a claim that nobody named said is no origin. Only claims of one story that share
    telling words are compared, by an index of these words.
    """
    meant = Meant(readings, actors)
    everything = all_said(readings, meant, stories)
    texts = {r.document.id: r for r in readings}
    item_of = {(m.doc, m.id): k.id for k in claims for m in k.mentions}
    found = []
    for group in _groups(everything, item_of):
        keys = _origins(group)
        if len(keys) < 2 or len({item_of.get(_ref(s), s.name) for s in group}) < 2:
            continue
        said = sorted(group, key=lambda s: (s.doc, s.claim.content, s.claim.id))
        documents = tuple(sorted({s.doc for s in said}))
        on = min((words_of(texts[s.doc].document.text, s.claim.content) for s in said), key=lambda w: (len(w), w))
        found.append(
            Corroboration(
                on=on,
                claim_ids=tuple(_ref(s) for s in said),
                agreeing=documents,
                copies=_repeating(said, copies),
                independent_origins=tuple(sorted(keys.values())),
                why="in common: " + ", ".join(sorted(_common(said))[:6]),
            )
        )
    return tuple(sorted(found, key=lambda c: c.claim_ids))


def all_said(readings: Sequence[Reading], meant: Meant, stories: Sequence[Story]) -> list[Said]:
    """The claims of all readings, by document, each with its story."""
    story_of = {document: story.id for story in stories for document in story.documents}
    return [s for r in by_id(readings) for s in said_in(r, meant, story_of.get(r.document.id, ""))]


def pairs_in_common(everything: Sequence[Said]) -> list[tuple[Said, Said]]:
    """The pairs of claims of one story with telling words in common, by an index of the words."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, said in enumerate(everything):
        for word in set(said.stems):
            holders[said.story, word].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= MOST_HOLDERS:
            shared.update(combinations(held, 2))
    return [(everything[a], everything[b]) for (a, b), count in sorted(shared.items()) if count >= LEAST_COMMON]


def _ref(said: Said) -> Ref:
    return said.doc, said.claim.id


def _groups(everything: Sequence[Said], item_of: Mapping[Ref, str]) -> list[tuple[Said, ...]]:
    rarity = rarity_of(s.stems for s in everything)
    said = {s.name: s for s in everything}
    edges = {}
    for a, b in pairs_in_common(everything):
        if denied(a) != denied(b) or a.claim.stance in ("questions", "demands") or b.claim.stance in ("questions", "demands"):
            continue
        one = item_of.get(_ref(a)) == item_of.get(_ref(b)) is not None
        if overlap(a, b) or not say_one_thing(a, b) or (not one and common_run(a, b)):
            continue  # the same words in a row out of two mouths are one mouth's, told of another
        value = 1.0 if one else alike(a, b, rarity).value
        if not one and value >= ONE_QUOTATION and a.claim.style == b.claim.style == "direct":
            continue
        if value >= LEAST_ALIKE:
            edges[min(a.name, b.name), max(a.name, b.name)] = value
    touched = {name for pair in edges for name in pair}
    return [tuple(said[n] for n in group) for group in joined(tuple(touched), edges, LEAST_ALIKE) if len(group) > 1]


def _origins(group: Iterable[Said]) -> dict[Key, str]:
    """The sources, each once under one of its names; a name whose words are part of another's is taken for the same source."""
    named: dict[Key, str] = {}
    heard: list[Said] = []
    for said in sorted(group, key=lambda s: (-len(s.who or ()), s.who or (), s.doc, s.claim.id)):
        if not said.who or not said.origin or not is_named(said) or _passes_on(said.origin):
            continue
        if not any_fit([said.who], tuple(named)) and not any(common_run(said, other) for other in heard):
            named[said.who] = said.origin
        heard.append(said)
    return named


def _passes_on(origin: str) -> bool:
    """Whether the last link is a publisher, which tells what it had from somebody that the text doesn't name."""
    return publisher_named(origin) is not None or "news agenc" in origin.lower()


def _repeating(said: Sequence[Said], copies: Sequence[Copy]) -> int:
    """How many of the documents bring no source that another has not brought: copies, and those that only pass it on."""
    known: set[Key] = set()
    copied = {d: min(c.documents) for c in copies if c.extent == "whole" for d in c.documents}
    repeating, seen = 0, set()
    for document in sorted({s.doc for s in said}, key=lambda d: (min(str(s.day) for s in said if s.doc == d), d)):
        sources = {s.who for s in said if s.doc == document and s.who}
        if copied.get(document, document) in seen or sources <= known:
            repeating += 1
        seen.add(copied.get(document, document))
        known |= sources
    return repeating


def _common(said: Sequence[Said]) -> set[str]:
    return set(said[0].stems).intersection(*(s.stems for s in said)) or set(said[0].stems) & set(said[1].stems)
