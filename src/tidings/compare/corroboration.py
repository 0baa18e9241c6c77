"""Readings and utterances in, out which utterances of different sources say the same, and on how many words that rests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from tidings.compare.contents import Said, alike, common_run, denied, is_named, overlap, rarity_of, said_in, say_one_thing, stems_of
from tidings.compare.meant import Key, Meant, any_fit
from tidings.compare.passages import by_id
from tidings.compare.sides import sides_of
from tidings.compare.stories import joined
from tidings.compare.taking_part import parts_in
from tidings.know.accounts import traits_of
from tidings.know.counted import unit_counted
from tidings.know.publishers import publisher_named
from tidings.model.picture import Actor, Copy, Corroboration, Ref, Story, Utterance
from tidings.model.reading import Reading
from tidings.model.span import words_of

# Two sources say the same when this share of what they say is the same words, things being taken by their kind. Above what makes one source's
# people speak of one thing in like words far more often than they say the same of it.
LEAST_ALIKE = 0.36
# Two quotations this much alike are one, translated twice, which somebody has put into the wrong mouth.
ONE_QUOTATION = 0.7
# A stem that more claims than this hold tells nothing of one of them; as a key it would pair all of them.
MOST_HOLDERS = 60
# One telling word in common, whatever its weight, is a topic; two are the beginning of a statement.
LEAST_COMMON = 2
# "The sinking of the ferry" names a thing and says nothing of it; a statement has so many telling words.
LEAST_STATED = 3
# Kinds of things that reports call by many words (know/data/counted.yaml).
KINDS = frozenset({"vessel", "aircraft", "vehicle", "missile", "house"})


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
    sides = sides_of(everything, texts)
    item_of = {(m.doc, m.id): k.id for k in claims for m in k.mentions}
    found = []
    for group in (*_groups([_by_kind(s) for s in everything], item_of, texts), *_of_one_part(everything, texts)):
        keys = _origins(group, sides)
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
                why="in common: " + ", ".join(sorted(_common(said))[:6])
                if _common(said)
                else "who takes part in the war, and who stays out",
            )
        )
    return tuple(sorted(found, key=lambda c: c.claim_ids))


def _of_one_part(everything: Sequence[Said], texts: Mapping[str, Reading]) -> list[tuple[Said, ...]]:
    """The claims by which one state takes part in the war, will, stays out or will stay out, in whatever words: a group for each."""
    said = {_ref(s): s for s in everything if s.claim.stance in ("asserts", "denies")}
    groups: dict[tuple[str, bool, bool], dict[Ref, Said]] = defaultdict(dict)
    for name in sorted(texts):
        for part in parts_in(texts[name]):
            if part.ref in said:
                groups[part.state, part.takes, part.ahead][part.ref] = said[part.ref]
    return [tuple(group.values()) for _, group in sorted(groups.items()) if len(group) > 1]


def all_said(readings: Sequence[Reading], meant: Meant, stories: Sequence[Story]) -> list[Said]:
    """The claims of all readings, by document, each with its story."""
    story_of = {document: story.id for story in stories for document in story.documents}
    return [s for r in by_id(readings) for s in said_in(r, meant, story_of.get(r.document.id, ""))]


def pairs_in_common(everything: Sequence[Said]) -> list[tuple[Said, Said]]:
    """The pairs of claims of one story with telling words in common, of which one is not in everybody's mouth: by an index of these."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    words = [frozenset(said.stems) for said in everything]
    for i, said in enumerate(everything):
        for word in words[i]:
            holders[said.story, word].append(i)
    near = {pair for held in holders.values() if len(held) <= MOST_HOLDERS for pair in combinations(held, 2)}
    return [(everything[a], everything[b]) for a, b in sorted(near) if len(words[a] & words[b]) >= LEAST_COMMON]


def _ref(said: Said) -> Ref:
    return said.doc, said.claim.id


def _by_kind(said: Said) -> Said:
    """The claim with things under the name of their kind: who says that a ship was hit agrees with who says that a cruiser was."""
    stems: list[str] = []
    for word in said.words:
        kind = unit_counted(word.removesuffix("s"))
        stems += [kind] if kind in KINDS else stems_of([word])
    return replace(said, stems=tuple(stems))


# Words that say when: two things of one day are two.
_WHEN = frozenset(
    stems_of(
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
        december last next week month year day night morning evening today yesterday tomorrow hour hours earlier later ago""".split()
    )
)


def _asks(said: Said) -> bool:
    """Whether a content is a question or its subject: "what hit the ship" says nothing of it."""
    return bool(said.words) and said.words[0] in ("what", "whether", "why", "how")


def _at_odds(a: Said, b: Said, texts: Mapping[str, Reading]) -> bool:
    """Whether one tells of an accident and the other of an attack: they have the happening in common, and not its cause."""
    causes = [traits_of(words_of(texts[s.doc].document.text, s.claim.content)) & {"accident", "attack"} for s in (a, b)]
    return all(causes) and not causes[0] & causes[1]


def _groups(everything: Sequence[Said], item_of: Mapping[Ref, str], texts: Mapping[str, Reading]) -> list[tuple[Said, ...]]:
    rarity = rarity_of(s.stems for s in everything)
    said = {s.name: s for s in everything}
    edges = {}
    for a, b in pairs_in_common(everything):
        if denied(a) != denied(b) or a.claim.stance in ("questions", "demands") or b.claim.stance in ("questions", "demands"):
            continue
        if min(len(set(a.stems)), len(set(b.stems))) < LEAST_STATED:
            continue
        if len((set(a.stems) & set(b.stems)) - _WHEN) < LEAST_COMMON or _asks(a) or _asks(b):
            continue  # "we announced it last week" and "it would be sent last week" have a week in common
        one = item_of.get(_ref(a)) == item_of.get(_ref(b)) is not None
        if overlap(a, b) or not say_one_thing(a, b, 1) or (not one and common_run(a, b)):
            continue  # the same words in a row out of two mouths are one mouth's, told of another
        value = 1.0 if one else alike(a, b, rarity).value
        if value >= LEAST_ALIKE and not one and _at_odds(a, b, texts):
            continue
        if not one and value >= ONE_QUOTATION and a.claim.style == b.claim.style == "direct":
            continue
        if value >= LEAST_ALIKE:
            edges[min(a.name, b.name), max(a.name, b.name)] = value
    touched = {name for pair in edges for name in pair}
    return [tuple(said[n] for n in group) for group in joined(tuple(touched), edges, LEAST_ALIKE) if len(group) > 1]


def _origins(group: Iterable[Said], sides: Mapping[str, str]) -> dict[Key, str]:
    """The sources, each once under one of its names; those of one state, and names of which one's words are part of the other's, are one."""
    named: dict[Key, str] = {}
    states: set[str] = set()
    heard: list[Said] = []
    for said in sorted(group, key=lambda s: (-len(s.who or ()), s.who or (), s.doc, s.claim.id)):
        if not said.who or not said.origin or not is_named(said) or _passes_on(said.origin):
            continue
        state = sides.get(said.name, "") if len(sides.get(said.name, "")) == 2 else ""
        if state not in states and not any_fit([said.who], tuple(named)) and not any(common_run(said, other) for other in heard):
            named[said.who] = said.origin
            states |= {state} - {""}
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
