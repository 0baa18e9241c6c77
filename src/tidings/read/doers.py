"""A trigger to the words for who does it, through passives, relative clauses, control and nominalisations."""

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
# What is used to do a thing does not do it; its user does ("an airfield used by Osk to bomb Tolm").
_INSTRUMENTAL = frozenset("use employ exploit utilize utilise".split())
# What two agree on, both do.
_JOINT = frozenset("agree arrange conspire".split())
# Such words are said to somebody, who is to do what they ask for ("pressure on Osk to withdraw"); who meets them with these verbs is the one.
_ASKING = frozenset("pressure order call request appeal demand instruction command ultimatum invitation plea advice".split())
_MEETING = frozenset("resist defy reject refuse ignore rebuff follow obey heed decline withstand".split())
# Who depends on somebody for a thing is given it by him.
_DEPENDING = frozenset("depend dependent rely reliant count look turn".split())
# Who says a thing at a meeting takes part in it.
_SPEAKING = frozenset("say tell add announce declare warn speak stress note insist urge agree decide promise pledge vow discuss".split())
# What an attack does to people: whom such a verb hurts "in" or "by" an attack, the attack was on.
HARM = frozenset("kill wound injure die hurt maim destroy damage hit slay perish".split())
# Verbs of going, whose subject has the visit or the talks "for" or "on" which it goes.
_MOTION = frozenset("arrive travel fly go come leave depart head return meet be deploy send dispatch gather train".split())
# Groups and forces that nouns of events are made with.
_ACTING = frozenset(
    "police army navy troop rebel militant guerrilla guerilla insurgent terrorist opposition student worker farmer mob gang settler separatist "
    "militia union teacher crowd".split()
)
# In these an "of" behind the noun names who does it ("the withdrawal of troops"), in the others to whom it is done ("the siege of Tolm").
OF_DOES = frozenset("RETREAT MOBILIZE".split())
# Before a noun of these "from" names who does it ("pressure from Varnia"), elsewhere where it starts.
_FROM_DOES = frozenset("REQUEST SANCTION AID SUPPORT ACCUSE THREATEN REJECT ASSAULT".split())

# … and these say only from where.
_DIRECTIONS = frozenset(
    "north south east west north-east north-west south-east south-west air sea ground land space behind above rear flank".split()
)


def actors_of(trigger: "Token", pattern: Pattern | None = None) -> "tuple[Token, ...]":
    """The heads of the words for who does it; empty when the sentence names nobody for that part."""
    if pattern is not None and pattern.whom == ("subj",):
        return tuple(with_conjuncts(found_behind(trigger, ("by", "from", "in", "at"))))
    # a mediator's talks are between others
    kind = pattern.type if pattern is not None and pattern.mode != "third-party" else ""
    found = doers_of_noun(trigger, kind) if trigger.pos_ in ("NOUN", "PROPN") else doers_of_verb(trigger)
    return tuple(with_conjuncts(list(found)))


def doers_inside(noun: "Token") -> "Iterator[Token]":
    """Those whom the noun's own words name for its doing: possessor, "by", a demonym or a name before it."""
    for child in noun.children:
        if (child.dep_ == "poss" and child.pos_ != "PRON") or is_name_before(child):
            yield child
        elif child.dep_ in ("compound", "amod"):
            yield from (c for c in child.children if is_name_before(c))  # "US Predator attacks"
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            yield from (g for g in child.children if g.dep_ == "pobj")


def is_name_before(token: "Token") -> bool:
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


def doers_of_verb(verb: "Token") -> "Iterator[Token]":
    """Who does what a verb says: its agent or subject, or whoever a clause above leaves it to."""
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if agents:
        yield from agents
        return
    if _is_passive(verb):
        if inner := _agents_of_role(verb):
            yield from inner
            return
        state = [c for c in verb.children if c.dep_ == "nsubjpass"] if lemma_of(verb) in _STATES else []
        if state or lemma_of(verb) not in _STATES or verb.dep_ != "xcomp":
            yield from state
            return
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if subjects:
        yield verb.head if subjects[0].tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else subjects[0]
        return
    head = verb.head
    if (verb.pos_ == "ADJ" or verb.dep_ == "acomp") and head.pos_ in ("VERB", "AUX"):
        yield from doers_of_verb(head)
    elif (verb.dep_ == "acl" and verb.tag_ == "VBG") or verb.dep_ == "relcl":
        yield head
    elif verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
        # control: "urged Olm to go" is Olm's going, "promised Olm to go" the promiser's
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if objects and lemma_of(head) not in _SUBJECT_DOES:
            yield objects[0]
        elif _is_passive(head):
            subjects = [c for c in head.children if c.dep_ == "nsubjpass"]
            tools = lemma_of(head) in _INSTRUMENTAL and not any(
                kinds_of_heads().get(lemma_of(c)) in ("person", "unit", "group") for c in subjects
            )
            yield from doers_of_verb(head) if tools else subjects
        else:
            yield from doers_of_verb(head)
            if lemma_of(head) in _JOINT:
                yield from found_behind(head, ("with",))
    elif verb.dep_ in ("conj", "advcl", "pcomp", "prep", "ccomp", "acl", "dep") and head.i != verb.i:
        while head.pos_ == "ADP" and head.head.i != head.i:
            head = head.head
        if head.pos_ in ("NOUN", "PROPN"):
            asked = _asked_by(head) if verb.dep_ == "acl" and verb.tag_ == "VB" and lemma_of(head) in _ASKING else []
            yield from asked or doers_of_noun(head, "")
        elif verb.dep_ == "pcomp" and lemma_of(head) in _OBJECT_DOES:
            yield from (c for c in head.children if c.dep_ in ("dobj", "nsubjpass"))
        elif verb.dep_ != "ccomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
            if _is_passive(head) and not _is_passive(verb):
                yield from (c for c in head.children if c.dep_ == "nsubjpass")
            else:
                yield from doers_of_verb(head)


def _agents_of_role(verb: "Token") -> "list[Token]":
    """“Was used as a launching pad by Osk’s forces”: whom the parser hangs on the role stands for the agent of the verb."""
    roles = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "for") for g in c.children if g.dep_ == "pobj"]
    return [
        g
        for role in roles
        for c in role.children
        if c.dep_ in ("prep", "agent") and c.lower_ == "by"
        for g in c.children
        if g.dep_ == "pobj"
    ]


def _is_passive(verb: "Token") -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children)
    )


def _asked_by(noun: "Token") -> "list[Token]":
    """Whom a call, an order or pressure is put to: who stands behind "on", or who resists it, heeds it or is under it."""
    if on := found_behind(noun, ("on", "to", "for")):
        return on
    verb = noun.head
    if noun.dep_ == "dobj" and lemma_of(verb) in _MEETING | event_lexicon().suffered:
        return list(doers_of_verb(verb))
    if noun.dep_ == "pobj" and verb.lower_ == "under" and verb.head.pos_ in ("VERB", "AUX"):
        return [c for c in verb.head.children if c.dep_ == "nsubjpass"] or list(doers_of_verb(verb.head))
    return []


def doers_of_noun(noun: "Token", kind: str) -> "Iterator[Token]":
    """“Osk's attack”, “the attack by Osk”, “an Oskan attack”, and who launches it; of "the withdrawal of troops" the troops do it."""
    by = found_behind(noun, ("by",))
    own = [] if lemma_of(noun) in event_lexicon().undergone else _owners(noun)
    named = [c for c in noun.children if is_name_before(c)]
    from_ = [t for t in found_behind(noun, ("from",)) if t.lower_ not in _DIRECTIONS] if kind in _FROM_DOES else []
    of = found_behind(noun, ("of",)) if kind in OF_DOES else []
    if by or own or named or from_:
        yield from (by or own or named or from_)[:2]
        return
    lexicon = event_lexicon()
    if (kind in ("CONSULT", "AGREE", "COOPERATE") or lemma_of(noun) in lexicon.mutual) and (
        between := found_behind(noun, ("between", "among"))
    ):
        yield from between
        return
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ == "NOUN":
        yield from doers_of_noun(head, kind)
        return
    if (vessel := vessel_of(noun)) is not None:
        yield from doers_of_noun(vessel, kind)
        return
    if noun.dep_ == "pobj" and head.lower_ in ("of", "for", "over") and lemma_of(head.head) in _OBJECT_DOES:
        yield from (
            c for c in head.head.children if c.dep_ in ("dobj", "nsubjpass")
        )  # "accused Osk of attacks", "blamed Osk for the strike"
        return
    if noun.dep_ == "pobj" and (others := _doers_around(noun, kind)):
        yield from others
        return
    light = lexicon.light | lexicon.suffered
    if noun.dep_ in ("dobj", "attr", "oprd") and head.pos_ in ("VERB", "AUX") and lemma_of(head) in light:
        yield from found_behind(head, ("from", "by", "at")) if lemma_of(head) in lexicon.suffered else doers_of_verb(head)
    elif noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX") and head.lower_ in ("in", "for", "to", "with", "into", "on", "under"):
        verb = head.head
        if lemma_of(verb) in ("engage", "involve"):
            yield from [c for c in verb.children if c.dep_ == "nsubjpass"] or list(doers_of_verb(verb))
        elif head.lower_ == "under":
            yield from found_behind(verb, ("from", "by"))
        elif lemma_of(verb) in HARM | (_MOTION if head.lower_ in ("for", "on", "to") else lexicon.light):
            yield from doers_of_verb(verb)
    elif noun.dep_ == "nsubjpass" and head.pos_ == "VERB":
        yield from (g for c in head.children if c.dep_ == "agent" for g in c.children)
    if lemma_of(head) not in light:
        yield from of


def _owners(noun: "Token") -> "list[Token]":
    """Whose it is; a name with "'s" right before the phrase too, where the parser lists it with what went before."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    first = min((c.i for c in noun.children if c.dep_ in ("compound", "amod") and c.i < noun.i), default=noun.i)
    before = noun.doc[first - 1] if first > 0 else None
    if not found and before is not None and before.tag_ == "POS" and before.head.i == before.i - 1:
        return [before.head]
    return found


def _doers_around(noun: "Token", kind: str) -> "list[Token]":
    """Who does what stands behind a preposition: who speaks at a meeting, is at war, moves troops for a drill, is depended on for help."""
    preposition, over = noun.head, noun.head.head
    word, verb = preposition.lower_, over
    if kind == "CONSULT" and word in ("at", "during"):
        return list(doers_of_verb(over)) if lemma_of(over) in _SPEAKING else [over] if over.ent_type_ == "PERSON" else []
    if word == "at" and lemma_of(noun) in event_lexicon().mutual:
        return [over] if over.pos_ in ("NOUN", "PROPN") else list(doers_of_verb(over)) if over.pos_ in ("AUX", "VERB") else []
    if word == "for" and lemma_of(over) in _DEPENDING:
        return found_behind(over, ("on", "to"))
    while verb.dep_ in ("dobj", "appos", "conj") and verb.pos_ in ("NOUN", "PROPN"):
        verb = verb.head
    return list(doers_of_verb(verb)) if word == "for" and verb.i != over.i and lemma_of(verb) in _MOTION else []


def vessel_of(noun: "Token") -> "Token | None":
    """The noun that holds this one and is the same event: of "a wave of attacks" the wave, of "the mediation effort" the effort."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("of", "at", "for", "in") and head.head.pos_ == "NOUN":
        head = head.head
    elif noun.dep_ not in ("compound", "nmod"):
        return None
    return head if head.pos_ == "NOUN" and lemma_of(head) in event_lexicon().vessels else None


def found_behind(token: "Token", words: "Iterable[str]") -> "list[Token]":
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
    return [*found_behind(token, (word,)), *pcomps]


def with_conjuncts(heads: "Iterable[Token]") -> "Iterator[Token]":
    """The heads with those listed beside them, each once."""
    seen: set[int] = set()
    for head in heads:
        for token in (head, *head.conjuncts):
            if token.i not in seen:
                seen.add(token.i)
                yield token
