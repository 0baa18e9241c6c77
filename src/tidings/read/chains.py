"""Drafts of claims to chains: who is meant by a source, who had it from whom, and which claim lies inside which."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tidings.model.reading import Link, Mention
from tidings.model.span import Span, holds
from tidings.read.attribution import span_of
from tidings.read.drafts import Draft
from tidings.read.parse import Parse
from tidings.read.sources import antecedent_of, source_phrase
from tidings.read.speakers import Speakers

if TYPE_CHECKING:
    from spacy.tokens import Token


_FIRST_PERSON = frozenset("i we my our me us".split())


def nest(drafts: list[Draft]) -> None:
    """Sets for each draft the innermost other one whose content holds its cue, or all of its content where it has none."""
    for draft in drafts:
        at = draft.cue or draft.content[0]
        holders = [
            d
            for d in drafts
            if d is not draft and any(holds(s, at) for s in d.content) and not (draft.cue is None and d.content == draft.content)
        ]
        holders = [d for d in holders if sum(e - s for s, e in d.content) > sum(e - s for s, e in draft.content) or draft.cue is not None]
        draft.inside = min(holders, key=lambda d: sum(e - s for s, e in d.content), default=None)


class Names:
    """Who is meant by the words of a source."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention], drafts: Sequence[Draft] = ()) -> None:
        self.parse = parse
        self.mentions = tuple(mentions)
        self.speakers = Speakers(parse, self.mentions, drafts)

    def at(self, token: "Token") -> Mention | None:
        span = (token.idx, token.idx + len(token))
        fitting = [m for m in self.mentions if holds((m.start, m.end), span)]
        return min(fitting, key=lambda m: (m.form == "pronoun", m.actor is None, m.end - m.start), default=None)

    def named_in(self, span: Span, head: "Token") -> Mention | None:
        """The person whom the source names: its head, or what stands beside the head ("the mayor, Ada Olm"); a name in front of it is another's."""
        inside = [m for m in self.mentions if holds(span, (m.start, m.end)) and m.kind == "person" and m.form == "name"]
        for m in inside:
            phrase = self.parse.phrase((m.start, m.end))
            root = phrase.root if phrase is not None else None
            if root is not None and (root.i == head.i or (root.head.i == head.i and root.dep_ == "appos")):
                return m
        return None

    def _is_short(self, mention: Mention) -> bool:
        return mention.actor is not None and " " not in mention.actor and mention.kind == "person"

    def _full_name(self, head: "Token") -> str | None:
        """The one full name of the text's people that ends on this word; None where there are two or none."""
        if head.pos_ != "PROPN":
            return None
        full = {
            m.actor for m in self.mentions if m.kind == "person" and m.actor and m.actor.split()[1:] and m.actor.split()[-1] == head.text
        }
        return full.pop() if len(full) == 1 else None

    def link(self, draft: Draft) -> Link | None:
        """The source's link: by its actor's name, else in its own words; None for a pronoun that nobody is known to stand behind."""
        if draft.source is None or draft.source_head is None:
            return None
        head = draft.source_head
        mention = self.named_in(draft.source, head) if head.ent_type_ != "ORG" and head.pos_ != "PRON" else None
        meant = self.speakers.meant_by(head) if mention is None else None
        if meant is not None and meant.actor:
            return Link(name=meant.actor, span=draft.source)
        mention = mention or self.at(head)
        if mention is not None and mention.actor and not self._is_short(mention):
            return Link(name=mention.actor, span=draft.source)
        if (full := self._full_name(head)) is not None:
            return Link(name=full, span=draft.source)
        if mention is not None and mention.actor:
            return Link(name=mention.actor, span=draft.source)
        if (noun := antecedent_of(head)) is not None:
            return _as_link(noun, self)
        if head.pos_ == "PRON" and head.lower_ not in ("some", "many", "others", "most", "who"):
            return None
        carried = [c.left_edge.idx for c in head.children if c.dep_ == "acl" and c.lemma_ in _CARRIED]
        words = self.parse.text[draft.source[0] : min([draft.source[1], *carried])].strip()
        return Link(name=re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I), span=draft.source)


def chain_of(draft: Draft, names: Names, depth: int = 0) -> tuple[Link, ...]:
    if draft.like is not None and draft.cue is None:
        return chain_of(draft.like, names, depth + 1) if depth < 20 else ()
    own = names.link(draft)
    outer = chain_of(draft.inside, names, depth + 1) if draft.inside is not None and depth < 20 else ()
    relays = tuple(_relays(draft, names))
    if own is None and draft.source_head is not None and draft.source_head.lower_ in _FIRST_PERSON:
        return outer
    if own is None:
        return (*outer, *relays) if draft.cue_token is None else relays
    if outer and outer[-1].name == own.name:
        return outer
    return (*outer, *(r for r in relays if r.name != own.name), own, *_cited(draft, names))


_TOLD = frozenset("tell inform".split())
_CARRIED = frozenset("report quote cite carry publish release obtain relay broadcast air post".split())
_CITES = frozenset("cite quote".split())


def _relays(draft: Draft, names: Names) -> Iterable[Link]:
    """Outlets that had it from the source: "told TV Nord", "a statement carried by the agency Ost", "in remarks reported by Ost"."""
    verb = draft.cue_token
    if verb is None:
        return
    if verb.lemma_ in _TOLD:
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i and _is_outlet(child):
                yield _as_link(child, names)
    for token in _carriers(verb):
        for agent in (g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"):
            named = [t for t in agent.subtree if t.ent_type_ in _NAMED and t.dep_ in ("appos", "pobj", "compound")]
            yield _as_link(named[-1] if named else agent, names)


_NAMED = frozenset(("ORG", "GPE", "PERSON", "PRODUCT"))


def _is_outlet(token: "Token") -> bool:
    """Whether who was told is an outlet by its name: not a person, not "reporters"."""
    run = list(token.subtree)
    proper = [t for t in run if t.pos_ == "PROPN" or t.ent_type_ in ("ORG", "PRODUCT", "WORK_OF_ART")]
    if (
        token.pos_ != "PROPN"
        and token.ent_type_ not in ("ORG", "PRODUCT", "WORK_OF_ART")
        and not any(t.head.i == token.i and t.dep_ in ("appos", "compound", "nmod") for t in proper)
    ):
        return False  # "tell the president of Osk": a name behind "of" is not who was told
    return bool(proper) and token.ent_type_ not in ("PERSON", "NORP", "GPE") and not any(t.ent_type_ == "PERSON" for t in proper)


def _carriers(verb: "Token") -> "Iterable[Token]":
    """Participles of reporting ("carried by") that tell of the source or of the cue's own statement."""
    for token in verb.sent:
        if token.lemma_ in _CARRIED and token.tag_ == "VBN" and token.dep_ in ("acl", "relcl"):
            above = {a.i for a in token.ancestors}
            if verb.i in above or (token.i < verb.i and any(a.head.i == verb.i for a in token.ancestors)):
                yield token


def _cited(draft: Draft, names: Names) -> Iterable[Link]:
    """Whom the one who reports it names as having it from: "Nord reported, citing the ministry"."""
    verb = draft.cue_token
    if verb is None or verb.lemma_ in _CITES:
        return
    for child in verb.children:
        if child.lemma_ in _CITES and child.dep_ in ("advcl", "prep") and child.tag_ == "VBG":
            for cited in (c for c in child.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")):
                yield _as_link(cited, names)


def _as_link(token: "Token", names: Names) -> Link:
    mention = names.at(token)
    if mention is not None:
        return Link(name=mention.actor or mention.text, span=(mention.start, mention.end))
    words = source_phrase(token)
    return Link(name=re.sub(r"^(?:the|a|an)\s+", "", names.parse.text[slice(*span_of(words))], flags=re.I), span=span_of(words))
