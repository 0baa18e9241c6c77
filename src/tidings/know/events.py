"""What words report an event, of which PLOVER type and mode, with which arguments; from data/events.yaml."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger's lemma with what must stand beside it: (relation, class) pairs; `type` and `mode` are what it then means."""

    lemma: str
    type: str
    mode: str | None
    conditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by lemma, those with most conditions first; classes of argument heads."""

    patterns: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]


@cache
def event_lexicon() -> Lexicon:
    """The event file, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "events.yaml").read_text(encoding="utf-8"))
    patterns: defaultdict[str, list[Pattern]] = defaultdict(list)
    for kind, modes in data["types"].items():
        for mode, entries in modes.items():
            for entry in entries:
                words = str(entry).split()
                conditions = tuple((relation, wanted) for relation, _, wanted in (w.partition("=") for w in words if "=" in w))
                lemma = " ".join(w for w in words if "=" not in w)
                patterns[lemma].append(Pattern(lemma, kind, mode or None, conditions))
    return Lexicon(
        patterns={lemma: tuple(sorted(found, key=lambda p: -len(p.conditions))) for lemma, found in patterns.items()},
        classes={name: frozenset(words) for name, words in data["classes"].items()},
    )


# PLOVER's contexts by words that speak for them; a sentence's context is any whose words it holds.
CONTEXTS: dict[str, frozenset[str]] = {
    "military": frozenset(
        "troop force army soldier missile military invasion war attack fighting battalion brigade tank artillery strike drill exercise weapon navy warship "
        "bomb shell rocket drone border commander offensive front ceasefire".split()
    ),
    "diplomatic": frozenset(
        "talk summit ambassador embassy treaty diplomat diplomatic negotiation foreign minister relation accord".split()
    ),
    "economic": frozenset("trade economy economic tariff oil gas bank investment sanction export import price".split()),
    "legal": frozenset("court judge trial lawsuit prosecutor law legal".split()),
    "election": frozenset("election vote ballot candidate campaign poll referendum".split()),
    "executive": frozenset("president cabinet government minister decree".split()),
    "legislative": frozenset("parliament congress senate lawmaker bill legislature".split()),
    "disasters": frozenset("flood earthquake storm hurricane disaster wildfire drought".split()),
    "terrorism": frozenset("terrorist terrorism suicide-bomber".split()),
    "human_rights": frozenset("torture rights abuse genocide massacre".split()),
    "health": frozenset("virus disease hospital vaccine epidemic outbreak pandemic".split()),
    "crime": frozenset("murder robbery gang police crime".split()),
    "cbrn": frozenset("nuclear chemical biological radiological".split()),
    "migration": frozenset("migrant refugee migration asylum".split()),
}
