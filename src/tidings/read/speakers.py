"""A pronoun or a title that speaks to the person it means: the one the text has had on its mind, outside what others are quoted to say."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.know.heads import kinds_of_heads
from tidings.know.voices import gender_of
from tidings.model.reading import Mention
from tidings.read.drafts import Draft
from tidings.read.parse import Parse
from tidings.read.quotations import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENDER = {"he": "male", "his": "male", "she": "female", "her": "female"}
# A pronoun reaches back so many sentences of the narrator's, quotations not counted; a title only so many.
REACH = 8
TITLE_REACH = 4
# What a sentence's distance weighs against: who is its subject, and who spoke last, stays on the reader's mind longer.
_SUBJECT = 1.2
_SPOKE = 1.0
_ABBREVIATED = {
    "gov.": "governor", "gov": "governor", "sen.": "senator", "rep.": "representative", "gen.": "general", "col.": "colonel",
    "lt.": "lieutenant", "adm.": "admiral", "capt.": "captain", "maj.": "major", "sgt.": "sergeant", "prof.": "professor",
    "pres.": "president", "dr.": "doctor", "amb.": "ambassador", "cmdr.": "commander",
}  # fmt: skip
_BEFORE_NAME = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lady|Lord)\.?\s+$")


class Speakers:
    """The people a text names in the narrator's voice, in order, with what tells who is meant by "he said"."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], drafts: Sequence[Draft]) -> None:
        self.parse = parse
        quoted = [q.inner for q in find_quotations(parse.text, parse.document.body) if len(parse.text[slice(*q.inner)].split()) > 3]
        told = [s.start_char for s in parse.sentences() if not any(q[0] <= s.start_char and s.end_char <= q[1] + 2 for q in quoted)]
        self.starts = told
        self.people = sorted(
            (
                m
                for m in mentions
                if m.form == "name" and m.actor and self._is_person(m) and not any(q[0] <= m.start < q[1] for q in quoted)
            ),
            key=lambda m: m.start,
        )
        self.at = [m.start for m in self.people]
        self.spoke = self._who_spoke(drafts)
        self.genders = self._genders()
        self.subjects = {
            m.id for m in self.people if (p := parse.phrase((m.start, m.end))) is not None and p.root.dep_ in ("nsubj", "nsubjpass")
        }

    def _is_person(self, mention: Mention) -> bool:
        """Whether a name is a person's, by its kind or by what stands beside it ("Roke, an adviser to the league")."""
        phrase = self.parse.phrase((mention.start, mention.end)) if mention.kind == "organization" else None
        beside = [c for c in phrase.root.children if c.dep_ == "appos"] if phrase is not None else []
        return mention.kind == "person" or any(kinds_of_heads().get(c.lower_) == "person" and c.tag_ == "NN" for c in beside)

    def _who_spoke(self, drafts: Sequence[Draft]) -> set[str]:
        """The ids of the mentions that head a source ("Olm" of "Olm, aide to Berel"); what one knows or wants is no speech."""
        heads = [d.source_head for d in drafts if d.source_head is not None and d.lemma not in cues().held | cues().minds]
        names = {t.idx for h in heads for t in (h, *(c for c in h.children if c.dep_ == "appos"))}
        return {m.id for m in self.people for at in names if m.start <= at < m.end}

    def _genders(self) -> dict[str, set[str]]:
        out: defaultdict[str, set[str]] = defaultdict(set)
        for m in self.people:
            title = _BEFORE_NAME.search(self.parse.text[max(0, m.start - 6) : m.start])
            for words in (m.actor or "", m.text, f"{title[1]} {m.text}" if title else ""):
                if gender := gender_of(words):
                    out[m.actor or ""].add(gender)
        return out

    def meant_by(self, head: "Token") -> Mention | None:
        """The person whom a pronoun or a title means; None where nobody fits, or where a title could be more than one's."""
        gender = _GENDER.get(head.lower_)
        if gender is not None:
            ranked = self._ranked(head, REACH, gender)
            return ranked[0] if ranked and not self._could_be_two(ranked) else None
        if head.tag_ == "NN" and kinds_of_heads().get(head.lower_) == "person" and self.is_bare(head):
            bearers = {m.actor: m for m in self.people if m.start < head.idx and head.lower_ in self._titles(m)}
            if bearers:
                return next(iter(bearers.values())) if len(bearers) == 1 else None
            # one who bears another title is not meant by this one
            near = {m.actor: m for m in self._ranked(head, TITLE_REACH, None)}
            titled = {m.actor for m in self.people if m.actor in near and self._titles(m)}
            return next(iter(near.values())) if len(near) == 1 and not titled else None
        return None

    def _could_be_two(self, ranked: list[Mention]) -> bool:
        """Whether two who are named in one sentence, of whom neither has spoken, both fit."""
        first = ranked[0]
        near = {m.actor for m in ranked if bisect_right(self.starts, m.start) == bisect_right(self.starts, first.start)}
        return len({m.actor for m in ranked}) > 1 and len(near) > 1 and not any(m.id in self.spoke for m in ranked)

    def _titles(self, mention: Mention) -> set[str]:
        """The nouns in front of a name and beside it that say what its bearer is, abbreviations written out."""
        phrase = self.parse.phrase((mention.start, mention.end))
        beside = [c for c in phrase.root.children if c.dep_ in ("compound", "nmod", "appos")] if phrase is not None else []
        words = {_ABBREVIATED.get(c.lower_, c.lower_) for c in beside}
        return {w for w in words if kinds_of_heads().get(w) == "person"}

    def is_bare(self, head: "Token", alone: bool = False) -> bool:
        """“The governor”, with nothing that says of what; `alone` where no word but "same" stands before it either."""
        more = ("compound", "amod", "nmod") if alone else ()
        return any(c.lower_ == "the" for c in head.children) and not any(
            (c.dep_ in ("prep", "poss", "relcl", "appos", "acl", *more) and c.lower_ != "same") or c.lower_ in ("another", "former")
            for c in head.children
        )

    def _ranked(self, head: "Token", reach: int, gender: str | None) -> list[Mention]:
        here = bisect_right(self.starts, head.idx)
        scored: list[tuple[float, int, Mention]] = []
        for m in self.people[: bisect_right(self.at, head.idx - 1)]:
            distance = here - bisect_right(self.starts, m.start)
            if distance > reach or (gender and self.genders.get(m.actor or "", {gender}) == {_other(gender)}):
                continue
            score = distance - _SUBJECT * (m.id in self.subjects) - _SPOKE * (m.id in self.spoke)
            if distance == 0 and self._is_object_of(m, head):
                continue
            scored.append((score, -m.start, m))
        return [m for _, _, m in sorted(scored, key=lambda x: x[:2])]

    def _is_object_of(self, mention: Mention, head: "Token") -> bool:
        """“He told Olm”: the one spoken to is another; a possessor's thing in the same clause likewise."""
        phrase = self.parse.phrase((mention.start, mention.end))
        return phrase is not None and phrase.root.head.i == head.head.i and phrase.root.dep_ in ("dobj", "dative", "pobj")


def _other(gender: str) -> str:
    return "female" if gender == "male" else "male"
