"""Drafts of claims to chains: who is meant by a source, who had it from whom, and which claim lies inside which."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tidings.know.actors import is_of_ministry
from tidings.know.countries import country_named, country_of_demonym
from tidings.model.reading import Link, Mention
from tidings.model.span import Span, holds
from tidings.read.attribution import span_of
from tidings.read.drafts import Draft
from tidings.read.lemmas import lemma_of
from tidings.read.parse import Parse
from tidings.read.sources import antecedent_of, source_phrase
from tidings.read.speakers import Speakers

if TYPE_CHECKING:
    from spacy.tokens import Token


# What is issued and then says something itself: it is its issuer's word.
_PAPERS = frozenset(
    "statement message report communique communiqué release letter post tweet announcement document bulletin briefing".split()
)
# How many words back "the statement" and "the official" reach: a few paragraphs; and how near the last of two must stand.
_PAPER_REACH = 120
_SAME_REACH = 300
_BESIDE = 60
# What a firm is called once its name has been said.
_BODIES = frozenset("company firm operator airline bank retailer carrier manufacturer carmaker maker utility supplier startup".split())
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
        self.sourced = sorted((d for d in drafts if d.source_head is not None), key=lambda d: d.source or (0, 0))

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
        return self._full_form(head.text) if head.pos_ == "PROPN" else None

    def _full_form(self, last: str) -> str | None:
        full = {m.actor for m in self.mentions if m.kind == "person" and m.actor and m.actor.split()[1:] and m.actor.split()[-1] == last}
        return full.pop() if len(full) == 1 else None

    def called_here(self, mention: Mention) -> str:
        """An actor's name; of a state's office the first name that the text itself has for it, with the state in it."""
        actor = mention.actor or mention.text
        if mention.kind != "organization" or not is_of_ministry(actor.split()[-1]):
            return actor
        owned = (m for m in self.mentions if m.actor == mention.actor and m.form != "pronoun" and _owner_in(m.text))
        plain = mention.form == "name" and not any(is_of_ministry(w) for w in mention.text.split())  # a seat's name: "the Pentagon"
        return mention.text if plain else next((m.text for m in owned), actor)

    def link(self, draft: Draft) -> Link | None:
        """The source's link: by its actor's name, else in its own words; None for a pronoun that nobody is known to stand behind."""
        if draft.source is None or draft.source_head is None:
            return None
        head = draft.source_head
        if head.lower_ in ("it", "they"):
            return self._as_before(draft, head)
        if any(c.dep_ == "conj" and c.pos_ in ("PROPN", "NOUN") for c in head.children):
            return self._in_words(draft, head)  # "Osk and Vantoria accused …": both, so neither alone
        if head.lemma_.lower() in _PAPERS and (issuer := self._issuer(draft, head)) is not None:
            return issuer
        mention = self.named_in(draft.source, head) if head.ent_type_ != "ORG" and head.pos_ != "PRON" else None
        if (
            mention is None
            and head.tag_ == "NN"
            and not self._is_known_body(head)
            and self.speakers.is_bare(head, alone=True)
            and (same := self._told_before(draft, head)) is not None
        ):
            return same
        meant = self.speakers.meant_by(head) if mention is None else None
        if meant is not None and meant.actor:
            return Link(name=self._full_form(meant.actor) or meant.actor, span=draft.source)
        mention = mention or self.at(head)
        if (full := self._full_name(head)) is not None and (mention is None or " " not in (mention.actor or "")):
            return Link(name=full, span=draft.source)
        if mention is not None and mention.actor:
            return Link(name=self.called_here(mention), span=draft.source)
        if (noun := antecedent_of(head)) is not None:
            return _as_link(noun, self)
        if self.speakers.is_bare(head, alone=True) and (body := self._body_before(draft, head)) is not None:
            return body
        if head.pos_ == "PRON" and head.lower_ not in ("some", "many", "others", "most", "who"):
            return None
        return self._in_words(draft, head)

    def _is_known_body(self, head: "Token") -> bool:
        """Whether the mention at a word stands for a body named before it: "the ministry" is then whoever that is."""
        mention = self.at(head)
        return mention is not None and mention.kind == "organization" and mention.actor is not None and mention.refers is not None

    def _in_words(self, draft: Draft, head: "Token") -> Link:
        source = draft.source or (0, 0)
        carried = [c.left_edge.idx for c in head.children if c.dep_ == "acl" and c.lemma_ in _CARRIED]
        words = self.parse.text[source[0] : min([source[1], *carried])].strip()
        return Link(name=re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I), span=source)

    def _before(self, draft: Draft, reach: int) -> "Iterator[tuple[Draft, Token]]":
        """The drafts whose source stands before this one's, the nearest first, with the heads of their sources; up to so many words back."""
        head = draft.source_head
        if head is None:
            return
        for d in reversed(self.sourced):
            other = d.source_head
            if d is not draft and other is not None and 0 < head.i - other.i <= reach and other.pos_ != "PRON":
                yield d, other

    def _as_before(self, draft: Draft, head: "Token") -> Link | None:
        """“It said”, “what they say”: the last body, or the last several, that was a source in this sentence or the one before it."""
        starts = self.parse.doc[head.sent.start - 1].sent.start if head.sent.start else 0
        for d, other in self._before(draft, head.i - starts):
            several = other.tag_ in ("NNS", "NNPS")
            mention = self.at(other)
            is_body = mention is not None and mention.kind in ("organization", "place", "unit")
            if several if head.lower_ == "they" else (is_body and not several):
                link = self.link(d)
                return Link(name=link.name, span=draft.source) if link is not None else None
        return None

    def _issuer(self, draft: Draft, head: "Token") -> Link | None:
        """“The ministry statement”, “the statement said”: whoever issued it, in front of it or as the one who last spoke in one."""
        fronts = [c for c in head.children if c.dep_ in ("compound", "nmod", "poss") and c.i < head.i]
        for front in reversed(fronts):
            mention = self.at(front)
            if mention is not None and mention.actor and mention.kind in ("organization", "place", "person"):
                return Link(name=self.called_here(mention), span=draft.source)
        if fronts or not any(c.lower_ in ("the", "this", "that") for c in head.children):
            return None
        for d, other in self._before(draft, _PAPER_REACH):
            told_in = d.cue_token is not None and any(t.lemma_ == head.lemma_ and t.i < head.i for t in d.cue_token.sent)
            if told_in and other.lemma_ != head.lemma_:
                link = self.link(d)
                return Link(name=link.name, span=draft.source) if link is not None else None
        return None

    def _body_before(self, draft: Draft, head: "Token") -> Link | None:
        """“The company” after “the operator Osk”: the one body that has spoken by name before it."""
        if lemma_of(head) not in _BODIES or head.tag_ != "NN":
            return None
        named = [(other, m) for _, other in self._before(draft, _PAPER_REACH) if (m := self.at(other)) is not None and m.form == "name"]
        bodies = {m.actor or m.text for other, m in named if m.kind != "person" or any(lemma_of(c) in _BODIES for c in other.children)}
        return Link(name=bodies.pop(), span=draft.source) if len(bodies) == 1 else None

    def _told_before(self, draft: Draft, head: "Token") -> Link | None:
        """“The official” after “a senior defence official”: the one of that name; None where two were sources, unless the last stands beside."""
        same = [
            d
            for d, other in self._before(draft, _SAME_REACH)
            if other.lemma_ == head.lemma_ and other.tag_ == "NN" and not self.speakers.is_bare(other, alone=True)
        ]
        links = [link for d in same if (link := self.link(d)) is not None]
        near = same and head.i - (same[0].source_head or head).i <= _BESIDE
        if links and (near or len({link.name for link in links}) == 1):
            return Link(name=links[0].name, span=draft.source)
        return None


def _owner_in(name: str) -> bool:
    """Whether a name says whose it is: "Russian defence ministry", "Ministry of Defence of Ukraine"."""
    words = re.sub(r"[’'´]s\b", "", name).split()
    return any(country_of_demonym(w) or country_named(w) for w in words)


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
    if own.name in (names_above := [link.name for link in outer]):
        return outer[: names_above.index(own.name) + 1]  # "published images showing what it says is the crew"
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
    quoted = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in _CITES else None
    for token in (*_carriers(verb), *([quoted] if quoted is not None and quoted.tag_ == "VBN" else [])):
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
    beside = verb.doc[verb.i + 2 : min(verb.i + 3, verb.sent.end)] if verb.i + 1 < verb.sent.end and verb.nbor(1).text == "," else ()
    for child in dict.fromkeys([*verb.children, *beside]):
        if child.lemma_ in _CITES and child.dep_ in ("advcl", "prep", "acl", "ccomp") and child.tag_ == "VBG":
            for cited in (c for c in child.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")):
                yield _as_link(cited, names)


def _as_link(token: "Token", names: Names) -> Link:
    mention = names.at(token)
    if mention is not None:
        return Link(name=names.called_here(mention), span=(mention.start, mention.end))
    words = source_phrase(token)
    return Link(name=re.sub(r"^(?:the|a|an)\s+", "", names.parse.text[slice(*span_of(words))], flags=re.I), span=span_of(words))
