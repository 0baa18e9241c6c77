"""Numbers as news writes them, in digits or words: a pattern that finds one, and its value."""

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL: dict[str, int] = {w: n for n, w in enumerate(_UNITS)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)}
SCALES: dict[str, int] = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT = {"bn": "billion", "mn": "million", "tn": "trillion"}
_WORDS = "|".join(sorted((*SMALL, *SCALES, *(f"a {s}" for s in SCALES)), key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = "|".join(SCALES)

NUMBER = (
    rf"(?:half\s+a\s+(?:million|billion|dozen)|{_DIGITS}(?:bn|tn|mn)\b|"
    rf"(?:{_DIGITS}|(?:{_WORDS})(?:[\s-](?:and\s+)?(?:{_WORDS}))*)(?:\s+and\s+a\s+half\b)?(?:[\s-](?:{_SCALE})\b)?)"
)
"""One number: "57", "1,200", "2.4bn", "twenty-three", "a hundred thousand", "half a million", "two and a half"."""


def number_of(words: str) -> float | None:
    """The number that the words say, or None when they say none: `number_of("one and a half million") == 1_500_000.0`."""
    total, part = 0.0, 0.0
    spelled = re.sub(r"(?<=\d)(bn|mn|tn)\b", lambda m: " " + _SHORT[m[1]], words.lower().replace(",", ""))
    spelled = re.sub(r"\band\s+a\s+half\b", "plushalf", re.sub(r"^half\s+an?\b", "0.5", spelled))
    for word in re.split(r"[\s-]+", spelled.strip()):
        if word in ("and", ""):
            continue
        if word == "plushalf":
            part += 0.5
        elif word in ("a", "an"):
            part = 1.0
        elif re.fullmatch(r"\d+(?:\.\d+)?", word):
            part += float(word)
        elif word in SMALL:
            part += SMALL[word]
        elif word.rstrip("s") in SCALES:
            scale = SCALES[word.rstrip("s")]
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
        else:
            return None
    return total + part
