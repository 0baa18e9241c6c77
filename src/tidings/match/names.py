"""Two names to how surely they are one: people across spellings and scripts, organisations across wordings."""

import re
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

import tidings.know
from tidings.match.score import Score

_WORD = re.compile(r"[a-z0-9]+")
_TITLES = frozenset(
    "mr mrs ms dr sir president minister prime gen general col colonel lt maj major capt captain sen senator rep gov governor lord lady".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_SMALL = frozenset("of the and for a an affairs".split())
# What Latin spellings of Cyrillic, Arabic and other names vary in; applied in order, to both names alike, so that only likeness matters.
_RULES = (
    (r"tsi", "ti"), (r"(?:ou|ov|av|au|ow|aw)(?=s)", "o"),
    (r"shch|sch|sh|ch|tch|tsch|cz|sz", "s"), (r"zh|kh|gh|ph", lambda m: {"zh": "z", "kh": "h", "gh": "g", "ph": "f"}[m.group()]),
    (r"ts|tz|z", "s"), (r"ck|q|c", "k"), (r"w", "v"), (r"x", "ks"), (r"j", "i"), (r"iy|ij|ii|yi|yy|ey|ei|ie|ay|ai|y", "i"),
    (r"ou|oo|u", "o"), (r"h", "g"), (r"(.)\1+", r"\1"), (r"io|ia|iu|ie", lambda m: m.group()[1]),
)  # fmt: skip


def _words(name: str) -> list[str]:
    return _WORD.findall(anyascii(name).lower().replace("’", "'").replace("'s", " ").replace("'", ""))


@cache
def _given_names() -> dict[str, frozenset[str]]:
    """The names that each form may stand for, by the first form of their lines."""
    path = Path(tidings.know.__file__).parent / "data" / "given_names.tsv"
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    meant: dict[str, set[str]] = {}
    for forms in lines:
        for form in forms:
            meant.setdefault(anyascii(form).lower(), set()).add(forms[0])
    return {form: frozenset(names) for form, names in meant.items()}


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """What is left of a name's word when spellings of one name fall together: "Tsikhanouskaya" and "Tikhanovskaya" nearly do."""
    bare = "".join(_words(word))
    for pattern, to in _RULES:
        bare = re.sub(pattern, to, bare)
    return re.sub(r"[aeio]+$", "", bare) or bare


def alike_words(a: str, b: str) -> bool:
    """Whether two words are spellings of one name, by their skeletons: equal, or one change in five letters."""
    one, two = skeleton(a), skeleton(b)
    if one == two:
        return True
    longer = max(len(one), len(two))
    # short names differ by one letter and are others (Olm, Ohm); long ones vary in how sounds are written
    return longer >= 6 and Levenshtein.distance(one, two) <= longer // 5 and one[0] == two[0]


def same_person(a: str, b: str) -> Score:
    """How surely two names are one person's: last names must be spellings of one, given names too, or initials of one another."""
    first, second = ([w for w in _words(n) if w not in _TITLES and w not in _SUFFIXES] for n in (a, b))
    if not first or not second:
        return Score(0.0, "no name")
    if first == second:
        return Score(1.0, "the same words")
    if not alike_words(first[-1], second[-1]):
        return Score(0.0, f"{first[-1]} and {second[-1]} are other last names")
    if len(first) == 1 or len(second) == 1:
        return Score(0.6, "one is a last name alone")
    if len(first) > 2 and len(second) > 2 and first[0] == second[0] and not _same_given(first[1], second[1]):
        return Score(0.0, f"{first[1]} and {second[1]} are other middle names")
    if _same_given(first[0], second[0]):
        return Score(0.9 if first[-1] == second[-1] else 0.85, "spellings of one name")
    return Score(0.0, f"{first[0]} and {second[0]} are other given names")


def person_keys(name: str) -> tuple[str, ...]:
    """Keys of which two spellings of one full name have one in common; none for a last name alone.

    One change in a last name leaves its first three letters or its last three as they were.
    """
    words = [w for w in _words(name) if w not in _TITLES and w not in _SUFFIXES]
    if len(words) < 2:
        return ()
    last = skeleton(words[-1])
    letters = sorted({skeleton(form)[:1] for form in _given_names().get(words[0], (words[0],))} | {skeleton(words[0])[:1]})
    return tuple(f"{end}{part}{letter}" for letter in letters for end, part in (("<", last[:3]), (">", last[-3:])))


def last_name(name: str) -> str:
    """A person's last name, plain: without "Jr." and the like; the whole name when nothing else is left."""
    words = [w for w in _words(name) if w not in _TITLES and w not in _SUFFIXES]
    return words[-1] if words else name.lower()


def _same_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    names = _given_names()
    if a in names and b in names:
        return bool(names[a] & names[b])
    return alike_words(a, b)


_SPELLINGS = {"defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor", "programme": "program"}
_OFFICES = {"department": "ministry", "dept": "ministry", "min": "ministry", "internal": "interior"}


def same_organization(a: str, b: str) -> Score:
    """How surely two names are one organisation's: the same words in any order, an acronym, or one's words within the other's."""
    first, second = (organization_words(n) for n in (a, b))
    if not first or not second:
        return Score(0.0, "no name")
    if set(first) == set(second):
        return Score(1.0, "the same words")
    if {root_of_people(w) for w in first} == {root_of_people(w) for w in second}:
        return Score(0.9, "the same words, one of a place and its people")
    for short, long, name in ((a, second, first), (b, first, second)):
        letters = "".join(w[0] for w in long if w not in _SMALL)
        if len(name) == 1 and short.replace(".", "").isupper() and len(letters) > 1 and letters.upper() == short.replace(".", ""):
            return Score(0.9, "an acronym")
    return Score(0.0, "other words")


# What kind of company it is says nothing of which.
_CORPORATE = frozenset("inc incorporated corp corporation co company ltd limited llc llp plc ag gmbh sa spa nv bv oao ooo pao zao".split())
_PLACES = {"mt": "mount", "mtn": "mountain", "st": "saint", "ft": "fort"}


def organization_words(name: str) -> tuple[str, ...]:
    """The words that tell one body or place from another, in one spelling: "Orlow Corp." and "the Orlow Corporation" have the same."""
    words = [_PLACES.get(w, _SPELLINGS.get(w, w)) for w in _words(name) if w not in _SMALL]
    kept = [_OFFICES.get(w, w) for w in words if w not in _CORPORATE] or [_OFFICES.get(w, w) for w in words]
    return tuple(kept)


_OF_A_PEOPLE = re.compile(r"(?:ian|ean|ish|ese|an|i|n)$")


def root_of_people(word: str) -> str:
    """What a place's name and its people's have in common: "Ostrel" and "Ostrelian", "Varnia" and "Varnian"; short words as they are."""
    if len(word) < 6:
        return word
    return re.sub(r"[aeiouy]+$", "", _OF_A_PEOPLE.sub("", word)) or word


def is_short_for(short: str, name: str) -> bool:
    """Whether a body or place is called by the beginning or the end of its name: "the Rovers" for "Tesk Rovers"."""
    few, many = organization_words(short), organization_words(name)
    return 0 < len(few) < len(many) and few in (many[: len(few)], many[-len(few) :])
