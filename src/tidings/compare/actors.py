"""Readings to actors: who is meant by mentions in many documents, by name, spelling and office."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tidings.know.actors import state_of
from tidings.know.countries import country_named
from tidings.match.names import alike_words, same_organization, same_person, skeleton
from tidings.model.ids import made_of
from tidings.model.picture import Actor, Ref, Story
from tidings.model.reading import Mention, Reading

# Below this two names may be one or may not: they stay two (match.names gives 0.85 for spellings of one name).
SURE = 0.8


def link_actors(readings: Sequence[Reading], stories: Sequence[Story] = ()) -> tuple[Actor, ...]:
    """The actors named in the readings, by id; a nominal that no name stands behind is an actor of its own document alone.

    Names are compared only where the skeletons of their last words begin alike, so work grows with the names, not their pairs.
    """
    named: defaultdict[tuple[str, str], list[Ref]] = defaultdict(list)
    alone: list[tuple[str, str, list[Ref]]] = []
    by_actor_of_document: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.document.id):
        for m in reading.mentions:
            if m.actor:
                by_actor_of_document[reading.document.id, m.actor].append(m)
    for (doc, name), mentions in by_actor_of_document.items():
        kind = _kind(mentions)
        refs = [(doc, m.id) for m in mentions]
        if any(m.form == "name" for m in mentions) or _is_proper(name):
            named[kind, name].extend(refs)
        else:
            alone.append((kind, f"{name}\0{doc}", refs))
    actors = [_actor(kind, group, named) for kind, group in _groups(named)]
    actors += [
        Actor(id=made_of("A", kind, key), name=key.split("\0")[0], mentions=tuple(sorted(refs)), kind=kind) for kind, key, refs in alone
    ]
    return tuple(sorted(actors, key=lambda a: a.id))


def _kind(mentions: Sequence[Mention]) -> str:
    kinds = Counter(m.kind for m in mentions if m.form == "name") or Counter(m.kind for m in mentions)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    return "person" if kind == "person" else "place" if kind == "place" else "body"


def _is_proper(name: str) -> bool:
    return any(w[0].isupper() for w in name.split() if w) and name[:1].isupper()


def _groups(named: Mapping[tuple[str, str], list[Ref]]) -> list[tuple[str, list[str]]]:
    """Names that are one actor's, by kind; every name is in one group. Two full names are joined; a bare last name only to a single bearer."""
    out: list[tuple[str, list[str]]] = []
    states = {name for _, name in named if country_named(name)}
    out += [("state", [name]) for name in sorted(states)]
    for kind in ("person", "place", "body"):
        names = sorted(name for k, name in named if k == kind and name not in states)
        if kind == "place":
            out += [(kind, [name]) for name in names]
            continue
        out += [(kind, group) for group in (_people(names) if kind == "person" else _bodies(names))]
    return out


def _people(names: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    singles = []
    for name in names:
        if len(name.split()) == 1:
            singles.append(name)
            continue
        key = skeleton(name.split()[-1])[:2]
        home = next((i for i in blocks[key] if all(same_person(name, other).value >= SURE for other in groups[i])), None)
        if home is None:
            blocks[key].append(len(groups))
            groups.append([name])
        else:
            groups[home].append(name)
    loose: list[list[str]] = []
    for name in singles:
        bearers = [i for i in blocks[skeleton(name)[:2]] if any(alike_words(name, other.split()[-1]) for other in groups[i])]
        if len(bearers) == 1:
            groups[bearers[0]].append(name)
            continue
        same = next((g for g in loose if alike_words(g[0], name)), None)
        if same is not None:
            same.append(name)
        else:
            loose.append([name])
    return groups + loose


def _bodies(names: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for name in names:
        keys = {w[:3].lower() for w in name.split()} | {"".join(w[0] for w in name.split() if w[:1].isupper())}
        near = sorted({i for key in keys for i in blocks[key]})
        home = next((i for i in near if any(same_organization(name, other).value >= SURE for other in groups[i])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(name)
        for key in keys:
            blocks[key].append(home)
    return groups


def _actor(kind: str, names: list[str], named: Mapping[tuple[str, str], list[Ref]]) -> Actor:
    refs = {name: [r for (k, n), found in named.items() if n == name and (kind == "state" or k == kind) for r in found] for name in names}
    # the name most told, then the longest: the same whatever came first
    best = min(names, key=lambda n: (len(n.split()) == 1, -len(refs[n]), -len(n), n))
    country = country_named(best) or state_of(best)
    return Actor(
        id=made_of("A", kind, best),
        name=best,
        mentions=tuple(sorted({r for found in refs.values() for r in found})),
        names=tuple(sorted(names)),
        kind=kind,
        country=country.iso2 if country else None,
    )


def coreference_clusters(
    readings: Sequence[Reading], actors: Sequence[Actor], stories: Sequence[Story] = ()
) -> list[list[tuple[str, int, int]]]:
    """Every mention found in one cluster, as (document, start, end).

    Those of an actor stand together; a nominal that means nobody known stands with those of the same head in its story, a guess that only
    this listing makes; a pronoun that means nobody known stands alone.
    """
    story_of = {d: s.id for s in stories for d in s.documents}
    mentions = {(r.document.id, m.id): m for r in readings for m in r.mentions}
    taken = {ref for actor in actors for ref in actor.mentions}
    clusters = [[_spot(ref, mentions[ref]) for ref in actor.mentions] for actor in actors]
    by_head: defaultdict[tuple[str, str], list[tuple[str, int, int]]] = defaultdict(list)
    for ref, m in mentions.items():
        if ref not in taken:
            alone = m.form == "pronoun"
            by_head[story_of.get(ref[0], ref[0]), m.id + ref[0] if alone else m.text.split()[-1].lower()].append(_spot(ref, m))
    return sorted(sorted(cluster) for cluster in (*clusters, *by_head.values()))


def _spot(ref: Ref, mention: Mention) -> tuple[str, int, int]:
    return ref[0], mention.start, mention.end
