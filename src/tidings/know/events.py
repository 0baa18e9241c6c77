"""What words report an event, of which PLOVER type and mode, with which arguments; from data/events.yaml."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand beside a trigger: a relation and the classes or words of which one must be there, or, negated, none."""

    relation: str
    wanted: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.relation}={'|'.join(self.wanted)}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger's lemma with its conditions; `type` and `mode` are what it then means, `whom` the prepositions of the one acted on.

    `fixed` says that the one acted on stands behind these prepositions only.
    """

    lemma: str
    type: str
    mode: str | None
    conditions: tuple[Condition, ...] = ()
    whom: tuple[str, ...] = ()
    fixed: bool = False

    def weight(self) -> int:
        """How much the pattern asks for: a named class more than anything at all."""
        return sum(0 if c.negated or c.relation == "pos" else 1 if c.wanted == ("x",) else 2 for c in self.conditions)

    def __str__(self) -> str:
        return " ".join([self.lemma, *map(str, self.conditions)])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The event file: `patterns` by lemma, those that ask for most first; `classes` of argument heads; `means` and `content` give modes.

    `light` verbs lend a noun their subject as its doer (those of `acts` are the event themselves), `suffered` ones as the one acted on;
    `things` are the classes of what is given or cut; `mutual` fighting has two doers, the possessor of `undergone` nouns none; `vessels` are nouns that hold an event's noun; behind
    `aftermath` words an event is only recalled.
    """

    patterns: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]
    means: dict[str, dict[str, str]]
    content: dict[str, dict[str, str]]
    light: frozenset[str]
    acts: frozenset[str]
    things: frozenset[str]
    suffered: frozenset[str]
    mutual: frozenset[str]
    undergone: frozenset[str]
    vessels: frozenset[str]
    aftermath: frozenset[str]


@cache
def event_lexicon() -> Lexicon:
    """The event file, read once."""
    data = _loaded("events.yaml")
    patterns: defaultdict[str, list[Pattern]] = defaultdict(list)
    for kind, modes in data["types"].items():
        whom = tuple(modes["whom"])
        for mode, groups in modes.items():
            for entry in (str(e) for group in groups for e in (group if isinstance(group, list) else [group]) if mode != "whom"):
                pattern = _pattern(entry, kind, mode or None, whom)
                patterns[pattern.lemma].append(pattern)
    return Lexicon(
        patterns={lemma: tuple(sorted(found, key=lambda p: -p.weight())) for lemma, found in patterns.items()},
        classes={name: frozenset(map(str, words)) for name, words in data["classes"].items()},
        means={kind: {str(w): mode for mode, words in modes.items() for w in words} for kind, modes in data["means"].items()},
        content=data["content"],
        light=frozenset(data["light"]),
        acts=frozenset(data["acts"]),
        things=frozenset(data["things"]),
        suffered=frozenset(data["suffered"]),
        mutual=frozenset(data["mutual"]),
        undergone=frozenset(data["undergone"]),
        vessels=frozenset(data["vessels"]),
        aftermath=frozenset(data["aftermath"]),
    )


def _pattern(entry: str, kind: str, mode: str | None, whom: tuple[str, ...]) -> Pattern:
    words = entry.split()
    conditions = []
    own: tuple[str, ...] | None = None
    for word in words[1:]:
        relation, _, wanted = word.partition("=")
        if relation == "whom":
            own = tuple(wanted.split("|"))
        else:
            conditions.append(Condition(relation.lstrip("-"), tuple(wanted.split("|")), relation.startswith("-")))
    return Pattern(words[0], kind, mode, tuple(conditions), whom if own is None else own, own is not None)


@cache
def context_words() -> dict[str, frozenset[str]]:
    """PLOVER's contexts with the words that speak for them; from data/contexts.yaml."""
    return {str(name): frozenset(map(str, words)) for name, words in _loaded("contexts.yaml").items()}


def _loaded(name: str) -> dict[str, Any]:
    import yaml

    # the event file is long: the C reader takes a tenth of the time, where the library was built with it
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=loader)
    return loaded
