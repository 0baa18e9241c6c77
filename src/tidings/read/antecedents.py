"""A pronoun to whom its own sentence says that it means: the subject of its clause or of one above."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun's own clause and two above: further up a reader would be told the name again.
_CLAUSES_UP = 3


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
