"""The status of what a word reports: actual, planned, possible, conditional or negated, from its clause and what the clause hangs on.

A word's own helpers speak first ("may attack"); then comes what its governor makes of it ("refused to attack"), which is asked for its own
status in turn ("is not expected to refuse to attack"), up to the sentence's root.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

from tidings.know.status import Effect, statuses
from tidings.model.reading import Status
from tidings.read.own_status import is_definite, is_future, is_negated, own_status

if TYPE_CHECKING:
    from spacy.tokens import Token

# Further than this no governor is asked: deeper nests are the parser's more often than the writer's.
_DEEPEST = 8
_CLAUSES = frozenset("ccomp xcomp pcomp acl advcl relcl csubj csubjpass parataxis amod dep oprd".split())
# "Called off", "was set for June": such words change what their verb makes of its object.
_PARTICLES: defaultdict[str, frozenset[str]] = defaultdict(
    frozenset, {d: frozenset("off out down up back".split()) for d in ("prt", "advmod")} | {"prep": frozenset(("for",))}
)
_OPEN: tuple[Status, ...] = ("planned", "possible", "conditional")


def status_of(token: "Token") -> Status:
    """The status of the event that a word reports, as the innermost voice around it has it."""
    return _status(token, 0)


def _status(token: "Token", depth: int) -> Status:
    own = own_status(token)
    if depth >= _DEEPEST or token.dep_ == "ROOT" or token.head.i == token.i:
        return own or "actual"
    around = _around(token, depth + 1)
    return around if own is None else _joined(own, around)


def _joined(own: Status, around: Status) -> Status:
    """What a clause says of itself under what is made of it: "denied that it did not hold" says that it held."""
    if around == "negated":
        return "actual" if own == "negated" else "negated"
    return around if around in ("possible", "conditional") and own == "planned" else own


def _made(effect: Effect, governor: Status) -> Status:
    """What a word that is itself actual, planned … or negated makes of its complement."""
    said, denied = _as_status(effect.said), _as_status(effect.denied)
    if governor == "actual":
        return said
    if governor == "negated":
        return denied
    if effect.signature == "+|+":
        return "actual"
    if governor == "conditional":
        return "conditional"
    if effect.feared:
        return "possible"
    if said == "actual":
        return governor
    return "possible" if governor == "possible" else said


def _as_status(word: str) -> Status:
    return next(s for s in ("actual", "planned", "possible", "conditional", "negated") if s == word)


def _around(token: "Token", depth: int) -> Status:
    """What the word's governor makes of it; "actual" where nothing tells."""
    head = token.head
    if token.dep_ in ("conj", "advcl", "prep", "pobj", "pcomp") and _is_passed_over(token):
        return "negated"
    if token.dep_ == "conj":
        return _of_conjunct(token, depth)
    if token.dep_ == "pcomp" or (token.dep_ == "pobj" and token.tag_ not in ("VBN", "VBD")):
        return _behind_preposition(token, head, depth)
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("ROOT", "relcl", "acl", "advcl", "ccomp", "xcomp"):
        return _of_noun(token, head, depth)
    if token.dep_ in ("acomp", "attr"):
        return _status(head, depth)
    return _of_clause(token, head, depth) if token.dep_ in _CLAUSES else "actual"


def _is_passed_over(token: "Token") -> bool:
    """Whether the word is what is not done "rather than", "instead of" the rest."""
    start = max(token.left_edge.i - 2, token.sent.start)
    before = token.doc[start : token.i].text.lower()
    return any(p in before and "," not in before.partition(p)[2] for p in ("rather than", "instead of"))


def _of_conjunct(token: "Token", depth: int) -> Status:
    """What a word shares with the one that it is joined to: all of it ("will halt and search"), or what both hang on."""
    head = token.head
    if token.pos_ in ("NOUN", "PROPN"):
        return _status(head, depth) if head.pos_ in ("NOUN", "PROPN") else "actual"
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children):
        return _around(head, depth) if head.dep_ in ("ccomp", "advcl") and head.head.i != head.i else "actual"
    alike = token.tag_ == head.tag_ or {token.tag_, head.tag_} <= {"VB", "VBP"}
    if not alike or any(c.dep_ in ("aux", "auxpass") for c in token.children):
        return _around(head, depth) if head.dep_ not in ("ROOT",) and head.head.i != head.i else "actual"
    if any(c.lower_ == "but" for c in head.children if c.dep_ == "cc") and is_negated(head):
        return own_status(head, denials=False) or "actual"
    return _status(head, depth)


def _effect(words: "dict[str, tuple[Effect, ...]]", names: "tuple[str, ...]", form: str) -> Effect | None:
    return next((e for n in names for e in words.get(n, ()) if form in e.takes), None)


def _of_governor(governor: "Token", form: str, preposition: str | None, depth: int) -> Status | None:
    """What a governing verb, noun or adjective makes of a complement of this form, or None where the lexicon has nothing on it."""
    know = statuses()
    lemma = governor.lemma_.lower()
    particles = [c.lower_ for c in governor.children if c.lower_ in _PARTICLES[c.dep_]] if form == "noun" else []
    behind = (f"{lemma} {preposition}",) if preposition else (*(f"{lemma} {p}" for p in particles), lemma)
    if governor.pos_ == "ADJ":
        if lemma in know.able:
            return _of_able(governor, depth)
        effect = _effect(know.adjectives, (*behind, lemma), form) or next(iter(know.adjectives.get(lemma, ())), None)
        return _made(effect, _status(governor, depth)) if effect else None
    if governor.pos_ in ("NOUN", "PROPN"):
        effect = next((e for n in (*behind, lemma) for e in know.nouns.get(n, ())), None)
        if effect is None:
            return None
        return _made(effect, _as_governor(governor, depth))
    effect = _effect(know.verbs, behind, form)
    if effect is None or (form == "that" and lemma in know.transparent_that and effect.said == "planned"):
        return None
    return _made(effect, _status(governor, depth))


def _as_governor(noun: "Token", depth: int) -> Status:
    """A plan's status for what is planned: that it was turned down denies its content, that it is told of, ordered or feared does not."""
    know = statuses()
    words = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "det", "neg")}
    if words & know.failed or "no" in words or own_status(noun) == "negated":
        return "negated"
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in know.turning_down and own_status(verb) != "negated":
        return "negated"
    if noun.dep_ in ("dobj", "nsubj", "attr", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        outer = _status(verb, depth)
        if outer == "negated" and (not is_definite(noun) or verb.lemma_.lower() in ("have", "make", "see", "be")):
            return "negated"
        return "conditional" if outer == "conditional" and not is_definite(noun) else "actual"
    return "actual"


def _of_able(governor: "Token", depth: int) -> Status:
    """Who was able to do it did it (Bhatt 1999); who is able to may; who will be able to is going to be."""
    outer = _status(governor, depth)
    past = any(c.lower_ in ("was", "were") for c in (governor.head, *governor.head.children))
    return ("actual" if past else "possible") if outer == "actual" else outer


# ---- nouns ------------------------------------------------------------------------------------------------------


def _of_noun(noun: "Token", head: "Token", depth: int) -> Status:
    know = statuses()
    lemma = head.lemma_.lower()
    if noun.dep_ == "appos":
        return (
            _of_noun(head, head.head, depth) if head.pos_ in ("NOUN", "PROPN") and depth < _DEEPEST and head.head.i != head.i else "actual"
        )
    if head.pos_ not in ("VERB", "AUX"):
        return "actual"
    if noun.dep_ in ("dobj", "nsubjpass", "dative", "oprd"):
        act = noun.lemma_.lower() in know.acts and lemma not in ("plan", "want", "seek", "hope", "threaten", "propose", "prepare", "demand")
        made = None if act and lemma not in know.realising else _of_governor(head, "noun", None, depth)
        if _has_happened(noun):
            return "actual"
        if made is not None and not (lemma in ("prevent", "avoid", "halt", "stop", "end") and is_definite(noun)):
            return made
        outer = _status(head, depth)
        if lemma in know.realising:
            return outer
        return outer if outer in (*_OPEN, "negated") and not is_definite(noun) and not act else "actual"
    if noun.dep_ in ("nsubj", "csubj", "attr", "nsubjpass"):
        return _of_subject(noun, head, depth)
    return "actual"


def _of_subject(noun: "Token", verb: "Token", depth: int) -> Status:
    """An event that takes place, comes or is likely is as its verb is; one that does something else is presupposed where it is known."""
    know = statuses()
    lemma = verb.lemma_.lower()
    if lemma in know.looming:
        return "possible"
    if verb.pos_ == "AUX" or lemma == "be":
        said = [c for c in verb.children if c.dep_ == "acomp"]
        for adjective in said:
            effects = know.adjectives.get(adjective.lemma_.lower(), ())
            if effects:
                return _made(effects[0], _status(verb, depth))
        # "a vote is to be held"
        raised = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
        if raised is not None and raised.lemma_.lower() in know.realising | know.occurring:
            return _status(raised, depth)
    outer = _status(verb, depth)
    if noun.dep_ == "attr" or lemma in know.occurring:
        return outer
    return outer if outer in _OPEN and not is_definite(noun) else "actual"


def _has_happened(noun: "Token") -> bool:
    """Whether a clause on the noun tells that it came about: "layoffs that took effect in June", "an attack that killed two"."""
    return any(c.dep_ == "relcl" and c.tag_ == "VBD" and own_status(c) is None for c in noun.children)


def _behind_preposition(token: "Token", preposition: "Token", depth: int) -> Status:
    know = statuses()
    governor = preposition.head
    while governor.pos_ == "ADP" and governor.head.i != governor.i:
        preposition, governor = governor, governor.head
    word = preposition.lower_
    form = "ing" if token.dep_ == "pcomp" else "noun"
    before = preposition.doc[max(preposition.i - 3, preposition.sent.start) : preposition.i + 1].text.lower()
    if word in know.prepositions["negated"] or before.endswith(tuple(p for p in know.prepositions["negated"] if " " in p)):
        return "negated"
    if word in know.prepositions["conditional"] or before.endswith(tuple(p for p in know.prepositions["conditional"] if " " in p)):
        return "conditional"
    if governor.i == token.i or governor.i == preposition.i:
        return "actual"
    lemma = governor.lemma_.lower()
    if word in ("about", "over") and form == "noun" and is_definite(token):
        # "concern about the raid": known, and there
        return "actual"
    errand = _of_errand(governor) if word == "for" and not is_definite(token) else None
    if errand is not None:
        return _of_purpose(errand, depth)
    if governor.pos_ in ("NOUN", "PROPN"):
        if lemma in know.partitives or (lemma in know.phases and not is_definite(token)):
            return _status(governor, depth)
        made = (
            _of_governor(governor, form, word, depth)
            if word in ("of", "for", "to", "on", "against", "about", "over", "at", "toward", "towards", "from")
            else None
        )
        return "actual" if made is None else made
    if governor.pos_ in ("NUM", "DET", "PRON") and word == "of":
        return _status(governor, depth) if governor.dep_ != "pobj" else _behind_preposition(governor, governor.head, depth)
    if governor.pos_ == "ADJ":
        return _of_governor(governor, form, word, depth) or "actual"
    made = _of_governor(governor, form, word, depth)
    if made is not None:
        return made
    if f"{lemma} {word}" in know.engaging and (form == "ing" or not is_definite(token) or lemma == "be"):
        return _status(governor, depth)
    if form == "ing" and word not in know.prepositions["given"]:
        return _status(governor, depth)
    if word in ("to", "into", "with", "for") and not is_definite(token):
        outer = _status(governor, depth)
        return outer if outer in _OPEN else "actual"
    return "actual"


# ---- clauses ----------------------------------------------------------------------------------------------------


def _of_clause(token: "Token", head: "Token", depth: int) -> Status:
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    if token.dep_ == "relcl":
        return _of_acl(token, head, depth) if to else "actual"
    if token.dep_ == "acl":
        return (
            _of_acl(token, head, depth)
            if to or (head.lemma_.lower() in statuses().nouns and token.tag_ not in ("VBN", "VBG"))
            else "actual"
        )
    if token.dep_ == "ccomp" and head.pos_ in ("NOUN", "PROPN"):
        return _of_governor(head, "that", None, depth) or "actual"
    if token.dep_ == "advcl":
        return _of_adjunct(token, head, to, depth)
    if token.dep_ == "amod" or head.pos_ in ("NOUN", "PROPN"):
        return "actual"
    if token.dep_ in ("csubj", "csubjpass"):
        outer = _status(head, depth)
        if outer == "planned" and any(c.lower_ == "would" for c in head.children):
            # "attacking the town would be folly"
            return "conditional"
        return outer if outer in _OPEN else "actual"
    finite = (
        token.dep_ == "ccomp"
        and not to
        and (token.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") or c.lower_ == "that" for c in token.children))
    )
    if any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in token.children):
        return "possible"
    if finite:
        return _of_finite(token, head, depth)
    if to and head.lower_ == "going" and any(c.dep_ == "aux" for c in head.children):
        outer = _status(head, depth)
        return "planned" if outer == "actual" else outer
    made = _of_governor(head, "to" if to else "ing", None, depth)
    if made is not None:
        return _performed(token, head) or made
    if head.lemma_.lower() in ("have", "be", "need") and to:
        outer = _status(head, depth)
        return "planned" if outer == "actual" else outer
    return _status(head, depth)


def _performed(token: "Token", head: "Token") -> Status | None:
    """“We would like to thank you” thanks (a hedged performative)."""
    know = statuses()
    hedged = head.lemma_.lower() in ("like", "want", "wish") and token.dep_ == "xcomp"
    speaker = any(c.dep_ == "nsubj" and (c.lower_ in ("i", "we") or any(g.lower_ == "would" for g in head.children)) for c in head.children)
    return "actual" if hedged and speaker and token.lemma_.lower() in know.performed else None


def _of_finite(token: "Token", head: "Token", depth: int) -> Status:
    """Under "said that", "knew that" actual; under "denied that" negated; under "fears that" possible, but for what a belief puts in the past."""
    made = _of_governor(head, "that", None, depth)
    if made is None:
        return "actual"
    past = token.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had", "was", "were", "’ve", "'ve") for c in token.children)
    if made == "possible" and past and _status(head, depth) == "actual" and head.lemma_.lower() in statuses().transparent_that:
        return "actual"
    return made


def _of_acl(token: "Token", noun: "Token", depth: int) -> Status:
    if any(c.lower_ in ("first", "last", "only", "next", "second", "third", "latest") or c.tag_ == "JJS" for c in (noun, *noun.children)):
        # "the first to fall" fell
        outer = _status(noun, depth)
        return outer if outer in _OPEN else "actual"
    made = _of_governor(noun, "to", None, depth)
    if made is None:
        # "no reason to flee", "a way to flee"
        return "negated" if own_status(noun) == "negated" else "planned"
    return made


def _of_adjunct(token: "Token", head: "Token", to: bool, depth: int) -> Status:
    """What an adverbial clause shares with its main one: its future, its aim; of a cause or a time in the past nothing."""
    know = statuses()
    marks = [c for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i]
    words = {c.lower_ for c in marks}
    before = token.doc[max(token.i - 2, token.sent.start) : token.i].text.lower()
    if head.pos_ == "ADJ" and to:
        return _of_governor(head, "to", None, depth) or "actual"
    if to:
        made = _of_governor(head, "to", None, depth) if head.pos_ in ("VERB", "AUX") and head.lemma_.lower() not in know.heading else None
        return made if made is not None and token.i > head.i and _is_close(token, head) else _of_purpose(head, depth)
    if words & know.temporal or before.split()[-1:] == ["when"]:
        outer = _status(head, depth)
        if outer not in _OPEN or (_is_told_as_past(token) and not any(c.lower_ == "would" for c in head.children)):
            return "actual"
        return "conditional" if outer == "conditional" else "planned"
    if not marks and token.tag_ in ("VBG", "VBN") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
        outer = _status(head, depth)
        return (
            outer
            if token.i > head.i and (outer in _OPEN or (token.tag_ == "VBG" and outer == "negated" and not _is_cut_off(token)))
            else "actual"
        )
    return "actual"


def _is_told_as_past(verb: "Token") -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return bool(helpers & {"was", "were", "had", "did"}) or (verb.tag_ == "VBD" and not helpers)


def _is_close(token: "Token", head: "Token") -> bool:
    """Whether an infinitive that the parser calls adverbial stands where a complement would: behind its verb or the verb's object, no comma between."""
    return not any(t.is_punct for t in token.doc[head.i : token.i])


def _is_cut_off(token: "Token") -> bool:
    return any(t.text == "," for t in token.doc[max(token.left_edge.i - 1, 0) : token.left_edge.i + 1])


def _of_errand(governor: "Token") -> "Token | None":
    """The verb of movement that a noun or verb before "for" belongs to: of "sent ships for drills" sent, however "for" is attached."""
    verb = governor.head if governor.dep_ in ("dobj", "conj") and governor.pos_ in ("NOUN", "PROPN") else governor
    while verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("conj", "dobj") and verb.head.i != verb.i:
        verb = verb.head
    return verb if verb.pos_ == "VERB" and verb.lemma_.lower() in statuses().heading else None


def _of_purpose(head: "Token", depth: int) -> Status:
    """What somebody does something for; who has gone to meet has, as a rule, met."""
    outer = _status(head, depth)
    if outer == "actual" and head.lemma_.lower() in statuses().going and not is_future(head) and head.tag_ in ("VBD", "VBN"):
        return "actual"
    return outer if outer in ("negated", "possible", "conditional") else "planned"
