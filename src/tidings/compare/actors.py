"""Readings to actors: who is meant by mentions in many documents, by name, spelling, place and office.

Within a story a last name, a short form or an acronym means the one who bears it there; across stories only full names meet.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidings.know.actors import organization_named, state_of
from tidings.know.countries import country_named, country_of_capital
from tidings.know.voices import gender_of
from tidings.match.names import (
    alike_words,
    is_short_for,
    last_name,
    organization_words,
    person_keys,
    root_of_people,
    same_organization,
    same_person,
    skeleton,
)
from tidings.model.ids import made_of
from tidings.model.picture import Actor, Ref, Story
from tidings.model.reading import Mention, Reading

# Below this two names may be one or may not: they stay two (match.names gives 0.85 for spellings of one name).
SURE = 0.8


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """Whom one document means by a name: its mentions of one actor."""

    doc: str
    name: str
    kind: str
    story: str
    refs: tuple[Ref, ...]
    geonames: int | None = None


def link_actors(readings: Sequence[Reading], stories: Sequence[Story] = ()) -> tuple[Actor, ...]:
    """The actors named in the readings, by id; a nominal that no name stands behind is an actor of its own document alone.

    Names are compared within their story, and full names where they share a key, so that work grows with the names, not their pairs.
    """
    story_of = {document: story.id for story in stories for document in story.documents}
    told: list[_Told] = []
    alone: list[Actor] = []
    for reading in sorted(readings, key=lambda r: r.document.id):
        places = {p.mention: p.geonames for p in reading.places}
        by_actor: defaultdict[str, list[Mention]] = defaultdict(list)
        for m in reading.mentions:
            if m.actor:
                by_actor[m.actor].append(m)
        doc = reading.document.id
        for name, mentions in by_actor.items():
            kind, refs = _kind(mentions), tuple(sorted((doc, m.id) for m in mentions))
            if any(m.form == "name" for m in mentions) or _is_proper(name):
                spots = {g for m in mentions if (g := places.get(m.id)) is not None}
                told.append(_Told(doc, name, kind, story_of.get(doc, doc), refs, spots.pop() if len(spots) == 1 else None))
            else:
                alone.append(Actor(id=made_of("A", kind, name, doc), name=name, mentions=refs, kind=kind))
    groups = _across(_within(told))
    taken: Counter[tuple[str, str]] = Counter((kind, _best(group)) for kind, group in groups)
    actors = [_actor(kind, group, taken[kind, _best(group)] > 1) for kind, group in groups]
    return tuple(sorted((*actors, *alone), key=lambda a: a.id))


def _kind(mentions: Sequence[Mention]) -> str:
    kinds = Counter(m.kind for m in mentions if m.form == "name") or Counter(m.kind for m in mentions)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    return "person" if kind == "person" else "place" if kind == "place" else "body"


def _is_proper(name: str) -> bool:
    return any(w[0].isupper() for w in name.split() if w) and name[:1].isupper()


_Groups = list[tuple[str, list[_Told]]]


class _Names:
    """Names that are one actor's so far; the first of a group in the order of its names stands for it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.first = {name: name for name in sorted(set(names))}

    def of(self, name: str) -> str:
        while self.first[name] != name:
            name = self.first[name]
        return name

    def join(self, a: str, b: str) -> None:
        one, other = sorted((self.of(a), self.of(b)))
        self.first[other] = one

    def groups(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for name in self.first:
            out.setdefault(self.of(name), []).append(name)
        return out


# ---- within a story ------------------------------------------------------------------------------------------


def _within(told: Sequence[_Told]) -> _Groups:
    """Everybody named in a story, once, with the kind that most of its documents take them for."""
    by_story: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in told:
        by_story[one.story].append(one)
    return [group for _, story in sorted(by_story.items()) for group in _of_story(story)]


def _of_story(told: Sequence[_Told]) -> _Groups:
    states = [t for t in told if country_named(t.name)]
    rest = [t for t in told if not country_named(t.name)]
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for t in rest:
        kinds[_plain(t.name)][t.kind] += len(t.refs)
    kind_of = {plain: min(seen, key=lambda k: (-seen[k], k)) for plain, seen in kinds.items()}
    _settle_kinds(kind_of, rest)
    people = _by_spelling(t.name for t in rest if kind_of[_plain(t.name)] == "person")
    for t in rest:
        # one spelling of a person's name in three looks like a body's
        near = {name for key in person_keys(t.name) for name in people[key]}
        if any(same_person(t.name, name).value >= SURE for name in near):
            kind_of[_plain(t.name)] = "person"
    groups: _Groups = []
    for kind in ("person", "place", "body"):
        here = [t for t in rest if kind_of[_plain(t.name)] == kind]
        names = _people(here) if kind == "person" else _bodies(here)
        groups += [(kind, [t for t in here if names.of(t.name) == first]) for first in names.groups()]
    by_state: defaultdict[str, list[_Told]] = defaultdict(list)
    for t in states:
        by_state[t.name].append(t)
    return groups + [("state", group) for _, group in sorted(by_state.items())]


def _settle_kinds(kind_of: dict[str, str], told: Sequence[_Told]) -> None:
    """A short name is of the kind of the one longer name that ends with it, whatever a tagger took it for: "Rovers", "Aldane".

    A capital is left as it is: it may be in the story beside somebody of its name.
    """
    longer: defaultdict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    for t in told:
        plain = _plain(t.name)
        weight[plain] += len(t.refs)
        if kind_of[plain] != "place" and " " in plain:
            longer[plain.split()[-1]].add(plain)
    for plain in sorted(kind_of):
        names = longer.get(plain, set())
        kinds = {kind_of[name] for name in names}
        if len(kinds) == 1 and country_of_capital(plain.title()) is None and sum(weight[n] for n in names) * 2 >= weight[plain]:
            kind_of[plain] = kinds.pop()


def _by_spelling(names: Iterable[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        for key in person_keys(name):
            found[key].append(name)
    return found


def _plain(name: str) -> str:
    return " ".join(organization_words(name)) or name.casefold()


def _people(told: Sequence[_Told]) -> _Names:
    """Full names in all their spellings; a last or a given name alone goes to the one who bears it in the story, else stays by itself."""
    names = _Names(t.name for t in told)
    full = [name for name in names.first if len(name.split()) > 1]
    spelled: defaultdict[str, list[str]] = defaultdict(list)
    alike: dict[str, list[str]] = {}
    for name in full:
        near = sorted({names.of(other) for key in person_keys(name) for other in spelled[key]})
        home = next((g for g in near if all(same_person(name, other).value >= SURE for other in alike[g])), None)
        if home is not None:
            names.join(name, home)
        alike.setdefault(names.of(name), []).append(name)
        for key in person_keys(name):
            spelled[key].append(name)
    by_end, by_given = _by_key(full, lambda n: n.casefold().split()[-2:]), _by_key(full, lambda n: n.casefold().split()[:1])
    by_last = _by_key(full, lambda n: [skeleton(last_name(n))[:2]])
    for name in full:
        # called by a middle name: "Per Aldane" for "Oskar Per Aldane"
        _join_to_one(
            names, name, [n for n in by_end[" ".join(name.casefold().split()[-2:])] if n.casefold().endswith(f" {name.casefold()}")]
        )
    singles = [name for name in names.first if len(name.split()) == 1]
    for name in singles:
        _join_to_one(names, name, [n for n in by_last[skeleton(name)[:2]] if alike_words(name, last_name(n))])
    loose = [name for name in singles if names.of(name) == name]
    for name in loose:
        _join_to_one(names, name, by_given[name.casefold()])
    _join_same(names, loose, _plain)
    return names


def _by_key(among: Sequence[str], words: Callable[[str], Sequence[str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in among:
        found[" ".join(words(name))].append(name)
    return found


def _join_to_one(names: _Names, short: str, bearers: Iterable[str]) -> None:
    """A short name to the one group that bears it; where two do, to nobody."""
    groups = {names.of(name) for name in bearers if name != short} - {names.of(short)}
    if len(groups) == 1:
        names.join(short, groups.pop())


def _join_same(names: _Names, among: Iterable[str], key: Callable[[str], str]) -> None:
    seen: dict[str, str] = {}
    for name in among:
        names.join(name, seen.setdefault(key(name), name))


def _bodies(told: Sequence[_Told]) -> _Names:
    """Bodies or places in all their wordings; a short form goes to the one longer name of the story that begins or ends with it."""
    names = _Names(t.name for t in told)
    _join_same(names, names.first, _plain)
    spots: dict[int, str] = {}
    for t in sorted(told):
        if t.geonames is not None:
            names.join(t.name, spots.setdefault(t.geonames, t.name))
    listed = list(names.first)
    _join_same(names, listed, lambda name: " ".join(sorted({root_of_people(w) for w in organization_words(name)})))
    letters = _by_letters(listed)
    for name in listed:
        _join_to_one(names, name, [n for n in letters[name.replace(".", "")] if same_organization(name, n).value >= SURE])
    places = {t.name for t in told if t.kind == "place"}
    ends = _by_end(listed)
    for short in sorted(listed, key=lambda name: (-len(organization_words(name)), name)):
        near = {n for word in organization_words(short)[:1] + organization_words(short)[-1:] for n in ends[word]}
        _join_to_one(names, short, [n for n in sorted(near) if is_short_for(short, n) and (short in places) == (n in places)])
    return names


def _by_letters(names: Sequence[str]) -> defaultdict[str, list[str]]:
    """The names under their acronyms."""
    return _by_key([n for n in names if len(n.split()) > 1], lambda n: ["".join(w[0] for w in n.split() if w[0].isupper())])


def _by_end(names: Sequence[str]) -> defaultdict[str, list[str]]:
    """The names under their first words and their last."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        words = organization_words(name)
        for word in {*words[:1], *words[-1:]}:
            found[word].append(name)
    return found


# ---- across stories ------------------------------------------------------------------------------------------


def _across(groups: _Groups) -> _Groups:
    """The stories' groups, those joined that share a full name, a state, a known body or a place in the gazetteer."""
    names = [str(n) for n in range(len(groups))]
    joined = _Names(names)
    people: defaultdict[str, list[int]] = defaultdict(list)
    known: dict[tuple[str, str], str] = {}
    for n, (kind, group) in enumerate(groups):
        for key in sorted({key for t in group for key in _keys(kind, t)}):
            joined.join(names[n], known.setdefault((kind, key), names[n]))
        if kind != "person":
            continue
        full = sorted({t.name for t in group if len(t.name.split()) > 1})
        keys = {key for name in full for key in person_keys(name)}
        for other in sorted({m for key in keys for m in people[key]}):
            theirs = {t.name for t in groups[other][1] if len(t.name.split()) > 1}
            if all(same_person(a, b).value >= SURE for a in full for b in theirs):
                joined.join(names[n], names[other])
        for key in keys:
            people[key].append(n)
    merged: defaultdict[str, list[int]] = defaultdict(list)
    for n in range(len(groups)):
        merged[joined.of(names[n])].append(n)
    return [(groups[ns[0]][0], [t for n in ns for t in groups[n][1]]) for ns in merged.values()]


def _keys(kind: str, told: _Told) -> tuple[str, ...]:
    """What two stories' groups must share to be one: a last name alone, or a word in the street, is not enough."""
    if kind == "state":
        return (told.name,)
    if kind == "place":
        return (str(told.geonames),) if told.geonames is not None else (_plain(told.name),)
    if kind == "body":
        return (organization_named(told.name) or _plain(told.name),)
    return ()


# ---- what comes out ------------------------------------------------------------------------------------------


def _best(group: Sequence[_Told]) -> str:
    """The name most told, then the longest: the same whatever came first."""
    told = Counter[str]()
    for t in group:
        told[t.name] += len(t.refs)
    return min(told, key=lambda n: (len(n.split()) == 1, -told[n], -len(n), n))


def _actor(kind: str, group: Sequence[_Told], is_one_of_several: bool) -> Actor:
    best = _best(group)
    country = country_named(best) or state_of(best)
    return Actor(
        id=made_of("A", kind, best, *((min(t.doc for t in group),) if is_one_of_several else ())),
        name=best,
        mentions=tuple(sorted({r for t in group for r in t.refs})),
        names=tuple(sorted({t.name for t in group})),
        kind=kind,
        country=country.iso2 if country else None,
    )


def coreference_clusters(
    readings: Sequence[Reading], actors: Sequence[Actor], stories: Sequence[Story] = ()
) -> list[list[tuple[str, int, int]]]:
    """Every mention found in one cluster, as (document, start, end).

    Those of an actor stand together. What means nobody known is guessed at, in this listing only: a nominal goes to the one actor whom the
    story's other texts call so, one of a person or a pronoun to the one person whom its text, or its story, is about, else to those of the same head.
    """
    story_of = {d: s.id for s in stories for d in s.documents}
    mentions: Mapping[Ref, Mention] = {(r.document.id, m.id): m for r in readings for m in r.mentions}
    actor_of = {ref: actor for actor in actors for ref in actor.mentions}
    called: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for ref, actor in actor_of.items():
        m = mentions[ref]
        if m.form == "nominal":
            called[story_of.get(ref[0], ref[0]), _head(m)].add(actor.id)
        if actor.kind == "person":
            told[ref[0]][actor.id] += 1
            told[story_of.get(ref[0], ref[0])][actor.id] += 1
    names = {actor.id: actor.name for actor in actors}
    mains = {about: main for about, counts in told.items() if (main := _main_of(counts)) is not None}
    clusters: defaultdict[tuple[str, ...], list[tuple[str, int, int]]] = defaultdict(list)
    for ref, m in mentions.items():
        story = story_of.get(ref[0], ref[0])
        meant = mentions.get((ref[0], m.refers or ""), m)
        known = actor_of.get(ref) or actor_of.get((ref[0], meant.id))
        holders = called[story, _head(meant)] if meant.form == "nominal" else set()
        if known is not None:
            key: tuple[str, ...] = (known.id,)
        elif len(holders) == 1:
            key = (next(iter(holders)),)
        elif (main := mains.get(ref[0]) or mains.get(story)) is not None and _may_be(meant, names[main]):
            key = (main,)
        else:
            key = (story, f"{meant.id} {ref[0]}" if meant.form == "pronoun" else _head(meant))
        clusters[key].append(_spot(ref, m))
    return sorted(sorted(cluster) for cluster in clusters.values())


# Whom a text is about: told of at least this often, and this many times as often as anybody else.
LEAST_TOLD, TIMES_AS_OFTEN = 4, 4
# Who speaks or acts in a report on another.
_BYSTANDERS = frozenset(
    "spokesman spokeswoman spokesperson officer official analyst expert lawyer attorney judge reporter source witness agent publicist rep "
    "prosecutor detective doctor editor author neighbor neighbour friend colleague brother sister mother father son daughter wife husband".split()
)


def _may_be(mention: Mention, name: str) -> bool:
    """Whether a nominal or a pronoun may mean the one whom the text is about: a person, no bystander, and not of the other gender."""
    if mention.kind != "person" or mention.form == "name" or _head(mention) in _BYSTANDERS:
        return False
    gender = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}.get(_head(mention))
    return gender is None or gender_of(name) in (None, gender)


def _main_of(counts: Mapping[str, int]) -> str | None:
    ranked = sorted(counts, key=lambda a: (-counts[a], a))
    if counts[ranked[0]] < LEAST_TOLD or (len(ranked) > 1 and counts[ranked[0]] < TIMES_AS_OFTEN * counts[ranked[1]]):
        return None
    return ranked[0]


def _head(mention: Mention) -> str:
    return mention.text.split()[-1].lower()


def _spot(ref: Ref, mention: Mention) -> tuple[str, int, int]:
    return ref[0], mention.start, mention.end
