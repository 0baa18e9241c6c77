"""Readings in, utterances out: what one source said once, wherever it is told again."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tidings.compare.contents import Said, at_odds, denied, is_named, overlap, pointed_to, points_back, rarity_of, retold, said_in
from tidings.compare.meant import Key, Meant, fits
from tidings.compare.passages import by_id, days_apart
from tidings.compare.sides import sides_of
from tidings.compare.stories import joined
from tidings.match.score import Score
from tidings.model.ids import made_of
from tidings.model.picture import Actor, ClaimMention, Story, Utterance
from tidings.model.reading import Reading
from tidings.ports import APART_DAYS

# Contents of one source are one utterance when they have about this share of what they say in common; chosen on a story read by hand
# (eval/story.py, origins): from .20 to .29 F1 falls with it on contents as the program cuts them, and rises with it on hand-cut ones.
LEAST_ALIKE = 0.24
# Within one document a source is quoted with several things on one matter, and sources without a name may be any two: there it takes a
# repetition.
REPEATED_ALIKE = 0.65
# A state speaks with one voice: what its officials announce is its ministry's word where the two say nearly the same. At .55 more than half of
# what either says is in both; two statements on one matter have a third.
ONE_VOICE_ALIKE, LEAST_SHARED = 0.55, 3
# What somebody said is told while it is news; a week later the same words are more likely said again.
LATEST_RETELLING = 7


def link_claims(readings: Sequence[Reading], actors: Sequence[Actor] = (), stories: Sequence[Story] = ()) -> tuple[Utterance, ...]:
    """Each claim in one item. Needs `link_actors`, to know one source behind its names, and `find_stories`.

    Only claims of one source are compared, within the readings of one thread: a happening that is told as two stories has one set of
    claims. The work grows with the square of what one source says there.
    A claim whose source is nobody named stands alone: that two unnamed ones are one is not known.
    """
    meant = Meant(readings, actors)
    texts = {r.document.id: r for r in readings}
    items = []
    for group in said_together(readings, meant, stories):
        mentions = sorted(group, key=lambda s: (s.doc, s.claim.content, s.claim.id))
        origins = Counter(s.origin for s in mentions if s.origin)
        origin = min(origins, key=lambda name: (-origins[name], -len(name), name)) if origins else None
        items.append(
            Utterance(
                id=made_of("k", mentions[0].doc, mentions[0].claim.id),
                documents=tuple(sorted({s.doc for s in mentions})),
                mentions=tuple(_mention(s) for s in mentions),
                origin=origin,
                why=_why(mentions, texts),
            )
        )
    return tuple(sorted(items, key=lambda k: k.id))


def said_together(readings: Sequence[Reading], meant: Meant, stories: Sequence[Story]) -> list[tuple[Said, ...]]:
    """The claims of all readings in groups that are one utterance each."""
    story_of = {document: story.id for story in stories for document in story.documents}
    everything = [s for r in by_id(readings) for s in said_in(r, meant, story_of.get(r.document.id, ""))]
    rarity = rarity_of(s.stems for s in everything)
    texts = {r.document.id: r for r in readings}
    blocks: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for said in everything:
        blocks[block_of(said)].append(said)
    groups = [group for _, block in sorted(blocks.items()) for group in _groups(block, rarity, texts)]
    return _of_one_voice(groups, sides_of(everything, texts), rarity, texts)


def _of_one_voice(
    groups: Sequence[tuple[Said, ...]], sides: Mapping[str, str], rarity: Mapping[str, float], texts: Mapping[str, Reading]
) -> list[tuple[Said, ...]]:
    """The groups, in which what a state's organ announced and what its official is said to have announced, nearly in the same words, is one."""
    home = {said.name: n for n, group in enumerate(groups) for said in group}
    organs: dict[tuple[str, str], list[Said]] = defaultdict(list)
    people = []
    for said in (s for group in groups for s in group):
        if said.who and said.who[0] == "state":
            for word in set(said.stems) - said.names:
                organs[said.who[1], word].append(said)
        elif said.name in sides:
            people.append(said)
    best: dict[int, tuple[float, str, int]] = {}
    for said in people:
        shared = Counter(o.name for word in set(said.stems) - said.names for o in organs[sides[said.name], word])
        near = {o.name: o for word in set(said.stems) - said.names for o in organs[sides[said.name], word]}
        for name in sorted(n for n, count in shared.items() if count >= LEAST_SHARED and home[n] != home[said.name]):
            score = voice_tie(said, near[name], rarity, texts)
            if score.value >= ONE_VOICE_ALIKE:
                best[home[said.name]] = min(best.get(home[said.name], (0.0, "", 0)), (-score.value, name, home[name]))
    into = {n: to for n, (_, _, to) in best.items()}
    joined_to: dict[int, list[Said]] = defaultdict(list)
    for n, group in enumerate(groups):
        joined_to[into.get(n, n)] += group
    return [tuple(group) for _, group in sorted(joined_to.items())]


def official_and_organ(a: Said, b: Said, sides: Mapping[str, str]) -> tuple[Said, Said] | None:
    """The two as an official's words and those of an organ of the same state; None where they are not."""
    for person, organ in ((a, b), (b, a)):
        of_organ = organ.who[1] if organ.who and organ.who[0] == "state" else None
        if of_organ and (not person.who or person.who[0] != "state") and sides.get(person.name) == of_organ:
            return person, organ
    return None


def voice_tie(person: Said, organ: Said, rarity: Mapping[str, float], texts: Mapping[str, Reading]) -> Score:
    """How likely an official's words and those of an organ of the same state are one announcement, told in two documents."""
    if person.doc == organ.doc or at_odds(person, organ) or days_apart(texts[person.doc], texts[organ.doc]) > APART_DAYS:
        return Score(0.0, "no announcement told twice")
    return retold(person, organ, rarity)


def block_of(said: Said) -> tuple[str, ...]:
    """What two claims must share to be compared at all: a likely source.

    The last word of a name stands in all its forms, its first letters in all spellings; a state and a linked actor have one form.
    """
    return (_initial(said.who),) if said.who else ("", said.doc, said.claim.id)


def tie_of(a: Said, b: Said, rarity: Mapping[str, float], texts: Mapping[str, Reading]) -> Score:
    """How likely two claims are tellings of one utterance; nought, with the reason, where they can't be."""
    if a.who and b.who and not fits(a.who, b.who):
        return Score(0.0, "two sources")
    if at_odds(a, b):
        return Score(0.0, "one says what the other denies")
    if overlap(a, b):
        return Score(0.0, "one stands within the other's words")
    if days_apart(texts[a.doc], texts[b.doc]) > (LATEST_RETELLING if a.day and b.day else APART_DAYS):
        return Score(0.0, "told too many days apart")
    score = retold(a, b, rarity)
    if score.value < REPEATED_ALIKE and not (a.doc != b.doc and is_named(a) and is_named(b)):
        return Score(0.0, f"{score.why}; of one document, or of sources without a name, it takes a repetition")
    return score


def _initial(who: Key) -> str:
    """The first letters of the last word of a name; a linked actor's id whole."""
    return who[-1] if len(who) == 1 and any(c.isdigit() for c in who[0]) else who[-1][:4]


def _groups(block: Sequence[Said], rarity: Mapping[str, float], texts: Mapping[str, Reading]) -> list[tuple[Said, ...]]:
    said = {s.name: s for s in block}
    # What only points to another claim, or is cut out of it, follows that one: compared for itself, it would draw its group apart.
    follows = {s.name: to.name for s in block if (to := _whole_of(s, block))}
    edges = {}
    free = [s for s in block if s.name not in follows]
    for n, a in enumerate(free):
        for b in free[n + 1 :]:
            if score := tie_of(a, b, rarity, texts):
                edges[min(a.name, b.name), max(a.name, b.name)] = score.value
    groups = {name: list(group) for group in joined([s.name for s in free], edges, LEAST_ALIKE) for name in group[:1]}
    home = {name: first for first, group in groups.items() for name in group}
    for name in sorted(follows):
        at, passed = follows[name], {name}
        while at in follows and at not in passed:
            passed.add(at)
            at = follows[at]
        # two that point to each other lead nowhere: each stands alone
        groups.setdefault(home.get(at, name), []).append(name)
    return [tuple(said[name] for name in sorted(group)) for _, group in sorted(groups.items())]


def _whole_of(one: Said, block: Sequence[Said]) -> Said | None:
    """The claim of the same source that this one is cut out of, or points back to; None for most."""
    mates = [s for s in block if s is not one and s.who and one.who and denied(s) == denied(one)]
    around = [s for s in mates if s.who == one.who and overlap(s, one) and _size(s) > _size(one)]
    if around:
        return min(around, key=lambda s: (_size(s), s.name))
    if points_back(one) and is_named(one):
        return pointed_to(one, [s for s in mates if s.who and one.who and fits(s.who, one.who)])
    return None


def _size(said: Said) -> int:
    return sum(end - start for start, end in said.claim.content)


def _mention(said: Said) -> ClaimMention:
    claim = said.claim
    return ClaimMention(
        doc=said.doc,
        id=claim.id,
        content=claim.content,
        source=claim.source,
        cue=claim.cue,
        chain=tuple(link.name for link in claim.chain),
        status=claim.status,
    )


def _why(mentions: Sequence[Said], texts: Mapping[str, Reading]) -> str | None:
    if len(mentions) == 1:
        return None
    common = set(mentions[0].stems).intersection(*(s.stems for s in mentions))
    told = len({s.doc for s in mentions})
    return f"one source, told in {told} documents" + (f"; all have: {', '.join(sorted(common)[:6])}" if common else "")
