"""A parse to its mentions: names, nominals that stand for somebody, and pronouns."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.countries import country_named, country_of_demonym
from tidings.know.gazetteer import candidates
from tidings.know.heads import headline_verbs, kinds_of_heads
from tidings.know.voices import gender_of
from tidings.model.reading import Form, Mention, MentionKind
from tidings.model.span import Span, holds, shared
from tidings.read.parse import Parse
from tidings.read.place_names import places_within
from tidings.read.place_uses import names_a_thing, said_places

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "PRODUCT": "equipment",
}
_TITLES = frozenset(
    "mr mrs ms dr sir president minister premier chancellor senator sen. rep. gov. gov governor general gen. col. lt. maj. capt. colonel lieutenant major "
    "captain admiral secretary prime vice deputy foreign defence defense king queen prince princess pope judge justice professor prof. ambassador "
    "commander chief congressman congresswoman lord lady mayor sgt. sergeant mr. mrs. ms. dr. adm. spokesman spokeswoman".split()
)
_PRONOUNS = frozenset("he him his himself she her hers herself they them their themselves it its itself".split())
_WORDS_OF_NAMES = re.compile(r"[^\W\d_][\w’'.-]*")
# What NER takes for a name in capitals and isn't one.
_NO_NAMES = frozenset("COVID-19 Covid AM PM BREAKING Read Photo Updated Twitter Facebook Telegram".split())
# What the names of firms and clubs end in, and those of people do not.
_COMPANIES = frozenset(
    "lines airlines airways holdings industries motors systems technologies pharmaceuticals foods stores energy petroleum mining resources railways bancorp corp corporation inc ltd llc plc co".split()
)
# What a tagger calls a last name that it does not know, and no other name.
_NO_OTHER = ("", "DATE", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "ORDINAL", "CARDINAL")
# "R-Kell": a lawmaker's party before the state.
_OF_PARTY = re.compile(r"[DRI]-(?=[A-Z])")
_PLURAL_TAGS = ("NNS", "NNPS")
# A nominal as long as this is a clause, not a name for somebody.
LONGEST_NOMINAL = 8


def find_mentions(parse: Parse) -> tuple[Mention, ...]:
    """The mentions in text order, ids m1…: names first where two overlap, a nominal beside the names inside it."""
    names = list(_names(parse))
    names += _missed_people(parse, names)
    said = _said_places(parse, names)
    names = sorted(
        [*(n for n in names if not any(shared((n[0], n[1]), span) for span in said)), *((s, e, "place", "name") for s, e in said)]
    )
    names += _repeats(parse, names)
    inner = _places_inside(parse, names)
    taken = [(s, e) for s, e, _, _ in names]
    # "British Ministry" inside "British Ministry of Defence" is no other mention, nor one whose head a name begins with; names inside are
    nominals = [n for n in _nominals(parse) if not any(holds(t, (n[0], n[1])) or n[0] < t[0] < n[1] < t[1] for t in taken)]
    pronouns = list(_pronouns(parse))
    found = sorted({(s, e): (s, e, k, f) for s, e, k, f in [*pronouns, *nominals, *inner, *names]}.values(), key=lambda m: (m[0], -m[1]))
    return tuple(
        Mention(
            id=f"m{i}",
            start=s,
            end=e,
            text=parse.text[s:e],
            kind=kind,
            form=form,
            basis="the words around it use it as a place" if (s, e) in said else None,
        )
        for i, (s, e, kind, form) in enumerate(found, start=1)
    )


_Found = tuple[int, int, MentionKind, Form]


def _said_places(parse: Parse, names: list[_Found]) -> frozenset[Span]:
    """The names that the words around them use as places, whatever a tagger took them for."""
    people = frozenset(parse.text[s:e].split()[-1] for s, e, kind, _ in names if kind == "person" and " " in parse.text[s:e])
    said = said_places(parse, [(s, e) for s, e, kind, _ in names if kind == "place"], people)
    # a longer name that holds one keeps its kind: a body is no place
    return frozenset(span for span in said if not any(holds((s, e), span) and (s, e) != span for s, e, _, _ in names))


def _places_inside(parse: Parse, names: list[_Found]) -> list[_Found]:
    """The places that names of bodies and buildings hold: Kell in "Kell Police Department"."""
    spans = {span for s, e, kind, _ in names if kind in ("organization", "facility", "unit") for span in places_within(parse, (s, e))}
    return [(s, e, "place", "name") for s, e in sorted(spans)]


def _names(parse: Parse) -> Iterator[_Found]:
    for sentence in parse.sentences():
        for ent in sentence.ents:
            kind = _KINDS.get(ent.label_)
            if kind is None and ent.label_ == "NORP" and ent.root.tag_ in ("NNPS", "NNS") and ent.root.dep_ not in ("compound", "amod"):
                kind = "group"
            span = _trimmed(ent, sentence) if kind else None
            if kind is None or span is None or (kind == "place" and names_a_thing(ent.doc, ent.end)):
                continue
            words = parse.text[slice(*span)]
            if words in _NO_NAMES or (country_of_demonym(words) and kind != "group"):
                continue
            for part in _parts(parse.text, span) if kind == "place" else (span,):
                yield *part, _kind_of_name(parse.text[slice(*part)], kind, ent), "name"


# Where a tagger runs two names of places together.
_BETWEEN_NAMES = re.compile(r" - |, | and | or |/")


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The places of a span that holds several, each by itself; the span where it is the name of one."""
    words = text[slice(*span)]
    parts = _BETWEEN_NAMES.split(words)
    if len(parts) == 1 or candidates(words) or not all(candidates(p) for p in parts):
        yield span
        return
    start = span[0]
    for part in parts:
        at = text.index(part, start)
        yield at, at + len(part)
        start = at + len(part)


def _trimmed(ent: "Phrase", sentence: "Phrase") -> Span | None:
    """The name without an article, titles before it and a possessive behind it; None when nothing of a name is left."""
    tokens = [t for t in ent if not t.is_space]
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or tokens[0].is_punct):
        tokens.pop(0)
    if ent.label_ == "PERSON":
        while len(tokens) > 1 and tokens[0].lower_ in _TITLES:
            tokens.pop(0)
        if len(tokens) == 1 and tokens[0].i > sentence.start and _is_given_name(before := tokens[0].nbor(-1)):
            tokens.insert(0, before)
        after = tokens[-1].nbor() if tokens[-1].i + 1 < sentence.end else None
        if (
            len(tokens) == 1
            and _is_given_name_of(tokens[0])
            and after is not None
            and after.pos_ == "PROPN"
            and after.ent_type_ in _NO_OTHER
        ):
            tokens.append(after)
    if ent.label_ in ("PERSON", "ORG", "GPE"):
        verb = next((i for i, token in enumerate(tokens) if i and token.lower_ in headline_verbs()), None)
        tokens = tokens[:verb]
    while tokens and (tokens[-1].lower_ in ("'s", "’s", "s’", "’", "'") or (tokens[-1].is_punct and tokens[-1].text not in (".", ")"))):
        tokens.pop()
    if not tokens or not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens):
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    # the document's text would be put together anew for each name
    words = "".join(t.text_with_ws for t in tokens).rstrip()
    if ent.label_ in ("GPE", "LOC", "ORG") and (party := _OF_PARTY.match(words)):
        start += party.end()
    for mark in ("’s", "'s", "-based"):  # tokenisers miss some
        if words.endswith(mark):
            end -= len(mark)
    return (start, end) if end > start else None


def _is_given_name(token: "Token") -> bool:
    """Whether a word before a last name is the given name that a tagger takes for another word ("Per", "Will", "Grant")."""
    return not token.ent_type_ and _is_given_name_of(token)


def _is_given_name_of(token: "Token") -> bool:
    titled = token.lower_ in _TITLES or token.text.endswith(".")
    return token.text[:1].isupper() and not token.text.isupper() and not titled and gender_of(f"{token.text} x") is not None


def _missed_people(parse: Parse, names: list[_Found]) -> Iterator[_Found]:
    """A known given name and a capitalised word behind it, where the tagger found no name at all."""
    taken = [(s, e) for s, e, _, _ in names]
    for sentence in parse.sentences():
        for token in sentence:
            if token.i + 1 >= sentence.end or not _is_given_name(token):
                continue
            last = token.nbor()
            span = (token.idx, last.idx + len(last))
            is_name = last.pos_ == "PROPN" and not last.ent_type_ and last.text[:1].isupper() and last.text.isalpha() and len(last) > 1
            if is_name and not any(shared(span, t) for t in taken) and last.lower_ not in headline_verbs():
                yield *span, "person", "name"


def _kind_of_name(words: str, kind: MentionKind, ent: "Phrase") -> MentionKind:
    head = words.split()[-1].lower().strip(".")
    if kind in ("organization", "place", "facility", "equipment", "person"):
        if country_named(words):
            return "place"
        by_head = kinds_of_heads().get(head)
        if by_head in ("unit", "organization", "facility") and len(words.split()) > 1 and kind != "person":
            return by_head
        if len(words.split()) > 1 and head in _COMPANIES:
            return "organization"
    return kind


def _repeats(parse: Parse, names: list[_Found]) -> list[_Found]:
    """Bare last names and single names that NER found elsewhere in the document but not here."""
    known: dict[str, MentionKind] = {}
    for start, end, kind, _ in names:
        words = parse.text[start:end].split()
        if kind == "person" and len(words) > 1 and words[-1][0].isupper() and len(words[-1]) > 3:
            known.setdefault(words[-1], "person")
        elif len(words) == 1 and len(words[0]) > 3 and words[0][0].isupper():
            known.setdefault(words[0], kind)
    taken = [(s, e) for s, e, _, _ in names]
    out: list[_Found] = []
    for sentence in parse.sentences():
        for token in sentence:
            seen = known.get(token.text)
            if seen == "place" and names_a_thing(token.doc, token.i + 1):
                continue
            span = (token.idx, token.idx + len(token))
            if seen and token.pos_ in ("PROPN", "NOUN", "ADJ", "X") and not any(shared(span, t) for t in taken):
                out.append((*span, seen, "name"))
    return out


def _nominals(parse: Parse) -> Iterator[_Found]:
    heads = kinds_of_heads()
    for sentence in parse.sentences():
        for token in sentence:
            if token.pos_ not in ("NOUN", "PROPN") or (
                token.dep_ in ("compound", "nmod") and (token.head.lower_ in heads or _is_title(token))
            ):
                continue
            plural = token.tag_ in _PLURAL_TAGS
            kind = heads.get(token.lower_) if plural else None
            kind = kind or heads.get(token.lemma_.lower()) or heads.get(token.lower_)
            if kind is None:
                continue
            if kind == "person" and plural:
                kind = "group"
            span = _nominal_span(token)
            if span is not None and not country_named(parse.text[slice(*span)]):
                yield *span, kind, "nominal"


def _is_title(token: "Token") -> bool:
    """“President Ada Olm”: the title belongs to the name behind it."""
    return token.head.ent_type_ == "PERSON" and token.i < token.head.i and not any(t.is_punct for t in token.doc[token.i : token.head.i])


def _nominal_span(head: "Token") -> Span | None:
    """From the first modifier that is no article, number or clause to the head."""
    first = head
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if (
            child.dep_ in ("compound", "amod", "nmod", "poss")
            and child.i < first.i
            and child.pos_ != "NUM"
            and child.lower_ not in _DROPPED
        ):
            first = min((t for t in child.subtree if t.lower_ not in ("the", "a", "an")), key=lambda t: t.i, default=child)
        elif child.is_punct or child.dep_ == "case" or child.lower_ in ("’s", "'s", "-"):
            continue
        else:
            break
    while first.i < head.i and (first.pos_ in ("DET", "NUM", "PUNCT", "PRON") or first.lower_ in _DROPPED):
        first = head.doc[first.i + 1]
    if head.i - first.i >= LONGEST_NOMINAL:
        return None
    return first.idx, head.idx + len(head)


_DROPPED = frozenset("other many several some few own such more most all both various certain these those numerous same new".split())


def _pronouns(parse: Parse) -> Iterator[_Found]:
    for sentence in parse.sentences():
        for token in sentence:
            if token.pos_ == "PRON" and token.lower_ in _PRONOUNS:
                kind: MentionKind = "person" if token.lower_ in _PERSONAL else "group" if token.lower_ in _PLURAL else "organization"
                yield token.idx, token.idx + len(token), kind, "pronoun"


_PERSONAL = frozenset("he him his himself she her hers herself".split())
_PLURAL = frozenset("they them their themselves".split())
