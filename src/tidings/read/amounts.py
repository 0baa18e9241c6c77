"""The numbers of a text with the words that bound them: value, low and high, as the text gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.know.counted import bounds
from tidings.match.numbers import NUMBER, SCALES, number_of
from tidings.model.span import Span

Bounds = tuple[float | None, float | None, float | None]
"""Value, low and high; None is open."""

# Plural magnitudes: two of them at the least (the guide of the gold: "thousands" has low 2,000 and no high).
PLURALS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000, "billions": 2_000_000_000}
_TENS = {"tens of thousands": 20_000, "hundreds of thousands": 200_000, "tens of millions": 20_000_000, "hundreds of millions": 200_000_000}
_MULTIPLES = {
    "halved": 0.5,
    "doubled": 2.0,
    "tripled": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "tenfold": 10.0,
}
_MONEY = {"$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR"}
_SHORT = {"m": 1e6, "k": 1e3}


def _either(words: Iterator[str] | list[str]) -> str:
    """The longer first: "no fewer than" holds "fewer than"."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


_VAGUE = (
    rf"(?:several|many|a\s+few|few|a\s+couple(?:\s+of)?)\s+(?:dozen|hundred|thousand|million)s?|{_either(list(_TENS))}"
    rf"|(?:several\s+|many\s+)?(?:{'|'.join(PLURALS)})|several|a\s+pair(?=\s+of\b)|a\s+couple(?=\s+of\b)|nobody|no\s+one|none(?=\s+of\b)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.])(?P<q>(?:(?:just|well|slightly|far|a\s+little|only)\s+)?(?:{_either(list(bounds()))})\s+)?"
    rf"(?P<between>between\s+)?"
    rf"(?P<money>(?:US|A|C)?\$|[€£¥₴₽₹])?"
    rf"(?:(?P<vague>{_VAGUE})"
    rf"|(?P<times>{'|'.join(_MULTIPLES)})"
    rf"|(?P<a>{NUMBER})(?P<sa>[mk]\b)?(?:(?(between)\s+and\s+|\s*(?:-|–|to|or)\s*)(?(money)[$€£¥]?)(?P<b>{NUMBER})(?P<sb>[mk]\b)?)?)"
    rf"(?P<behind>(?(vague)(?!)|(?:\s+|(?=[-+]))(?:{_either(list(bounds('behind')))}))(?!\w))?"
    rf"(?![\w])(?P<unit>\s*%|\s+percent\b|\s+per\s+cent\b|[\s-]+percentage\s+points?\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text. `span` is what says it, `number` the same without the words before that bound it."""

    span: Span
    number: Span
    bounds: Bounds
    unit: str | None = None
    is_vague: bool = False
    words: str = ""


def amounts_in(text: str, start: int, end: int) -> Iterator[Amount]:
    """The numbers between two offsets, in order; what bounds itself from the wrong side ("8 to 6") is none."""
    for match in _AMOUNT.finditer(text, start, end):
        found = _bounds(match)
        if found is None:
            continue
        money = (match["money"] or "").lower()
        share = "%" if match["unit"] else None
        first = next(match.start(part) for part in ("money", "vague", "times", "a") if match[part])
        unit = _MONEY[money] if money else share or ("times" if match["times"] else None)
        if (match["sa"] or match["sb"] or "").lower() in ("m", "k") and not money:
            continue  # "70m" measures
        opens = next(match.start(part) for part in ("q", "between", "money", "vague", "times", "a") if match[part])
        yield Amount(
            span=(opens, match.end()),
            number=(first, match.end()),
            bounds=found,
            unit=unit,
            is_vague=match["vague"] is not None,
            words=match[0][first - match.start() :].lower(),
        )


def _bounds(match: re.Match[str]) -> Bounds | None:
    if match["vague"]:
        return _vague_bounds(" ".join(match["vague"].lower().split()))
    if match["times"]:
        first: float | None = _MULTIPLES[match["times"].lower()]
        second = None
    else:
        first = _scaled(match["a"], match["sa"] or match["sb"])
        second = _scaled(match["b"], match["sb"]) if match["b"] else None
    if first is None:
        return None
    if second is not None:
        return _range(match["a"].lower(), first, match["b"].lower(), second)
    before = " ".join((match["q"] or "").lower().split())
    before = re.sub(r"^(?:just|well|slightly|far|a little|only)\s+(?=\w)", "", before) if before not in bounds() else before
    behind = " ".join((match["behind"] or "").lower().split())
    side = bounds().get(before) or bounds("behind").get(behind)
    if side == "low":
        return None, first, None
    if side == "high":
        return None, None, first
    return (first, None, None) if side == "about" else (first, first, first)


def _scaled(words: str, short: str | None) -> float | None:
    number = number_of(words)
    return number * _SHORT.get((short or "").lower(), 1.0) if number is not None else None


def _range(a: str, first: float, b: str, second: float) -> Bounds | None:
    """“6 to 8 million”: both in millions."""
    scale = next((s for w, s in SCALES.items() if b.rstrip("s").endswith(w)), 1)
    if first < second / scale and first < 1000 and scale > 1 and not any(w in a for w in SCALES):
        first *= scale
    return (None, first, second) if first <= second else None


def _vague_bounds(words: str) -> Bounds | None:
    if words in ("nobody", "no one", "none"):
        return 0.0, 0.0, 0.0
    if words in _TENS:
        return None, float(_TENS[words]), None
    if words == "several":
        return None, 3.0, None
    if words in ("a pair", "a couple"):
        return 2.0, 2.0, 2.0
    first, last = words.split()[0], words.split()[-1]
    scale = SCALES.get(last.rstrip("s"), 1)
    if first == "several" and scale >= 100:  # two of them and more, and not yet ten (the gold's "several thousand")
        return None, 2.0 * scale, 10.0 * scale - 1
    least = 3 * scale if first == "several" and last != "several" else PLURALS.get(last) or scale * 2
    return (None, float(least), None) if least else None
