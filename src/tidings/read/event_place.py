"""An event's trigger in; out, the named place where it happens, or None where nothing tells.

A strike is placed where it lands, else where it starts; movement where it goes; what happens at a border on the side of those who are there.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.countries import country_of_demonym
from tidings.know.sites import sites
from tidings.know.status import statuses
from tidings.model.reading import Mention
from tidings.read.around import Around
from tidings.read.doers import actors_of
from tidings.read.one_happening import clauses_on, shared_governors

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset(
    "in at near on across outside inside around along over off throughout within beside amid through above beneath under".split()
)
_TO = frozenset("to into onto toward towards".split())
_FROM = frozenset(("from",))
_AGAINST = frozenset(("of", "on", "against", "to", "into", "in", "at", "over", "upon"))
# Acts of speech and will have a place only where the text puts the act itself there: "signed in Osk", not "sanctions against Osk".
_SPOKEN = frozenset("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN SANCTION".split())
_SPOKEN_AT = frozenset(("in", "at"))
# What is done to a place happens there.
_DONE_TO = frozenset("ASSAULT COERCE MOBILIZE CONSULT AID".split())
# A war is waged against a country, wherever it is fought.
_WAGED = frozenset("war conflict hostilities fight struggle campaign battle".split())
_TAKING_PART = frozenset("involve engage participate implicate".split())
# So many governors up, a place may still be shared: "was scheduled to meet to discuss it in Osk".
_STEPS = 3


def place_of(trigger: "Token", kind: str, around: Around) -> Mention | None:
    """Where the event of this type happens."""
    found = _found(trigger, kind, around)
    return next(found, None)


def _found(trigger: "Token", kind: str, around: Around) -> Iterator[Mention]:
    if kind in _SPOKEN:
        yield from _behind(trigger, _SPOKEN_AT, around)
        for noun in _acted_on(trigger):
            yield from _behind(noun, _SPOKEN_AT, around)
        for _, governor in shared_governors(trigger, _STEPS):
            yield from _behind(governor, _SPOKEN_AT | _TO if governor.lemma_.lower() in statuses().going else _SPOKEN_AT, around)
        return
    yield from _behind(trigger, _AT | _TO, around)
    for noun in _acted_on(trigger):
        yield from _behind(noun, _AT | _TO, around)
        if kind in _DONE_TO and trigger.lemma_.lower() not in _TAKING_PART:
            yield from _named(noun, around)
    if trigger.lemma_.lower() in _TAKING_PART:
        # "involved in the shelling of Osk"
        for c in trigger.children:
            for g in c.children if c.lower_ == "in" else ():
                if g.lemma_.lower() not in _WAGED:
                    yield from _behind(g, _AGAINST, around)
    if trigger.pos_ in ("NOUN", "PROPN"):
        if trigger.lemma_.lower() not in _WAGED:
            yield from _behind(trigger, _AGAINST, around)
        for c in trigger.children:
            # "the Kolm bombing" was in Kolm, "the Olm war" is fought in Olm, "an Osk deployment" is Osk's
            place = around.place_of(c) if c.dep_ in ("compound", "nmod") else None
            if place is not None and (around.placed[place.id].grain != "country" or trigger.lemma_.lower() in _WAGED):
                yield place
    if trigger.dep_ == "relcl":
        yield from _where(trigger, around)
    for verb in clauses_on(trigger):
        yield from _behind(verb, _AT | _TO, around)
        for noun in _acted_on(verb):
            yield from _named(noun, around)
    yield from _of_governors(trigger, around, _AT | _TO)
    yield from _behind(trigger, _FROM, around)
    # "deployed with units near Osk", "met with officials in Osk", "sent ships for drills in Osk"
    for c in trigger.children:
        if c.dep_ in ("prep", "dative") and c.lower_ in ("with", "for", "alongside"):
            for g in c.children:
                if g.dep_ == "pobj":
                    yield from _behind(g, _AT, around)
    yield from _of_subjects(trigger, around)
    # "was killed as he cleared a mine in Osk"
    for c in trigger.children:
        if c.dep_ == "advcl" and any(g.dep_ in ("mark", "advmod") and g.lower_ in ("as", "while", "when") for g in c.children):
            for verb in (v for v in c.subtree if v.pos_ == "VERB"):
                for word in (verb, *_acted_on(verb)):
                    yield from _behind(word, _AT, around)


def _of_subjects(trigger: "Token", around: Around) -> Iterator[Mention]:
    """Where the thing or the happening is that the event befalls or comes of: "the bank in Osk collapsed", "the quake in Osk caused deaths"."""
    verb = trigger
    if trigger.pos_ in ("NOUN", "PROPN"):
        verb = trigger.head if trigger.dep_ == "dobj" else next((g for _, g in shared_governors(trigger, 1)), trigger)
    for c in verb.children if verb.pos_ == "VERB" else ():
        if c.dep_ in ("nsubj", "nsubjpass") and c.i != trigger.i and c.pos_ == "NOUN":
            yield from _behind(c, _AT, around)


def _acted_on(trigger: "Token") -> "list[Token]":
    found = [c for c in trigger.children if c.dep_ in ("dobj", "nsubjpass", "acomp")]
    if trigger.dep_ == "acl" and trigger.tag_ == "VBN":
        found.append(trigger.head)
    return found


def _behind(word: "Token", prepositions: frozenset[str], around: Around) -> Iterator[Mention]:
    """The places behind these prepositions on a word, those at which before those to which."""
    held = [c for c in word.children if c.dep_ in ("prep", "agent", "dative", "advmod") and c.lower_ in prepositions]
    for preposition in held:
        inner = [c for c in preposition.children if c.dep_ == "prep" and c.lower_ in _AT | _FROM]
        for noun in (g for p in (preposition, *inner) for g in p.children if g.dep_ in ("pobj", "pcomp")):
            yield from _named(noun, around)


def _named(noun: "Token", around: Around, depth: int = 0) -> Iterator[Mention]:
    """The place that a noun phrase names: itself, or inside it ("the outskirts of Osk", "Osk's north", "three towns near Osk")."""
    know = sites()
    lemma = noun.lemma_.lower()
    if lemma in know.borders:
        yield from _side(noun, around)
        return
    # a name that was read in part ("New Osk" as "Osk") still names
    parts = (c for c in noun.children if c.dep_ == "compound") if noun.pos_ == "PROPN" else ()
    place = next((p for t in (noun, *parts) if (p := around.place_of(t)) is not None), None)
    if place is not None:
        yield place
        return
    if depth >= _STEPS or noun.pos_ not in ("NOUN", "PROPN", "NUM", "DET"):
        return
    if lemma in know.homelands:
        yield from _home(noun, around)
        return
    is_site = lemma in know.sites or noun.lower_ in know.sites
    for c in noun.children:
        if c.dep_ == "appos" or (is_site and c.dep_ in ("poss", "compound", "nmod", "amod")):
            if c.pos_ == "PRON" or (c.dep_ == "poss" and c.lemma_.lower() in know.homelands):
                yield from _home(c, around)
            elif c.dep_ == "amod" and (country := country_of_demonym(c.text)) is not None:
                yield from _country(country.iso2, noun, around)
            elif (found := around.place_of(c)) is not None:
                yield found
            elif c.dep_ == "appos":
                yield from _named(c, around, depth + 1)
        elif c.dep_ == "prep" and (c.lower_ in _AT or c.lower_ == "of"):
            partly = is_site or noun.pos_ in ("NUM", "DET") or lemma in statuses().partitives
            for g in c.children:
                # "the outskirts of Osk", "the windows of a building in Osk"; "a friend of Osk" is no place
                if g.dep_ == "pobj" and (c.lower_ != "of" or partly or g.lemma_.lower() in know.sites):
                    yield from _named(g, around, depth + 1)
        elif c.dep_ == "acl" and c.tag_ == "VBN":
            # "a hall situated in Osk"
            yield from _behind(c, _AT, around)


def _side(border: "Token", around: Around) -> Iterator[Mention]:
    """The side of a border: that of its possessor ("Osk's border with Olm"), else that of those who act there, if the text names their country."""
    for c in border.children:
        if c.dep_ == "poss":
            place = around.place_of(c)
            if place is not None:
                yield place
            else:
                yield from _home(c, around)
            return
    beyond = [around.country_of(g) for c in border.children if c.dep_ == "prep" and c.lower_ in ("with", "to") for g in c.children]
    beyond += [around.country_of(c) for c in border.children if c.dep_ in ("amod", "compound")]
    own = [g for c in border.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    for noun in own:
        yield from _named(noun, around)
    if any(beyond) and not own:
        yield from _home(border, around, without=tuple(b for b in beyond if b), told=False)


def _home(word: "Token", around: Around, without: tuple[str, ...] = (), told: bool = True) -> Iterator[Mention]:
    """The country that the clause around a word is about: its possessor's, its subject's, or, where `told`, that of those who tell of it."""
    for token in (word, *(c for c in word.children if c.dep_ == "poss")):
        if token.pos_ == "PRON" and ((code := around.country_of(token)) or token.lower_ in ("his", "her")):
            if code and code not in without:
                yield from _country(code, word, around)
            return
    for n, verb in enumerate(v for v in word.ancestors if v.pos_ in ("VERB", "AUX")):
        for subject in actors_of(verb):
            code = around.country_of(subject)
            mention = around.mention_of(subject)
            # whose troops or weapons are in "the country" is another matter
            is_guest = told and mention is not None and mention.kind in ("unit", "equipment")
            if code and code not in without and not is_guest:
                yield from _country(code, word, around)
                return
        if n >= _STEPS or (verb.dep_ == "ccomp" and not told):
            return


def _country(code: str, word: "Token", around: Around) -> Iterator[Mention]:
    place = around.country_near(code, word.idx)
    if place is not None:
        yield place


def _where(verb: "Token", around: Around) -> Iterator[Mention]:
    """Of "the town where it landed", "Osk, from which it flies" the town, Osk."""
    links = [t for t in verb.subtree if t.tag_ in ("WRB", "WDT", "WP") and t.i < verb.i]
    if any(t.lower_ == "where" or (t.dep_ == "pobj" and t.head.lower_ in _AT | _FROM | _TO) for t in links):
        yield from _named(verb.head, around)


def _of_governors(trigger: "Token", around: Around, prepositions: frozenset[str]) -> Iterator[Mention]:
    """Places on the words that the trigger hangs on, as long as both tell one thing: "travelled to Osk to meet", "held an election in Osk"."""
    for below, governor in shared_governors(trigger, _STEPS):
        yield from _behind(governor, prepositions, around)
        if governor.pos_ in ("VERB", "AUX"):
            for noun in _acted_on(governor):
                if noun.i != below.i:
                    yield from _behind(noun, _AT, around)
                    # "a quake shook Osk"
                    if below.dep_ == "nsubj" and below.pos_ == "NOUN":
                        yield from _named(noun, around)
            if governor.dep_ == "relcl":
                yield from _where(governor, around)
