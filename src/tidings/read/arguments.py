"""A trigger to the words for whom it is done to, said to or done with, on the word itself or through what it is about."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.events import Pattern, event_lexicon
from tidings.read.doers import HARM, OF_DOES, doers_inside, doers_of_verb, found_behind, is_name_before, vessel_of, with_conjuncts
from tidings.read.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Behind these stands where it is done, and only then to whom, when nothing else says it.
_WHERE = frozenset("in outside into".split())
# What stands behind these tells when, where or why, not about whom.
_ASIDE = frozenset("after before since during following amid despite in by as because due until while without when like than under".split())


def recipients_of(trigger: "Token", pattern: Pattern) -> "tuple[Token, ...]":
    """The heads of the words for whom it is done to, said to or done with."""
    if pattern.whom == ("subj",):
        found = list(doers_of_verb(trigger)) or [c for c in trigger.children if c.dep_ == "nsubjpass"]
    elif trigger.pos_ in ("NOUN", "PROPN"):
        found = list(_targets_of_noun(trigger, pattern))
    else:
        found = list(_targets(trigger, pattern))
    return tuple(with_conjuncts(found))


def inner_recipients_of(trigger: "Token") -> "Iterator[Token]":
    """Whom a word that names nobody itself is aimed at, through what it is about, the nearest first: of "rejected a Kellish appeal" the
    Kellish, of "demanded the withdrawal of Oskan forces" these forces, of "demanded that Osk withdraw" Osk, of "threatened to shell Osk" Osk.
    """
    level = [c for c in trigger.children if _is_content(c)]
    if trigger.dep_ in ("dobj", "nsubjpass") and lemma_of(trigger.head) in event_lexicon().light:
        level += [c for c in trigger.head.children if _is_content(c) and c.i != trigger.i]
    while level:
        below: list[Token] = []
        for token in level:
            if token.pos_ in ("VERB", "AUX"):
                yield from (c for c in token.children if token.dep_ == "ccomp" and c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON")
            elif token.pos_ in ("NOUN", "PROPN"):
                yield from _agents_inside(token)
                if token.head.i != trigger.i or token.dep_ == "pobj":
                    yield token
            below += [c for c in token.children if _is_content(c)]
        level = below


def _agents_inside(noun: "Token") -> "Iterator[Token]":
    """Those whom an event's noun names for its doing; of troops that are to go, the troops and not where they go from."""
    patterns = event_lexicon().patterns.get(lemma_of(noun), ())
    if patterns and patterns[-1].type in OF_DOES:
        yield from (c for c in noun.children if (c.dep_ == "poss" and c.pos_ != "PRON") or is_name_before(c))
        yield from found_behind(noun, ("by", "of"))
    else:
        yield from doers_inside(noun)


def inner_names(noun: "Token") -> "Iterator[Token]":
    """The words for somebody inside a noun phrase that stands for nobody itself: "the Oskan wing", "leaders of Osk", "the capital, Tolm"."""
    own = [*doers_inside(noun), *(c for c in noun.children if c.dep_ == "appos")]
    if own:
        # "envoys from Osk and Varnia"; another's title behind "and" is the parser's list, not the writer's
        yield from (t for t in with_conjuncts(own) if t in own or t.ent_type_ in ("GPE", "NORP", "ORG"))
        return
    inside = [(c.lower_, g) for c in noun.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    first = [g for word, g in inside if word in ("of", "from", "among", "for", "against", "with")]
    yield from (t for g in first or [g for word, g in inside if word == "in"] for t in (g, *g.conjuncts))


def _is_content(token: "Token") -> bool:
    return token.dep_ in ("dobj", "attr", "xcomp", "ccomp", "pobj", "pcomp", "acl", "oprd", "dative", "agent") or (
        token.dep_ == "nsubjpass"
        or (token.dep_ == "advcl" and token.tag_ == "VB")
        or (token.dep_ == "prep" and (token.lower_ not in _ASIDE or (token.lower_ == "in" and token.head.pos_ == "NOUN")))
    )


def _targets(verb: "Token", pattern: Pattern) -> "Iterator[Token]":
    found: list[Token] = []
    if not pattern.fixed:
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if passive:
            found.append(passive[0] if passive[0].tag_ not in ("WDT", "WP") else verb.head)
        elif verb.tag_ == "VBN" and verb.dep_ == "acl":
            found.append(verb.head)
        elif verb.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in verb.children):
            found += (c for c in verb.head.children if c.dep_ == "dobj")
        else:
            objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
            gap = verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in verb.children)
            found += [verb.head if o.tag_ in ("WDT", "WP") else o for o in objects]
            if gap and not objects:
                found.append(verb.head)
        found += (g for c in verb.children if c.dep_ == "dative" and c.pos_ == "ADP" for g in c.children if g.dep_ == "pobj")
    yield from found
    yield from _aimed_behind(verb, pattern)


def _targets_of_noun(noun: "Token", pattern: Pattern) -> "Iterator[Token]":
    if pattern.type not in OF_DOES and not pattern.fixed:
        of = found_behind(noun, ("of",))
        undergone = lemma_of(noun) in event_lexicon().undergone
        yield from of or [c for c in noun.children if undergone and c.dep_ == "poss"]
    yield from _aimed_behind(noun, pattern)
    lexicon = event_lexicon()
    head = noun.head
    if (vessel := vessel_of(noun)) is not None:
        yield from _targets_of_noun(vessel, pattern)
    elif noun.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        if lemma_of(head) in lexicon.light:
            yield from _aimed_behind(head, pattern)
            yield from (c for c in head.children if c.dep_ == "dative" and c.pos_ != "ADP")
        elif lemma_of(head) in lexicon.suffered:
            yield from doers_of_verb(head)
    elif noun.dep_ == "nsubj" and lemma_of(head) in HARM:
        yield from (c for c in head.children if c.dep_ == "dobj")
    elif noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        verb = head.head
        if lemma_of(verb) in HARM and head.lower_ in ("in", "by", "during", "from", "of"):
            yield from (c for c in verb.children if c.dep_ in (("dobj", "nsubjpass") if lemma_of(verb) != "die" else ("nsubj",)))
        elif head.lower_ == "under":
            yield from [c for c in verb.children if c.dep_ == "nsubjpass"] or list(doers_of_verb(verb))


def _aimed_behind(token: "Token", pattern: Pattern) -> "list[Token]":
    """What stands behind the pattern's prepositions, but for those that say where."""
    return found_behind(token, pattern.whom if pattern.fixed else set(pattern.whom) - _WHERE)


def where_it_is_done(trigger: "Token", pattern: Pattern) -> "list[Token]":
    """Behind which words stands where it is done, for what a place stands for when nobody else is named: "imposed a curfew in Osk"."""
    words = set(pattern.whom) & _WHERE
    if lemma_of(trigger) in event_lexicon().mutual or not words:
        return []
    holders = [trigger]
    if trigger.pos_ in ("NOUN", "PROPN"):
        light = trigger.dep_ in ("dobj", "nsubjpass") and lemma_of(trigger.head) in event_lexicon().light
        holders += [h for h in (vessel_of(trigger), trigger.head if light else None) if h is not None]
    inner = [x for o in trigger.children if o.dep_ in ("dobj", "nsubjpass") for x in o.children if x.dep_ == "acl"]
    return [g for h in (*holders, *inner) for g in found_behind(h, words)][:1]
