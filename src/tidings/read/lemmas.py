"""A word to its lemma, with the parser's slips put right."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs in a mute "e" that spaCy's rules take for shorter words, since those are in its index too ("staged" for a stag's).
_SLIPS = {
    "stag": "stage",
    "wag": "wage",
    "rap": "rape",
    "fin": "fine",
    "ax": "axe",
    "can": "cane",
    "instal": "install",
    "lambast": "lambaste",
}


def lemma_of(token: "Token") -> str:
    """The lemma in small letters."""
    lemma = token.lemma_.lower()
    return _SLIPS.get(lemma, lemma) if token.pos_ == "VERB" else lemma
