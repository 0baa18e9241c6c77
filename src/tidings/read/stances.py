"""A claim's cue and content to its stance: whether the source asserts, denies, questions or demands what it says."""

import re
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.model.reading import Stance
from tidings.read.drafts import Draft
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

# With an infinitive these ask somebody to do something, without one they tell or ask.
_WITH_TO = ("ask", "tell", "warn", "write")
# In the bare form ("insisted that the army leave") these demand; else they assert.
_SUBJUNCTIVE = ("insist", "suggest", "propose", "recommend", "ask", "demand", "request", "urge")
_RULED = ("rule", "brush", "laugh", "wave", "shrug")
_TO_KNOW = r"to (?:know|learn|hear|see|find out|understand) (?:whether|if|why|how|who|what|when|where)\b"
_RATHER_KNOW = ("know", "learn", "hear", "find", "see", "understand")


def stance_of(parse: Parse, draft: Draft) -> Stance:
    """What the source does with the content, as far as cue, its negation, its own governor and the content's form say."""
    stance: Stance = cues().stance.get(draft.lemma, "asserts")  # type: ignore[assignment]
    cue = draft.cue_token
    if cue is None:
        return stance
    stance = _of_construction(cue, draft.lemma, stance)
    if stance == "asserts":
        stance = _of_governor(parse, draft, cue)
    if stance in ("questions", "denies") and _is_negated(cue):
        return "asserts"  # "had no doubt", "did not deny"
    return stance


def _of_construction(cue: "Token", lemma: str, stance: Stance) -> Stance:
    children = list(cue.children)
    if lemma in _WITH_TO:
        to_do = any(c.dep_ in ("xcomp", "ccomp", "advcl") and any(g.lower_ == "to" and g.i < c.i for g in c.children) for c in children)
        asks_for = lemma == "ask" and any(c.lower_ == "for" for c in children)
        return "demands" if to_do or asks_for else "questions" if lemma == "ask" else "asserts"
    if lemma == "call" and cue.pos_ == "VERB":
        # "called for a halt", "called on them to go"; who is called a liar is not asked for anything
        asks = any(c.lower_ in ("for", "on", "upon") for c in children) or any(c.dep_ == "xcomp" for c in children)
        return "demands" if asks else "asserts"
    if lemma in _SUBJUNCTIVE and any(_is_subjunctive(c) for c in children):
        return "demands"
    if lemma in _RULED and any(c.dep_ in ("prt", "advmod") and c.lower_ in ("out", "off", "aside", "away") for c in children):
        return "denies"
    return stance


def _is_subjunctive(content: "Token") -> bool:
    """Whether a clause has its verb in the bare form, with a subject and no auxiliary: "that the army leave"."""
    if content.dep_ != "ccomp":
        return False
    bare = content.tag_ in ("VB", "VBP") and not any(c.dep_ in ("aux", "auxpass") for c in content.children)
    subjects = [c for c in content.children if c.dep_ in ("nsubj", "nsubjpass")]
    passive = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in content.children) and not any(c.dep_ == "aux" for c in content.children)
    return bool(subjects) and (passive or ((bare and subjects[0].tag_ in ("NN", "NNP")) or (content.tag_ == "VB" and bare)))


def _of_governor(parse: Parse, draft: Draft, cue: "Token") -> Stance:
    """What a verb over a noun says of it ("rejected the claim that …"), and a wish to know whether."""
    stances = cues().stance
    start = draft.content[0][0]
    opens = parse.text[start : start + 8].lower()
    wants = cue.dep_ == "xcomp" and cue.head.lemma_ in ("want", "like", "wish", "seek")
    if draft.lemma in _RATHER_KNOW and wants and opens.startswith(("whether", "if ", "why", "how", "who")):
        return "questions"
    if draft.lemma in ("want", "like", "wish", "seek") and re.match(_TO_KNOW, parse.text[start : start + 24].lower()):
        return "questions"
    if cue.pos_ in ("NOUN", "PROPN"):
        over_it = (
            [c for c in cue.head.head.children if c.dep_ == "dobj"] if cue.dep_ == "pobj" and cue.head.lower_ in ("on", "upon") else []
        )
        if over_it and stances.get(over_it[0].lemma_.lower()) in ("denies", "questions"):
            return stances[over_it[0].lemma_.lower()]  # type: ignore[return-value]  # "cast doubt on the claim that"
        head = cue.head.head if cue.dep_ == "pobj" else cue.head
        if cue.dep_ in ("dobj", "nsubjpass", "pobj") and head.pos_ in ("VERB", "NOUN"):
            over = stances.get(head.lemma_.lower(), "asserts")
            if over in ("denies", "questions"):
                return over  # type: ignore[return-value]
    if cue.pos_ == "AUX" or cue.lemma_ == "be":
        said = [stances.get(c.lower_, "asserts") for c in cue.children if c.dep_ == "acomp"]
        if said and said[0] in ("denies", "questions"):
            return said[0]  # type: ignore[return-value]
    return "asserts"


def _is_negated(cue: "Token") -> bool:
    return any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in cue.children)
