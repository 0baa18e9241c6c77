"""Sentences to their mutants: one number, name, date, place, negation or status changed at a time, nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tidings.model.reading import Reading
from tidings.show.borne import Part, Sentence

STATUSES = ("actual", "planned", "possible", "conditional", "negated")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-Z][a-z]{2,}\b")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2} (?:March|April|May|June)\b|\b(?:March|April|May|June) \d{1,2}\b"
)
_VERB = re.compile(r"\b(?:is|was|were|are|has|had|have|will|would|could|can)\b(?! not)")
_NOT = re.compile(r"\b(?:not |n't\b|no |never )")


def mutants(sentence: Sentence, readings: dict[str, Reading]) -> Iterator[tuple[str, Sentence]]:
    """(what was changed, the sentence so changed), each different from the sentence in one part."""
    names = sorted({m.text for words in sentence.refs for m in readings[words.doc].mentions if m.form == "name"})
    places = sorted({p.name for words in sentence.refs for p in readings[words.doc].places})
    for at, part in enumerate(sentence.parts):
        for kind, text in _changed(part, names, places):
            if text != part.text:
                parts = (*sentence.parts[:at], Part(part.role, text), *sentence.parts[at + 1 :])
                yield kind, replace(sentence, parts=parts)


def _changed(part: Part, names: list[str], places: list[str]) -> Iterator[tuple[str, str]]:
    text = part.text
    if part.role == "words":
        yield from (("number", text[: m.start()] + _other_number(m[0]) + text[m.end() :]) for m in [_NUMBER.search(text)] if m)
        yield from (("date", text[: m.start()] + _other_day(m[0]) + text[m.end() :]) for m in [_DAY.search(text)] if m)
        for m in list(_NAME.finditer(text))[:2]:
            other = next((n for n in names if m[0] not in n and n not in text), "Harlan Voss")
            yield "name", text[: m.start()] + other + text[m.end() :]
        for place in places:
            if place in text:
                yield "place", text.replace(place, next((p for p in places if p != place), "Osk"), 1)
                break
        if m := _NOT.search(text):
            yield "negation", text[: m.start()] + text[m.end() :]
        elif m := _VERB.search(text):
            yield "negation", text[: m.end()] + " not" + text[m.end() :]
    elif part.role in ("who", "outlet", "chain"):
        yield "name", next((n for n in names if n.casefold() not in text.casefold() and text.casefold() not in n.casefold()), "Harlan Voss")
    elif part.role == "place":
        yield "place", next((p for p in places if p != text), "Osk")
    elif part.role in ("when", "published", "as of"):
        yield "date", _other_day(text)
    elif part.role in ("documents", "origins"):
        yield "number", str(int(text) + 1)
    elif part.role == "status":
        yield from (("status", other) for other in STATUSES if other != text)
    elif part.role == "form" and part.text == ": ":
        yield "negation", " not: "


def _other_number(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return str(int(digits) + 1) if digits else "forty"


def _other_day(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", text):
        return (date.fromisoformat(text[:10]) + timedelta(days=1)).isoformat() + text[10:]
    number = re.search(r"\d+", text)
    if number:
        return text.replace(number[0], str(int(number[0]) % 27 + 1), 1)
    return "Sunday" if text != "Sunday" else "Monday"
