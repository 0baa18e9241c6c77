"""Who does it and to whom: a trigger's actor and recipient words in the parse, through passives, relative clauses, control and nominalisations."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tidings.know.countries import country_named, country_of_demonym
from tidings.know.events import Pattern, event_lexicon
from tidings.know.heads import kinds_of_heads
from tidings.read.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose object, not their subject, does what stands behind "of", "for" or "from": "accused Olm of planning raids".
_OBJECT_DOES = frozenset(
    "accuse blame suspect charge convict criticize criticise condemn prevent stop deter bar keep prosecute thank praise".split()
)
# Verbs that leave the doing of their complement to their subject although they have an object: "promised Olm to go".
_SUBJECT_DOES = frozenset("promise threaten vow use pledge need take spend swear offer".split())
# Passives in which somebody is said to do: "is committed to", "are engaged in".
_STATES = frozenset("commit engage involve oppose determine resolve dedicate mass concentrate".split())
# What an attack does to people: whom such a verb hurts "in" or "by" an attack, the attack was on.
_HARM = frozenset("kill wound injure die hurt maim destroy damage hit slay perish".split())
# Verbs of going, whose subject has the visit or the talks "for" or "on" which it goes.
_MOTION = frozenset("arrive travel fly go come leave depart head return meet be deploy send dispatch gather train".split())
# Groups and forces that nouns of events are made with.
_ACTING = frozenset(
    "police army navy troop rebel militant guerrilla guerilla insurgent terrorist opposition student worker farmer mob gang settler separatist "
    "militia union teacher crowd".split()
)
# In these an "of" behind the noun names who does it ("the withdrawal of troops"), in the others to whom it is done ("the siege of Tolm").
_OF_DOES = frozenset("RETREAT MOBILIZE".split())
# Before a noun of these "from" names who does it ("pressure from Varnia"), elsewhere where it starts.
_FROM_DOES = frozenset("REQUEST SANCTION AID SUPPORT ACCUSE THREATEN REJECT ASSAULT".split())


def actors_of(trigger: "Token", pattern: Pattern | None = None) -> "tuple[Token, ...]":
    """The heads of the words for who does it; empty when the sentence names nobody for that part."""
    if pattern is not None and pattern.whom == ("subj",):
        return tuple(_with_conjuncts(_behind(trigger, ("by", "from", "in", "at"))))
    # a mediator's talks are between others
    kind = pattern.type if pattern is not None and pattern.mode != "third-party" else ""
    found = _doers_of_noun(trigger, kind) if trigger.pos_ in ("NOUN", "PROPN") else _doers(trigger)
    return tuple(_with_conjuncts(list(found)))


def recipients_of(trigger: "Token", pattern: Pattern) -> "tuple[Token, ...]":
    """The heads of the words for whom it is done to, said to or done with."""
    if pattern.whom == ("subj",):
        found = list(_doers(trigger)) or [c for c in trigger.children if c.dep_ == "nsubjpass"]
    elif trigger.pos_ in ("NOUN", "PROPN"):
        found = list(_targets_of_noun(trigger, pattern))
    else:
        found = list(_targets(trigger, pattern))
    return tuple(_with_conjuncts(found))


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


def inner_names(noun: "Token") -> "Iterator[Token]":
    """The words for somebody inside a noun phrase that stands for nobody itself: "the Oskan wing", "leaders of Osk", "the capital, Tolm"."""
    own = [*_doers_inside(noun), *(c for c in noun.children if c.dep_ == "appos")]
    if own:
        yield from own
        return
    inside = [(c.lower_, g) for c in noun.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    first = [g for word, g in inside if word in ("of", "from", "among", "for", "against", "with")]
    yield from (t for g in first or [g for word, g in inside if word == "in"] for t in (g, *g.conjuncts))


# Behind these stands where it is done, and only then to whom, when nothing else says it.
_WHERE = frozenset("in outside into".split())


def _is_content(token: "Token") -> bool:
    return token.dep_ in ("dobj", "attr", "xcomp", "ccomp", "pobj", "pcomp", "acl", "oprd", "dative", "agent") or (
        token.dep_ == "nsubjpass"
        or (token.dep_ == "advcl" and token.tag_ == "VB")
        or (token.dep_ == "prep" and (token.lower_ not in _ASIDE or (token.lower_ == "in" and token.head.pos_ == "NOUN")))
    )


# What stands behind these tells when, where or why, not about whom.
_ASIDE = frozenset("after before since during following amid despite in by as because due until while without when like than under".split())


def _doers_inside(noun: "Token") -> "Iterator[Token]":
    """Those whom the noun's own words name for its doing: possessor, "by", a demonym or a name before it."""
    for child in noun.children:
        if (child.dep_ == "poss" and child.pos_ != "PRON") or _is_name_before(child):
            yield child
        elif child.dep_ in ("compound", "amod"):
            yield from (c for c in child.children if _is_name_before(c))  # "US Predator attacks"
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            yield from (g for g in child.children if g.dep_ == "pobj")


def _agents_inside(noun: "Token") -> "Iterator[Token]":
    """Those whom an event's noun names for its doing; of troops that are to go, the troops and not where they go from."""
    patterns = event_lexicon().patterns.get(lemma_of(noun), ())
    if patterns and patterns[-1].type in _OF_DOES:
        yield from (c for c in noun.children if (c.dep_ == "poss" and c.pos_ != "PRON") or _is_name_before(c))
        yield from _behind(noun, ("by", "of"))
    else:
        yield from _doers_inside(noun)


def _is_name_before(token: "Token") -> bool:
    """Whether a word before a noun names somebody for it: "Oskan", "the NATO strike", "a police raid"; not a town, which says where."""
    if token.dep_ not in ("amod", "compound", "nmod"):
        return False
    if country_of_demonym(token.text) is not None:
        return True
    if token.ent_type_ == "GPE":
        before = [c.text for c in token.children if c.dep_ in ("compound", "amod") and c.ent_type_ == "GPE"]
        return country_named(" ".join([*before, token.text])) is not None
    return token.ent_type_ in ("ORG", "PERSON", "NORP") or (token.dep_ == "compound" and _acts(token))


def _acts(token: "Token") -> bool:
    """Whether a plain noun before an event's noun does it ("a rebel attack"); of "prisoner release" and "missile strike" no."""
    lemma = lemma_of(token)
    return lemma in _ACTING or kinds_of_heads().get(lemma) == "organization"


def _doers(verb: "Token") -> "Iterator[Token]":
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if agents:
        yield from agents
        return
    if _is_passive(verb):
        if lemma_of(verb) in _STATES:
            yield from (c for c in verb.children if c.dep_ == "nsubjpass")
        return
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if subjects:
        yield verb.head if subjects[0].tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else subjects[0]
        return
    head = verb.head
    if (verb.pos_ == "ADJ" or verb.dep_ == "acomp") and head.pos_ in ("VERB", "AUX"):
        yield from _doers(head)
    elif (verb.dep_ == "acl" and verb.tag_ == "VBG") or verb.dep_ == "relcl":
        yield head
    elif verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
        # control: "urged Olm to go" is Olm's going, "promised Olm to go" the promiser's
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if objects and lemma_of(head) not in _SUBJECT_DOES:
            yield objects[0]
        elif _is_passive(head):
            yield from (c for c in head.children if c.dep_ == "nsubjpass")
        else:
            yield from _doers(head)
    elif verb.dep_ in ("conj", "advcl", "pcomp", "prep", "ccomp", "acl", "dep") and head.i != verb.i:
        while head.pos_ == "ADP" and head.head.i != head.i:
            head = head.head
        if head.pos_ in ("NOUN", "PROPN"):
            yield from _doers_of_noun(head, "")
        elif verb.dep_ == "pcomp" and lemma_of(head) in _OBJECT_DOES:
            yield from (c for c in head.children if c.dep_ in ("dobj", "nsubjpass"))
        elif verb.dep_ != "ccomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
            if _is_passive(head) and not _is_passive(verb):
                yield from (c for c in head.children if c.dep_ == "nsubjpass")
            else:
                yield from _doers(head)


def _is_passive(verb: "Token") -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children)
    )


def _doers_of_noun(noun: "Token", kind: str) -> "Iterator[Token]":
    """“Osk's attack”, “the attack by Osk”, “an Oskan attack”, and who launches it; of "the withdrawal of troops" the troops do it."""
    by = _behind(noun, ("by",))
    own = [] if lemma_of(noun) in event_lexicon().undergone else [c for c in noun.children if c.dep_ == "poss"]
    named = [c for c in noun.children if _is_name_before(c)]
    from_ = _behind(noun, ("from",)) if kind in _FROM_DOES else []
    of = _behind(noun, ("of",)) if kind in _OF_DOES else []
    if by or own or named or from_:
        yield from (by or own or named or from_)[:2]
        return
    lexicon = event_lexicon()
    if (kind in ("CONSULT", "AGREE", "COOPERATE") or lemma_of(noun) in lexicon.mutual) and (between := _behind(noun, ("between", "among"))):
        yield from between
        return
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ == "NOUN":
        yield from _doers_of_noun(head, kind)
        return
    if (vessel := _vessel(noun)) is not None:
        yield from _doers_of_noun(vessel, kind)
        return
    light = lexicon.light | lexicon.suffered
    if noun.dep_ in ("dobj", "attr", "oprd") and head.pos_ in ("VERB", "AUX") and lemma_of(head) in light:
        yield from _behind(head, ("from", "by", "at")) if lemma_of(head) in lexicon.suffered else _doers(head)
    elif noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX") and head.lower_ in ("in", "for", "to", "with", "into", "on", "under"):
        verb = head.head
        if lemma_of(verb) in ("engage", "involve"):
            yield from [c for c in verb.children if c.dep_ == "nsubjpass"] or list(_doers(verb))
        elif head.lower_ == "under":
            yield from _behind(verb, ("from", "by"))
        elif lemma_of(verb) in _HARM | (_MOTION if head.lower_ in ("for", "on", "to") else lexicon.light):
            yield from _doers(verb)
    elif noun.dep_ == "nsubjpass" and head.pos_ == "VERB":
        yield from (g for c in head.children if c.dep_ == "agent" for g in c.children)
    if lemma_of(head) not in light:
        yield from of


def _vessel(noun: "Token") -> "Token | None":
    """The noun that holds this one and is the same event: of "a wave of attacks" the wave, of "the mediation effort" the effort."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("of", "at", "for", "in") and head.head.pos_ == "NOUN":
        head = head.head
    elif noun.dep_ not in ("compound", "nmod"):
        return None
    return head if head.pos_ == "NOUN" and lemma_of(head) in event_lexicon().vessels else None


def _targets(verb: "Token", pattern: Pattern) -> "Iterator[Token]":
    found: list[Token] = []
    if not pattern.fixed:
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if passive:
            found.append(passive[0] if passive[0].tag_ not in ("WDT", "WP") else verb.head)
        elif verb.tag_ == "VBN" and verb.dep_ == "acl":
            found.append(verb.head)
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
    if pattern.type not in _OF_DOES and not pattern.fixed:
        of = _behind(noun, ("of",))
        undergone = lemma_of(noun) in event_lexicon().undergone
        yield from of or [c for c in noun.children if undergone and c.dep_ == "poss"]
    yield from _aimed_behind(noun, pattern)
    lexicon = event_lexicon()
    head = noun.head
    if (vessel := _vessel(noun)) is not None:
        yield from _targets_of_noun(vessel, pattern)
    elif noun.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        if lemma_of(head) in lexicon.light:
            yield from _aimed_behind(head, pattern)
            yield from (c for c in head.children if c.dep_ == "dative" and c.pos_ != "ADP")
        elif lemma_of(head) in lexicon.suffered:
            yield from _doers(head)
    elif noun.dep_ == "nsubj" and lemma_of(head) in _HARM:
        yield from (c for c in head.children if c.dep_ == "dobj")
    elif noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        verb = head.head
        if lemma_of(verb) in _HARM and head.lower_ in ("in", "by", "during", "from", "of"):
            yield from (c for c in verb.children if c.dep_ in (("dobj", "nsubjpass") if lemma_of(verb) != "die" else ("nsubj",)))
        elif head.lower_ == "under":
            yield from [c for c in verb.children if c.dep_ == "nsubjpass"] or list(_doers(verb))


def _aimed_behind(token: "Token", pattern: Pattern) -> "list[Token]":
    """What stands behind the pattern's prepositions, but for those that say where."""
    return _behind(token, pattern.whom if pattern.fixed else set(pattern.whom) - _WHERE)


def where_it_is_done(trigger: "Token", pattern: Pattern) -> "list[Token]":
    """Behind which words stands where it is done, for what a place stands for when nobody else is named: "imposed a curfew in Osk"."""
    words = set(pattern.whom) & _WHERE
    if lemma_of(trigger) in event_lexicon().mutual or not words:
        return []
    holders = [trigger]
    if trigger.pos_ in ("NOUN", "PROPN"):
        light = trigger.dep_ in ("dobj", "nsubjpass") and lemma_of(trigger.head) in event_lexicon().light
        holders += [h for h in (_vessel(trigger), trigger.head if light else None) if h is not None]
    inner = [x for o in trigger.children if o.dep_ in ("dobj", "nsubjpass") for x in o.children if x.dep_ == "acl"]
    return [g for h in (*holders, *inner) for g in _behind(h, words)][:1]


def _behind(token: "Token", words: "Iterable[str]") -> "list[Token]":
    """What stands behind these prepositions, on the word itself, on its particle or on its object, in the text's order."""
    found: list[Token] = []
    holders = [token, *(c for c in token.children if c.dep_ in ("prt", "dobj", "advmod", "oprd", "acomp") and c.pos_ != "VERB")]
    if token.pos_ == "NOUN":
        holders += [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in ("prep", "dative", "agent") and child.pos_ != "VERB":
                inner = [child, *(c for c in child.children if c.dep_ == "prep")]
                if holder.i != token.i and holder.dep_ in ("dobj", "pobj") and child.lower_ == "of":
                    continue
                out = child.lower_ == "out" and "from" in words  # "out of Osk" is from there
                found += [g for p in inner if p.lower_ in words or (out and p.lower_ == "of") for g in p.children if g.dep_ == "pobj"]
    return found


def behind(token: "Token", word: str) -> "list[Token]":
    """What stands behind one preposition; a clause behind it too."""
    pcomps = [g for c in token.children if c.dep_ == "prep" and c.lower_ == word for g in c.children if g.dep_ == "pcomp"]
    return [*_behind(token, (word,)), *pcomps]


def antecedent_guess(pronoun: "Token") -> "Token | None":
    """Whom a pronoun means by its sentence alone: the subject of its own clause or of one above ("Osk said it had …"); None where none
    agrees with it, or where in a clause that reports nothing the object agrees too.
    """
    verb = _clause_of(pronoun)
    own = {t.i for t in (pronoun, *pronoun.ancestors)}
    for _ in range(_CLAUSES_UP):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        objects = [c for c in verb.children if c.dep_ == "dobj" and c.i not in own and c.i < pronoun.i and _may_mean(pronoun, c)]
        if subject is not None and subject.i not in own and subject.i < pronoun.i and _may_mean(pronoun, subject):
            reports = any(c.dep_ == "ccomp" and c.i in own for c in verb.children) or pronoun.head.head.i == verb.i
            return subject if reports or not objects else None
        if objects:
            return objects[0]
        if verb.head.i == verb.i:
            return None
        verb = _clause_of(verb)
    return None


# A pronoun's own clause and two above: further up a reader would be told the name again.
_CLAUSES_UP = 3


def _clause_of(token: "Token") -> "Token":
    """The verb of the clause above a word."""
    token = token.head
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _may_mean(pronoun: "Token", noun: "Token") -> bool:
    """Whether number and kind let the pronoun mean the noun: "it" no person, "they" a plural or a body of people, "he" no country."""
    if noun.pos_ == "PRON":
        return False
    word, plural = pronoun.lower_, noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
    if word in ("it", "its", "itself"):
        return not plural and noun.ent_type_ != "PERSON"
    if word in ("he", "she", "his", "her", "him"):
        return not plural and noun.ent_type_ not in ("GPE", "ORG", "NORP")
    return word in ("they", "their", "them") and (plural or noun.ent_type_ in ("ORG", "NORP"))


def _with_conjuncts(heads: "Iterable[Token]") -> "Iterator[Token]":
    seen: set[int] = set()
    for head in heads:
        for token in (head, *head.conjuncts):
            if token.i not in seen:
                seen.add(token.i)
                yield token
