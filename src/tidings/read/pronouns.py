"""Pronouns to whom they stand for: the one before them who can be meant; two who fit equally are nobody."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tidings.know.voices import gender_of
from tidings.model.reading import Mention
from tidings.model.span import Span
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEN = frozenset("he him his himself".split())
_WOMEN = frozenset("she her hers herself".split())
_MALE_WORDS = frozenset("mr mr. sir king prince father brother son husband man boy spokesman chairman businessman lord".split())
_FEMALE_WORDS = frozenset("mrs mrs. ms ms. queen princess mother sister daughter wife woman girl spokeswoman chairwoman lady".split())
# A pronoun reaches back this many sentences at the most; further, a reader would be told the name again.
REACH = 3
# Lappin and Leass (1994): recency halves with each sentence, a subject weighs about twice an object.
SUBJECT, OTHER, FADING = 100, 45, 0.5
# Of two who fit, one must weigh this much more: a subject alone before an object ("Ada beat Eva. She ...") does not settle it.
MARGIN = 2.5
# In the pronoun's own sentence a subject before it is meant far more often than another ("Ada told Eva that she ..."): there less will do.
MARGIN_INSIDE = 1.15


def resolve_pronouns(parse: Parse, mentions: tuple[Mention, ...], roots: "Mapping[str, Token]") -> tuple[Mention, ...]:
    """The mentions, pronouns with `actor`, `refers` and `basis` where the text settles whom they stand for; `roots` are the mentions' heads."""
    return _Pronouns(parse, mentions, roots).resolved()


class _Pronouns:
    """The mentions of a document, with the sentence each stands in and what is known of the persons' genders."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], roots: "Mapping[str, Token]") -> None:
        self.parse = parse
        self.mentions = list(mentions)
        self.roots = roots
        self.sentence_of = self._sentences()
        self.genders = self._genders()

    def _sentences(self) -> dict[str, int]:
        spans: list[Span] = [(s.start_char, s.end_char) for s in self.parse.sentences()]
        out, at = {}, 0
        for m in sorted(self.mentions, key=lambda m: m.start):
            while at < len(spans) and spans[at][1] <= m.start:
                at += 1
            out[m.id] = at
        return out

    def _genders(self) -> dict[str, str]:
        """ "m" or "f" for actors whose titles, nouns beside the name, or given names say so."""
        out: dict[str, str] = {}
        for m in self.mentions:
            if m.kind == "person" and m.form == "name" and m.actor:
                words = self.parse.text[max(0, m.start - 25) : m.start].lower().split()[-2:]
                if any(w in _MALE_WORDS for w in words):
                    out[m.actor] = "m"
                elif any(w in _FEMALE_WORDS for w in words):
                    out[m.actor] = "f"
                elif m.actor not in out and (gender := gender_of(m.actor)) is not None:
                    out[m.actor] = gender[0]
        return out

    def resolved(self) -> tuple[Mention, ...]:
        """All mentions, in their order."""
        for i, m in enumerate(self.mentions):
            if m.form != "pronoun" or m.actor is not None:
                continue
            word = m.text.lower()
            if word in _MEN | _WOMEN:
                chosen = self._person(m, "m" if word in _MEN else "f")
                basis = "the person told of"
            elif word in ("its", "itself", "their", "themselves"):
                chosen, basis = self._owner(m, plural=word in ("their", "themselves")), "the subject of its clause"
            else:
                continue
            if chosen is not None:
                actor = chosen.actor or (chosen.text if chosen.kind == "person" else None)
                self.mentions[i] = dataclasses.replace(m, actor=actor, basis=basis, refers=chosen.id)
        return tuple(self.mentions)

    def _person(self, pronoun: Mention, wanted: str) -> Mention | None:
        here = self.sentence_of[pronoun.id]
        weights: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        last: dict[str, Mention] = {}
        for p in self.mentions:
            if (
                p.kind == "person"
                and p.actor
                and p.start < pronoun.start
                and here - self.sentence_of[p.id] <= REACH
                and self.genders.get(p.actor, wanted) == wanted
            ):
                root = self.roots.get(p.id)
                weight = SUBJECT if root is not None and _is_subject(root) else OTHER
                weights[p.actor] += round(weight * FADING ** (here - self.sentence_of[p.id]))
                inside[p.actor] += here == self.sentence_of[p.id]
                last[p.actor] = p
        if not weights:
            return None
        # of whose gender something is known, those alone: an unknown one may be of the other
        known = {a for a in weights if a in self.genders}
        ranked = sorted(((w, a) for a, w in weights.items() if not known or a in known), key=lambda x: (-x[0], x[1]))
        if len(ranked) > 1:
            margin = MARGIN_INSIDE if inside[ranked[0][1]] else MARGIN
            if ranked[0][0] < margin * ranked[1][0]:
                return None
        return last[ranked[0][1]]

    def _owner(self, pronoun: Mention, *, plural: bool) -> Mention | None:
        """The subject of the clause around "its" or "their", where it is a body, a state, a force or a group, and no person."""
        token = self.roots.get(pronoun.id)
        by_root: defaultdict[int, list[Mention]] = defaultdict(list)
        for m in self.mentions:
            if m.start < pronoun.start and m.form != "pronoun" and (root := self.roots.get(m.id)) is not None:
                by_root[root.i].append(m)
        while token is not None and token.head.i != token.i:
            token = token.head
            if token.pos_ not in ("VERB", "AUX"):
                continue
            subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.idx < pronoun.start]
            if not subjects:
                continue
            found = [m for m in by_root[subjects[0].i] if m.kind != "person"]
            if not found or len(subjects) > 1:
                return None
            is_plural = subjects[0].tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subjects[0].children)
            best = max(found, key=lambda m: (m.end - m.start, m.id))
            # a body's name may be plural in form ("Skerry Lines raised its fares"), and its people are "they"
            of_body = best.kind in ("organization", "unit") and (plural or best.form == "name")
            return best if is_plural == plural or of_body else None
        return None


def _is_subject(token: "Token") -> bool:
    while token.dep_ in ("compound", "appos", "conj", "flat"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")
