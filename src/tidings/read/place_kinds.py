"""What a name is used as: a place, a government, a person; and which places bear it, by the words around it."""

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tidings.know.actors import organization_named
from tidings.know.countries import country_named, country_of_capital
from tidings.know.divisions import divisions_abbreviated
from tidings.know.gazetteer import Entry, candidates, folded
from tidings.know.heads import kinds_of_heads
from tidings.know.place_words import place_words
from tidings.model.reading import Mention
from tidings.read.parse import Parse
from tidings.read.place_uses import names_a_thing

if TYPE_CHECKING:
    from spacy.tokens import Token

# NER missed it as a place: take only what the gazetteer has under this main name with people enough to be in the news.
FEWEST_PEOPLE = 20_000
# A headline or a dateline writes whole names in capitals, those of well-known towns; another short one is rather a shortening.
LONGEST_SHORTENING = 4
WELL_KNOWN = 100_000
_WORD_BEHIND = re.compile(r"\s+([A-Za-z]+)")
_WORDS_BEFORE = re.compile(r"([A-Za-z]+)\s+(?:of\s+(?:the\s+)?)?$")


def bearers(parse: Parse, mention: Mention) -> tuple[Entry, ...]:
    """The places that the mention's words name, with a word for their kind or a part of them before or behind taken off; none when unknown."""
    return _bearers(mention.text, "region" in kind_said(parse, mention))


@lru_cache(maxsize=4096)
def _bearers(text: str, as_division: bool) -> tuple[Entry, ...]:
    short = divisions_abbreviated(text)
    if short:
        found = tuple(e for d in short for e in candidates(d.name) if e.country == d.country and e.grain == "region")
        if found:
            return found
    found = candidates(text)
    if as_division:
        found = tuple({(e.geonames, e.name): e for e in (*candidates(f"{text} County"), *candidates(f"{text} Parish"), *found)}.values())
    country = country_named(text)
    if country:
        # others of a country's name count where it is their own too: Georgia, Lebanon in Indiana; "US" and "UK" are nothing else
        return tuple(e for e in found if (e.grain == "country" and e.country == country.iso2) or (e.is_main and len(text) > 3)) or found
    return found or _of_parts(text)


def _of_parts(text: str) -> tuple[Entry, ...]:
    words = text.split()
    if len(words) < 2:
        return ()
    first, last = words[0].lower(), words[-1].lower()
    if first in place_words("parts"):
        return _bearers(" ".join(words[1:]), False)
    if words[0] in ("City", "Town", "Village", "Port", "State", "Province") and words[1] == "of" and len(words) > 2:
        return _bearers(" ".join(words[2:]), False)
    if last in place_words("divisions"):
        named = candidates(" ".join(words[:-1]))
        return tuple(e for e in named if e.grain == "region") or named
    if last in place_words("towns") or last in ("area", "county", "metro"):
        return candidates(" ".join(words[:-1]))
    return ()


def kind_said(parse: Parse, mention: Mention) -> frozenset[str]:
    """The grains that a word beside the name says it has ("Oskan province", "the town of Kell"); empty when none does."""
    before = _WORDS_BEFORE.search(parse.text[max(0, mention.start - 30) : mention.start])
    behind = _WORD_BEHIND.match(parse.text[mention.end : mention.end + 20])
    last = mention.text.split()[-1].lower()
    words = {last} if len(mention.text.split()) > 1 else set()
    if behind:
        words.add(behind[1].lower())
    if before and before[0].rstrip().endswith((" of", " the")):
        words.add(before[1].lower())
    if words & place_words("divisions"):
        return frozenset(("region", "country"))
    if before and before[0].rstrip().endswith(" of") and before[1].lower() in place_words("towns"):
        return frozenset(("city", "site"))
    return frozenset()


def with_kinds(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions with the kind that their use shows: "Moscow said" is a government, "in Oskvale" a place."""
    last_names = {m.text.split()[-1] for m in mentions if m.kind == "person" and m.form == "name" and len(m.text.split()) > 1}
    places = [m for m in mentions if m.kind == "place" and m.form == "name"]
    unborne = {m.text for m in places if not bearers(parse, m)}
    borne_out = {m.text for m in places if m.text in unborne and _is_said_a_place(parse, m)}
    return tuple(_corrected(parse, m, last_names, unborne - borne_out) for m in mentions)


def _is_said_a_place(parse: Parse, mention: Mention) -> bool:
    """Whether the words of a name that no gazetteer has, or those around it, are those of a place."""
    words = {w.lower() for w in mention.text.split()}
    if mention.basis:
        return True
    if mention.text.isupper() or words <= _CLASSES:
        return False
    if words & _CLASSES or kind_said(parse, mention):
        return True
    phrase = parse.phrase((mention.start, mention.end))
    if phrase is None:
        return False
    before = phrase.doc[phrase.start - 1] if phrase.start else None
    # "to", "from" and "at" stand before people and firms as well
    inside = (
        phrase.root.dep_ in ("pobj", "conj", "compound")
        and before is not None
        and before.lower_ in ("in", "near", "outside", "around", "across", "the", "between", "of", ",", "and")
    )
    return inside and not names_a_thing(phrase.doc, phrase.end)


_CLASSES = frozenset().union(*(place_words(of) for of in ("divisions", "towns", "sites", "roads", "parts")))


def _corrected(parse: Parse, mention: Mention, last_names: set[str], unborne: set[str]) -> Mention:
    if mention.form != "name":
        return mention
    phrase = parse.phrase((mention.start, mention.end))
    if phrase is None:
        return mention
    root = phrase.root
    if mention.kind == "place":
        if mention.text in last_names and not _used_as_place(root) and not country_named(mention.text):
            return dataclasses.replace(mention, kind="person", basis="the last name of somebody in the text")
        if mention.text.isupper() and organization_named(mention.text) and not country_named(mention.text):
            return dataclasses.replace(mention, kind="organization", basis="the short name of a known organisation")
        if mention.text in unborne:
            return dataclasses.replace(
                mention, kind="organization", basis="no place of this name is known, and nothing says that it is one"
            )
        if _is_shortening(mention.text):
            return dataclasses.replace(mention, kind="organization", basis="a shortening, and of no place that is known by it")
        if country_of_capital(mention.text) and not country_named(mention.text) and _acts(root):
            return dataclasses.replace(mention, kind="organization", basis="a capital that acts stands for its government")
        return mention
    if mention.kind in ("organization", "person", "equipment", "facility") and _used_as_place(root) and _known_place(mention):
        return dataclasses.replace(mention, kind="place", basis="a known name, used as a place")
    return mention


def _is_shortening(text: str) -> bool:
    """Whether it is in capitals as a shortening is, and what bears the name is a small place written as a word ("Un", a town)."""
    letters = text.replace(".", "")
    if not letters.isupper() or len(letters) > LONGEST_SHORTENING or country_named(text) or divisions_abbreviated(text):
        return False
    borne = candidates(text)
    return bool(borne) and folded(borne[0].name) == letters.lower() and borne[0].population < WELL_KNOWN


def _acts(token: "Token") -> bool:
    if token.dep_ in ("nsubj", "agent") and token.head.lemma_.lower() in place_words("acts"):
        return True
    if token.dep_ == "poss":
        return kinds_of_heads().get(token.head.lemma_.lower()) is not None or token.head.lemma_.lower() in place_words("owned")
    if token.dep_ == "dobj":
        return token.head.lemma_.lower() in place_words("acted_on")
    if token.dep_ == "pobj" and token.head.lower_ in ("from", "on", "with", "to", "by", "against"):
        return token.head.head.lemma_.lower() in place_words("leans_on")
    if token.dep_ == "conj":
        return _acts(token.head)
    return False


def _used_as_place(token: "Token") -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in place_words("where")


def _known_place(mention: Mention) -> bool:
    return any(e.is_main and e.population >= FEWEST_PEOPLE for e in candidates(mention.text))
