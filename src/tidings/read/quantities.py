"""A parse to its quantities: how many of what, with bounds, as the text gives them."""

import re
from typing import TYPE_CHECKING

from tidings.know.counted import currencies, measures, unit_counted
from tidings.model.reading import Mention, Quantity, Time
from tidings.model.span import Span, shared
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_SMALL = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12, "dozen": 12}
# Plural magnitudes: two of them at the least (the guide of the gold: "thousands" has low 2,000 and no high).
_PLURALS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000, "billions": 2_000_000_000}
_TENS = {"tens of thousands": 20_000, "hundreds of thousands": 200_000, "tens of millions": 20_000_000, "hundreds of millions": 200_000_000}
_LOW = (
    "more than",
    "at least",
    "over",
    "no fewer than",
    "no less than",
    "upwards of",
    "above",
    "exceeding",
    "in excess of",
    "not less than",
)
_HIGH = ("less than", "fewer than", "up to", "at most", "nearly", "almost", "no more than", "under", "as many as", "as much as", "close to")
_ABOUT = ("about", "around", "some", "roughly", "approximately", "an estimated", "estimated")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_WORDS = "|".join(
    sorted(
        (*_SMALL, "hundred", "thousand", "million", "billion", "trillion", "dozen", "a dozen", "a hundred", "a thousand", "a million"),
        key=len,
        reverse=True,
    )
)
_ONE = (
    rf"(?:half\s+a\s+(?:million|billion|dozen)|{_NUMBER}(?:bn|tn|mn)\b|(?:{_NUMBER}|(?:{_WORDS})(?:[\s-](?:and\s+)?(?:{_WORDS}))*)"
    r"(?:\s+(?:hundred|thousand|million|billion|trillion|dozen)\b)?)"
)
# the longer qualifier first: "no fewer than" holds "fewer than"
_QUALIFIERS = "|".join(sorted((*_LOW, *_HIGH, *_ABOUT), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<![\w.])(?P<q>(?:{_QUALIFIERS})\s+)?"
    rf"(?P<between>between\s+)?"
    rf"(?P<money>[$€£¥]|US\$)?"
    rf"(?:(?P<vague>(?:several|many|a\s+few|few|a\s+couple(?:\s+of)?)\s+(?:dozen|hundred|thousand|million)s?|{'|'.join(_TENS)}|(?:several\s+)?(?:{'|'.join(_PLURALS)})|several|a\s+pair(?=\s+of\b))"
    rf"|(?P<a>{_ONE})(?:(?(between)\s+and\s+|\s*(?:-|–|to|or)\s*)(?P<b>{_ONE}))?)"
    rf"(?![\w])(?P<unit>\s*%|\s+percent\b|\s+per\s+cent\b)?",
    re.I,
)
_MONEY = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
# Ages, ordinals and the numbers of things ("Flight 32", "Article 5") count nothing.
_NO_COUNT = re.compile(r"^(?:st|nd|rd|th)\b|^-year|^[\s-]years?[\s-]old|^\s*(?:a\.m|p\.m|am\b|pm\b|o.clock)", re.I)


def find_quantities(parse: Parse, mentions: tuple[Mention, ...], times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """The quantities in text order, ids q1…; a number that counts nothing in its sentence is none."""
    found: list[Quantity] = []
    for start, end in parse.document.body:
        for match in _QUANTITY.finditer(parse.text, start, end):
            quantity = _quantity(parse, match, mentions, times)
            if quantity is not None and not any(shared(quantity.span, q.span) for q in found[-3:]):
                found.append(quantity)
    numbered = enumerate(found, start=1)
    return tuple(Quantity(**{f: getattr(q, f) for f in _FIELDS}, id=f"q{n}") for n, q in numbered)


_FIELDS = ("span", "value", "low", "high", "unit", "what", "counted", "time", "basis")


def _quantity(parse: Parse, match: re.Match[str], mentions: tuple[Mention, ...], times: tuple[Time, ...]) -> Quantity | None:
    number: Span = (match.start("money") if match["money"] else match.start("vague") if match["vague"] else match.start("a"), match.end())
    if any(shared(number, (t.start, t.end)) for t in times) or _NO_COUNT.match(parse.text, match.end()):
        return None
    bounds = _bounds(match)
    if bounds is None:
        return None
    phrase = parse.phrase(number)
    if phrase is None or any(
        t.ent_type_ in ("DATE", "TIME", "ORDINAL", "ORG", "PRODUCT", "LAW", "PERSON", "FAC", "GPE", "EVENT", "WORK_OF_ART") for t in phrase
    ):
        return None
    counted = _counted(phrase.root)
    if counted is not None and (counted.idx < number[0] and counted.dep_ != "pobj" and not match["vague"]) and counted.i != phrase.root.i:
        return None  # "TV 2", "Article 5": a name's number
    if counted is not None and counted.lower_ in _PLURALS:
        counted = None
    money, percent = match["money"], match["unit"]
    if counted is None and not money and not percent and not match["vague"] and not _stands_for_people(phrase.root):
        return None
    if parse.text[max(0, number[0] - 1) : number[0]] in ("-", "#", "№", "/", ":") or (
        match["a"] and match["a"].lower() in ("one", "zero") and not money
    ):
        return None
    noun = _singular(counted) if counted is not None else ""
    currency = currencies().get(noun) if counted is not None and not (noun == "pound" and _of(counted)) else None
    follows = counted is not None and not money and counted.idx >= match.end() and not _is_behind_of(counted, match.end())
    span = (
        next(match.start(part) for part in ("q", "between", "money", "vague", "a") if match[part]),
        _end_of(counted) if counted is not None and follows else match.end(),
    )
    measured = measures().get(noun) if not currency else None
    of_what = _of(counted) if counted is not None and measured else counted
    noun_phrase = _phrase_of(of_what, match.end()) if of_what is not None and not currency and not money else None
    value, low, high = bounds
    unit = _MONEY[money] if money else "%" if percent else currency or measured or _unit(counted, phrase.root)
    what = next(
        (m.id for m in mentions if counted is not None and m.start <= counted.idx < m.end and m.end == counted.idx + len(counted)), None
    )
    sentence = phrase.sent
    time = [t for t in times if sentence.start_char <= t.start < sentence.end_char and t.type in ("DATE", "TIME")]
    return Quantity(
        id="",
        span=span,
        value=value,
        low=low,
        high=high,
        unit=unit,
        what=what,
        counted=noun_phrase,
        time=time[0].id if len(time) == 1 else None,
        basis="stated",
    )


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None, float | None] | None:
    """Value, low and high."""
    vague = re.sub(r"\s+", " ", (match["vague"] or "").lower())
    if vague:
        if vague in _TENS:
            return None, float(_TENS[vague]), None
        if vague == "several":
            return None, 3.0, None
        if vague == "a pair":
            return 2.0, 2.0, 2.0
        words = vague.split()
        plural = _PLURALS.get(words[-1]) or _SCALES.get(words[-1].rstrip("s"), 0) * 2
        scale = _SCALES.get(words[-1].rstrip("s"), 1)
        if words[0] == "several" and scale >= 100:  # two of them and more, and not yet ten (the gold's "several thousand")
            return None, 2.0 * scale, 10.0 * scale - 1
        least = 3 * scale if words[0] == "several" and len(words) > 1 else plural
        return (None, float(least), None) if least else None
    first = _value(match["a"])
    second = _value(match["b"]) if match["b"] else None
    if first is None:
        return None
    if second is not None:
        scale = next((s for w, s in _SCALES.items() if match["b"].lower().rstrip("s").endswith(w)), 1)
        if first < second / max(scale, 1) * 1.0 and first < 1000 and scale > 1 and not any(w in match["a"].lower() for w in _SCALES):
            first *= scale
        return (None, first, second) if first <= second else None
    word = re.sub(r"\s+", " ", (match["q"] or "").strip().lower())
    if word in _LOW:
        return None, first, None
    if word in _HIGH:
        return None, None, first
    if word in _ABOUT:
        return first, None, None
    return first, first, first


_SHORT = {"bn": "billion", "mn": "million", "tn": "trillion"}


def _value(words: str) -> float | None:
    total, part = 0.0, 0.0
    spelled = re.sub(r"(?<=\d)(bn|mn|tn)\b", lambda m: " " + _SHORT[m[1]], words.lower().replace(",", ""))
    for word in re.split(r"[\s-]+", re.sub(r"^half\s+a\b", "0.5", spelled)):
        if word in ("and", ""):
            continue
        if word == "a":
            part = 1.0
        elif re.fullmatch(r"\d+(?:\.\d+)?", word):
            part += float(word)
        elif word in _SMALL:
            part += _SMALL[word]
        elif word.rstrip("s") in _SCALES:
            scale = _SCALES[word.rstrip("s")]
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        else:
            return None
    return total + part


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
    return number if number.pos_ == "NOUN" and not number.like_num and number.lower_ not in _PLURALS else None


def _stands_for_people(number: "Token") -> bool:
    """“Killed nine and wounded ten”, “six drowned”, “millions watched”: the number alone is who did or suffered something."""
    head = number.head
    if number.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return number.lower_ not in ("one", "several")
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
    if head.lemma_ in ("kill", "die") or any(c.lower_ in ("dead", "killed") for c in (counted.children if counted is not None else ())):
        return "killed"
    if head.lemma_ in ("wound", "injure", "hurt"):
        return "injured"
    if counted is None:
        return "people"
    return unit_counted(_singular(counted))
