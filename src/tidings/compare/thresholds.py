"""A content in, the number that what it foretells is to pass, out."""

import re

from tidings.compare.ahead import AHEAD, BEHIND

_NUMBER = r"(?P<n>\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?P<scale>\s+(?:hundred|thousand|million|billion))?"
OVER = re.compile(
    rf"\b(?:exceed|surpass|top|pass|reach|above|over|beyond|more than|(?:rise|climb|grow|jump) to)\s+{_NUMBER}", re.IGNORECASE
)
UNDER = re.compile(rf"\b(?:below|under|less than|fewer than|(?:fall|drop|sink) to)\s+{_NUMBER}", re.IGNORECASE)
MORE = re.compile(r"\b(?:numbers?|toll|count|figures?|total)\b[^.;]{0,30}\b(?:rise|grow|climb|increase|go up)\b", re.IGNORECASE)
_WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"twelve": 12, "twenty": 20}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def number_to_pass(text: str) -> re.Match[str] | None:
    """The number that is to be exceeded or undercut, with the words that say so; `re` is OVER or UNDER."""
    return _passed(text, OVER) or _passed(text, UNDER)


def _passed(text: str, comparison: re.Pattern[str]) -> re.Match[str] | None:
    """The number that is to be passed: the comparison stands in the sentence behind what looks ahead."""
    for found in comparison.finditer(text):
        start = max(text.rfind(mark, 0, found.start()) for mark in ".!?;") + 1
        ahead = [m for m in AHEAD.finditer(text, start, found.start() + 1) if len(text[m.end() : found.start()].split()) <= BEHIND]
        if ahead:
            return found
    return None


def value_of(found: re.Match[str]) -> float:
    """The number that a match of OVER or UNDER names, its scale worked in."""
    said = found.group("n").lower().replace(",", "")
    return (float(said) if said[0].isdigit() else float(_WORDS[said])) * _SCALES.get((found.group("scale") or "").strip().lower(), 1)
