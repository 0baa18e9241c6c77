"""A parse to its quantities: how many of what, with bounds, as the text gives them."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tidings.know.counted import befell, currencies, groups, measures, unit_counted
from tidings.model.reading import Mention, Quantity, Time
from tidings.model.span import Span, shared
from tidings.read.amounts import PLURALS, Amount, amounts_in
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

# Ages, ordinals and the numbers of things ("Flight 32", "Article 5") count nothing; a fraction counts no whole ones.
_NO_COUNT = re.compile(
    r"^(?:st|nd|rd|th)\b|^-year|^[\s-]years?[\s-]old|^\s*(?:a\.m|p\.m|am\b|pm\b|o.clock)|^[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b|^\s*y\.o\b",
    re.I,
)
_NAMED = ("DATE", "TIME", "ORDINAL", "ORG", "PRODUCT", "LAW", "PERSON", "FAC", "GPE", "EVENT", "WORK_OF_ART")
_BEFELL = re.compile(
    rf"[\s-]+(?:(?:more|other|others|people)\s+)?(?:were\s+|was\s+|are\s+|have\s+been\s+|left\s+)?(?P<w>{'|'.join(befell())})\b", re.I
)
# "50 prisoners dead", "40 prisoners of war were killed"
_HARMED = re.compile(
    r"(?:\s+of\s+war)?\s+(?:(?:were|was|are|had\s+been|have\s+been|has\s+been)\s+)?(?P<w>killed|dead|slain|injured|wounded)\b", re.I
)
_HARM = frozenset("kill wound injure hurt die harm arrest miss".split())


def find_quantities(parse: Parse, mentions: tuple[Mention, ...], times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """The quantities in text order, ids q1…; a number that counts nothing in its sentence is none."""
    found: list[Quantity] = []
    for start, end in parse.document.body:
        for amount in amounts_in(parse.text, start, end):
            quantity = _quantity(parse, amount, mentions, times) or _as_before(parse, amount, found[-1:], times)
            if quantity is not None and not any(shared(quantity.span, q.span) for q in found[-3:]):
                found.append(quantity)
    return tuple(replace(q, id=f"q{n}") for n, q in enumerate(found, start=1))


def _quantity(parse: Parse, amount: Amount, mentions: tuple[Mention, ...], times: tuple[Time, ...]) -> Quantity | None:
    number = amount.number
    lasting = _lasting(parse.text, amount, times)
    if (any(shared(number, (t.start, t.end)) for t in times) and not lasting) or _NO_COUNT.match(parse.text[number[1] : number[1] + 16]):
        return None
    phrase = parse.phrase(number)
    if phrase is None or (any(t.ent_type_ in _NAMED for t in phrase) and not lasting) or _is_part_of_a_word(parse, amount):
        return None
    counted = _counted(phrase.root) or _plural_behind(parse, number[1])
    is_money = amount.unit is not None and amount.unit not in ("%", "times")
    if counted is not None and counted.idx < number[0] and counted.dep_ != "pobj" and not amount.is_vague and counted.i != phrase.root.i:
        return None  # "TV 2", "Article 5": a name's number
    if counted is not None and counted.lower_ in PLURALS:
        counted = None
    if counted is not None and _describes(parse, number[1], counted):
        return None
    befallen = _BEFELL.match(parse.text, number[1]) if counted is None or counted.lower_ in befell() else None
    if befallen is not None:
        counted = None
    pronoun = counted if counted is not None and counted.pos_ == "PRON" else None
    if pronoun is not None:
        counted = None
    if amount.bounds == (0.0, 0.0, 0.0) and not _tells_of_none(amount, phrase.root, counted):
        return None
    says_what = counted is not None or befallen is not None or pronoun is not None or amount.unit is not None
    if not says_what and not amount.is_vague and not _stands_for_people(phrase.root):
        return None
    return _described(parse, amount, phrase.root, counted, befallen, is_money, mentions, times)


# "Up from 900", "compared with 40 a year ago": what the number before it counts, at another time.
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:(?:up|down) from|(?:compared|against) (?:with|to)|against)\s+(?:(?:just|only|some|about|around)\s+)?$", re.I
)
# … and "the number is 12", in the next sentence: what it counts was named there.
_THE_NUMBER = re.compile(
    r"\b(?:the|their) (?:right |correct |actual |true )?(?:number|figure|count|total) (?:is|was|has been|had been|should be|should have been)\s+$",
    re.I,
)
# The words between the two: half a sentence.
_REACH = 120


def _as_before(parse: Parse, amount: Amount, before: list[Quantity], times: tuple[Time, ...]) -> Quantity | None:
    """A bare number that says how many there were before, of what the sentence's last number counts; None elsewhere."""
    number = amount.number
    is_again = _THE_NUMBER.search(parse.text, max(0, number[0] - 40), number[0]) is not None
    if not before or amount.unit is not None or not (is_again or _OF_ANOTHER_TIME.search(parse.text, max(0, number[0] - 30), number[0])):
        return None
    same, between = before[0], parse.text[before[0].span[1] : number[0]]
    ends = len(re.findall(r"[.!?]\s", between))
    if any(shared(number, (t.start, t.end)) for t in times) or len(between) > _REACH or ends > is_again:
        return None
    value, low, high = amount.bounds
    behind = next((t for t in times if 0 <= t.start - number[1] <= 10 and t.type in ("DATE", "TIME")), None)
    return replace(
        same, span=amount.span, value=value, low=low, high=high, time=behind.id if behind else None, basis="as the number before it"
    )


def _lasting(text: str, amount: Amount, times: tuple[Time, ...]) -> bool:
    """“90 days of siege”: a length of time that counts as a figure of what went on, and dates nothing."""
    own = next((t for t in times if shared(amount.number, (t.start, t.end))), None)
    return own is not None and own.type == "DURATION" and own.earliest is None and text[own.end : own.end + 4] == " of "


def _plural_behind(parse: Parse, end: int) -> "Token | None":
    """The plural that follows the number with nothing but its attributes between, where the parse ties the two to different words."""
    phrase = parse.phrase((end, min(len(parse.text), end + 1)))
    for token in parse.doc[phrase.start : phrase.start + 4] if phrase is not None else ():
        if token.tag_ in ("NNS", "NNPS"):
            return token
        if token.pos_ not in ("ADJ", "NOUN", "SPACE"):
            return None
    return None


def _is_part_of_a_word(parse: Parse, amount: Amount) -> bool:
    at = amount.number[0]
    if re.search(r"\b(?:no|nos|nr|n)\.?\s?$", parse.text[max(0, at - 5) : at], re.I):
        return True  # "Hospital No. 16"
    return parse.text[max(0, at - 1) : at] in ("-", "#", "№", "/", ":") or (amount.words in ("one", "zero") and amount.unit is None)


def _describes(parse: Parse, number_end: int, counted: "Token") -> bool:
    """“The 27-nation union”: the number tells of the union, and counts no nations; the 500 of a 500-crew ship are people, 19 miles a measure."""
    noun = _singular(counted)
    if noun in measures() or unit_counted(noun) != noun:
        return False
    is_hyphened = parse.text[number_end : number_end + 1] == "-" and counted.idx <= number_end + 1
    return is_hyphened and counted.dep_ in ("compound", "amod", "nmod", "npadvmod")


def _tells_of_none(amount: Amount, root: "Token", counted: "Token | None") -> bool:
    """“No one was hurt”, “none of the boats”; “no one knows” counts nobody."""
    if counted is not None:
        return True
    return root.head.lemma_ in _HARM or any(c.lemma_ in _HARM for c in root.head.children)


def _described(
    parse: Parse,
    amount: Amount,
    root: "Token",
    counted: "Token | None",
    befallen: re.Match[str] | None,
    is_money: bool,
    mentions: tuple[Mention, ...],
    times: tuple[Time, ...],
) -> Quantity:
    end = amount.number[1]
    noun = _singular(counted) if counted is not None else ""
    currency = currencies().get(noun) if counted is not None and not (noun == "pound" and _of(counted)) else None
    follows = counted is not None and not is_money and counted.idx >= end and not _is_behind_of(counted, end)
    measured = measures().get(noun) if not currency else None
    of_what = _of(counted) if counted is not None and measured else counted
    named = of_what is not None and not currency and not is_money
    value, low, high = amount.bounds
    return Quantity(
        id="",
        span=(amount.span[0], _end_of(counted) if counted is not None and follows else end),
        value=value,
        low=low,
        high=high,
        unit=amount.unit or currency or measured or (befell()[befallen["w"].lower()] if befallen else _unit(counted, root)),
        what=_mention_of(counted, mentions),
        counted=_phrase_of(of_what, end) if named and of_what is not None else None,
        time=_time_of(root, times),
        basis="stated",
    )


def _mention_of(counted: "Token | None", mentions: tuple[Mention, ...]) -> str | None:
    if counted is None:
        return None
    return next((m.id for m in mentions if m.start <= counted.idx < m.end and m.end == _end_of(counted)), None)


def _time_of(root: "Token", times: tuple[Time, ...]) -> str | None:
    """The one time of the sentence, or None where it names none or several."""
    sentence = root.sent
    inside = [t for t in times if sentence.start_char <= t.start < sentence.end_char and t.type in ("DATE", "TIME")]
    return inside[0].id if len(inside) == 1 else None


def _counted(number: "Token") -> "Token | None":
    """The noun that the number counts; of "thousands of troops" the troops."""
    for token in (number, *(c for c in number.children if c.dep_ == "prep" and c.lower_ == "of")):
        inner = [c for c in token.children if c.dep_ == "pobj"] if token.lower_ == "of" else []
        if inner:
            return inner[0]
    if number.dep_ in ("nummod", "quantmod", "amod", "compound", "det", "advmod") and number.head.pos_ in ("NOUN", "PROPN", "NUM"):
        return number.head if number.head.pos_ != "NUM" else _counted(number.head)
    of = [g for c in number.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    if of:
        return of[0]
    return number if number.pos_ == "NOUN" and not number.like_num and number.lower_ not in PLURALS else None


def _stands_for_people(number: "Token") -> bool:
    """“Killed nine and wounded ten”, “six drowned”, “millions watched”: the number alone is who did or suffered something."""
    head = number.head
    if number.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return number.lower_ not in ("one", "several")
    if number.dep_ == "pobj" and head.lower_ == "including":
        return head.head.pos_ in ("NOUN", "PROPN")  # "19 deaths, including five in the capital"
    if number.dep_ == "pobj" and head.lower_ == "of":
        return head.head.lemma_.lower() in groups()  # "a group of nine", "a town of about 13,000"
    return number.dep_ in ("dobj", "attr", "pobj") and head.lemma_ in ("kill", "wound", "injure", "die", "hurt", "to", "at", "leave")


def _of(noun: "Token") -> "Token | None":
    """What stands behind the noun's "of"."""
    return next((g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)


def _is_behind_of(counted: "Token", number_end: int) -> bool:
    """Whether an "of" stands between the number and what it counts: "tens of thousands" of troops."""
    return any(t.lower_ == "of" for t in counted.doc.char_span(number_end, counted.idx, alignment_mode="expand") or ())


def _end_of(counted: "Token") -> int:
    return counted.idx + len(counted)


def _phrase_of(counted: "Token", number_end: int) -> Span:
    """The counted noun with its attributes, from behind the number, articles and "of" left out."""
    skipped = ("NUM", "DET", "PUNCT", "ADP", "SCONJ", "PRON")
    left = counted.i
    while left > counted.left_edge.i and counted.doc[left - 1].idx >= number_end and counted.doc[left - 1].pos_ not in skipped:
        left -= 1
    return counted.doc[left].idx, counted.idx + len(counted)


def _singular(noun: "Token") -> str:
    """The noun in the singular; the parser's lemma, but where it leaves or cuts too much."""
    word = noun.lower_
    if word.endswith("ses") and noun.lemma_.lower() + "es" == word:
        return word[:-1] if word.endswith(("oses", "ases")) and not word.endswith(("buses", "gases")) else noun.lemma_.lower()
    return noun.lemma_.lower() if noun.lemma_.lower() != word or not word.endswith("s") or word.endswith("ss") else word[:-1]


def _unit(counted: "Token | None", number: "Token") -> str | None:
    head = number.head if counted is None else counted.head
    behind = _HARMED.match(counted.doc.text, _end_of(counted)) if counted is not None else None
    if behind is not None:
        return befell()[behind["w"].lower()]
    if head.lemma_ in ("kill", "die") or any(c.lower_ in ("dead", "killed") for c in (counted.children if counted is not None else ())):
        return "killed"
    if head.lemma_ in ("wound", "injure", "hurt"):
        return "injured"
    if counted is None:
        return unit_counted(_singular(head.head)) if head.lower_ == "including" else "people"
    return unit_counted(_singular(counted))
