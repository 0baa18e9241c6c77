"""The status of what a word reports: actual, planned, possible, conditional or negated, from its clause and what the clause hangs on."""

import dataclasses
from typing import TYPE_CHECKING

from tidings.model.reading import Claim, Status
from tidings.model.span import Span
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAY = frozenset("may might could can perhaps possibly".split())
_WILL = frozenset("will ’ll 'll shall wo".split())
_NOT = frozenset("not n't n’t never no neither nor without nobody none nothing hardly barely".split())
_HEDGES = frozenset("possibly perhaps maybe probably likely potentially presumably apparently seemingly".split())
# What a word makes of the clause or noun that hangs on it.
_DENYING = frozenset(
    "deny refuse fail decline avoid prevent stop refrain reject rule forbid ban halt cancel abandon lack neglect cease prohibit abstain avert foil thwart".split()
)
_PLANNING = frozenset(
    "plan intend want order vow pledge promise threaten agree prepare schedule decide aim seek demand urge call ask require propose offer set due ready instruct command "
    "announce expect-to pledge slate commit invite authorize authorise approve mean hope wish try attempt tell request encourage persuade consider allow permit".split()
)
_POSSIBLE = frozenset(
    "fear predict believe suspect speculate expect likely possible able suggest warn worry seem appear think assume forecast estimate anticipate allege rumor risk consider capable unclear "
    "wonder ask doubt imagine concern potential alleged suspected probable feared hypothetical".split()
)
_PLAN_NOUNS = frozenset(
    "plan threat order call demand proposal intention promise pledge vow decision request offer preparation bid desire goal aim effort need readiness willingness attempt agreement deal".split()
)
_DOUBT_NOUNS = frozenset(
    "fear possibility risk danger concern speculation rumor rumour likelihood prospect suggestion prediction warning probability chance hope worry expectation suspicion potential threat".split()
)
_IMPLYING = frozenset("manage succeed begin start continue help force cause make let keep proceed happen get end go come".split())
_GOING = frozenset("travel go come arrive fly visit return meet gather".split())
# Behind these stands what is there anyway: who takes no part in the war does not deny the war.
_BACKGROUND = frozenset("in on against about during since after before amid despite over throughout".split())
_FACTS = frozenset("fact knowledge discovery revelation realization reality".split())


def status_of(token: "Token") -> Status:
    """The status of the event that a word reports, as the innermost voice around it has it."""
    return _status(token, 0)


def _status(token: "Token", depth: int) -> Status:
    if token.dep_ == "ccomp" and token.head.lemma_.lower() in ("deny", "reject", "refute", "dispute") and _own(token.head) != "negated":
        return "negated"
    own = _own(token)
    if own == "planned" and token.sent.text.rstrip("”\"’' ").endswith("?"):
        return "possible"
    if own is not None:
        return own
    if depth > 6 or token.dep_ == "ROOT" or token.head.i == token.i:
        return "actual"
    return _inherited(token, depth)


def _own(token: "Token") -> Status | None:
    """What the word's own helpers and modifiers say."""
    helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "det", "preconj") or c.tag_ == "MD"]
    words = {c.lower_ for c in helpers}
    negated = any(c.dep_ == "neg" or c.lower_ in _NOT for c in helpers)
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    negated = negated or any(g.lower_ in ("no", "none", "neither") for s in subjects for g in (s, *s.children))
    conditions = [c for c in token.children if c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether")]
    if conditions and conditions[0].lower_ in ("if", "unless"):
        return "conditional"
    depends = any(c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in ("if", "unless") for g in c.children) for c in token.children)
    if depends and (words & (_WILL | _MAY | {"would", "should"}) or token.tag_ in ("VB", "VBP", "VBZ")):
        return "conditional"
    if token.pos_ == "NOUN":
        modifiers = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound")}
        if words & {"no"} or any(c.lower_ == "no" for c in token.children):
            return "negated"
        if modifiers & {"possible", "potential", "alleged", "likely", "feared", "suspected", "purported", "hypothetical", "probable"}:
            return "possible"
        if modifiers & {
            "planned",
            "upcoming",
            "proposed",
            "scheduled",
            "future",
            "imminent",
            "threatened",
            "impending",
            "forthcoming",
            "intended",
        }:
            return "planned"
        return None
    if negated:
        return "negated"
    if words & {"may", "might", "could"} or words & _HEDGES:
        return "possible"
    if "would" in words or "should" in words:
        return "possible" if "should" in words or "have" in words else _of_would(token)
    if "can" in words or "ca" in words:
        return "possible"
    if words & _WILL:
        return "planned"
    if any(c.lower_ == "going" for c in token.children):
        return "planned"
    if _is_headline_infinitive(token):
        return "planned"
    return None


def _of_would(token: "Token") -> Status:
    """“Would” in reported speech is “will”; standing alone it depends on something unsaid."""
    head = token.head
    return "planned" if token.dep_ in ("ccomp", "relcl") and head.tag_ in ("VBD", "VBN") else "conditional"


def _is_headline_infinitive(token: "Token") -> bool:
    """“Osk to close the dam”: the headline's future."""
    has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    return (
        has_to
        and token.dep_ in ("ROOT", "relcl")
        and (token.dep_ == "ROOT" or (token.head.dep_ == "ROOT" and token.sent.root.pos_ in ("NOUN", "PROPN")))
    )


def _inherited(token: "Token", depth: int) -> Status:
    head, lemma = token.head, token.head.lemma_.lower()
    if token.dep_ == "conj":
        own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        return "actual" if own_subject else _status(head, depth + 1)
    if token.dep_ in (
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "dobj",
        "pobj",
        "oprd",
        "advcl",
        "nsubjpass",
        "nsubj",
        "attr",
        "relcl",
        "prep",
        "compound",
        "amod",
        "dep",
        "poss",
        "csubj",
    ):
        if head.pos_ == "ADP":
            governor = head.head
            word = governor.lemma_.lower()
            if governor.pos_ in ("NOUN", "PROPN") and governor.i != head.i:
                return _under_noun(word, governor, depth)
            if governor.pos_ == "ADJ" and word in _POSSIBLE | {"ready", "due", "prepared"}:
                return "possible" if word in _POSSIBLE else "planned"
            if head.lower_ == "without":
                return "negated"
            if head.lower_ in ("against", "from") and word in ("warn", "prevent", "refrain", "stop", "ban"):
                return "negated" if word != "warn" else "possible"
            if head.lower_ in ("for", "to", "on", "of") and word in _PLANNING:
                return _outer(governor, "planned", depth)
            if word in _POSSIBLE and head.lower_ in ("of", "about", "for"):
                return "possible"
            if head.lower_ in _BACKGROUND or token.pos_ != "NOUN" or governor.i == head.i or governor.pos_ not in ("VERB", "AUX"):
                return "actual"
            return _status(governor, depth + 1) if _own(governor) else "actual"
        is_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        clause = token.pos_ in ("VERB", "AUX") and token.dep_ in ("xcomp", "ccomp", "acl", "advcl", "oprd")
        if head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("acl", "ccomp", "prep", "relcl"):
            if token.dep_ == "relcl" and not is_to:
                return "actual"
            if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG"):
                return "actual"
            return _under_noun(lemma, head, depth, default="planned" if is_to else "actual")
        if head.pos_ == "ADJ":
            if lemma in ("likely", "able", "possible", "capable", "unlikely"):
                return "negated" if lemma == "unlikely" else "possible"
            if is_to:
                return (
                    "planned"
                    if lemma in ("ready", "due", "set", "willing", "prepared", "eager", "determined")
                    else _status(head, depth + 1)
                )
        if token.pos_ == "NOUN" and lemma in ("avoid", "risk", "prevent", "avert") and token.dep_ == "dobj":
            return "possible"
        if lemma in _DENYING and token.dep_ != "advcl":
            # "denied that it attacked": the attack is denied; "stopped attacking": it had been
            outer = _own(head)
            return "actual" if outer == "negated" else "negated"
        if clause or (token.pos_ == "NOUN" and token.dep_ in ("dobj", "nsubjpass", "oprd")):
            if lemma in _PLANNING and (is_to or token.pos_ == "NOUN" or token.tag_ == "VBG"):
                return _outer(head, "planned", depth)
            if lemma in _POSSIBLE and (is_to or token.pos_ == "NOUN" or lemma not in ("suggest", "warn", "say")):
                return (
                    "actual"
                    if token.dep_ == "ccomp" and token.tag_ == "VBD" and lemma in ("suggest", "think", "believe", "estimate")
                    else "possible"
                )
            if is_to and token.dep_ == "advcl":
                # purpose: what somebody does something for; who has gone to meet has, as a rule, met
                outer = _status(head, depth + 1)
                if outer == "actual" and lemma in _GOING and head.tag_ in ("VBD", "VBN"):
                    return "actual"
                return outer if outer in ("negated", "possible", "conditional") else "planned"
            if is_to and token.dep_ == "xcomp" and lemma not in _IMPLYING and lemma not in ("use",):
                return _outer(head, "planned", depth) if lemma in ("have", "need", "be") else _status(head, depth + 1)
            if token.dep_ in ("xcomp", "dobj", "nsubjpass", "oprd"):
                outer = _own(head)
                if outer is not None:
                    return outer
                return _status(head, depth + 1) if token.dep_ == "xcomp" or head.dep_ in ("xcomp", "acl", "advcl", "conj") else "actual"
        if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "pobj", "attr"):
            outer = _own(head)
            return outer if outer in ("possible", "planned", "conditional") and token.dep_ in ("nsubj", "attr") else "actual"
    return "actual"


def _outer(governor: "Token", status: Status, depth: int) -> Status:
    """A plan that is itself denied, possible or conditional is that."""
    outer = _own(governor) if depth < 6 else None
    return outer if outer in ("negated", "possible", "conditional") else status


def _under_noun(lemma: str, noun: "Token", depth: int, default: Status = "actual") -> Status:
    if lemma in _FACTS:
        return "actual"
    if lemma in ("denial", "refusal", "rejection", "absence", "lack", "failure"):
        return "negated"
    if lemma in _DOUBT_NOUNS:
        return "negated" if any(c.lower_ == "no" for c in noun.children) else "possible"
    if lemma in _PLAN_NOUNS:
        return "planned"
    if lemma == "reason" and any(c.lower_ == "no" for c in noun.children):
        return "negated"
    return default


def with_status(parse: Parse, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with the status of what they say, as the source has it; what somebody denies is negated."""
    return tuple(dataclasses.replace(c, status=_of_claim(parse, c)) for c in claims)


def _of_claim(parse: Parse, claim: Claim) -> Status:
    head = _head_of(parse, claim.content[0]) if claim.content else None
    if claim.stance == "denies":
        # who denies that it did not hold says that it held
        return "actual" if head is not None and _own(head) == "negated" else "negated"
    status = _own_or_nominal(head) if head is not None else "actual"
    if claim.stance == "demands" and status == "actual":
        return "planned"
    return status


def _own_or_nominal(head: "Token") -> Status:
    own = _own(head)
    if own is not None:
        return own
    # the content's own head: what its cue makes of it is the claim's stance, but for plans and fears
    return _status(head, 0)


def _head_of(parse: Parse, span: Span) -> "Token | None":
    phrase = parse.phrase(span)
    if phrase is None or not len(phrase):
        return None
    return phrase.root
