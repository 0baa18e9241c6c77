"""The words that time expressions are made of: units, counts, names of days and months, parts of the day."""

from tidings.match.numbers import NUMBER, number_of
from tidings.model.document import Grain

UNITS: dict[str, str] = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|century|centuries)"
VAGUE = (
    r"(?:a\s+few|few|several|some|many|(?:a\s+)?couple(?:\s+of)?|a\s+number\s+of|(?:tens|dozens|scores|hundreds|thousands|millions)\s+of)"
)
COUNT = rf"(?:half\s+an?|an?|{VAGUE}|\[?{NUMBER}\]?)"
DAYNAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTHNAME = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "nightfall": "EV",
    "night": "NI",
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "00:00",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
ORDINALS = {
    w: n
    for n, w in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
            "seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
            "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
        ).split(),
        start=1,
    )
}
ORDINAL = r"(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
APPROXIMATELY = (
    r"(?:(?:(?:just|well|slightly|little)\s+)?(?:more|less|fewer)\s+than\s+|at\s+least\s+|nearly\s+|almost\s+|about\s+|around\s+|some\s+|roughly\s+"
    r"|approximately\s+|up\s+to\s+|(?:just\s+|well\s+)?(?:over|under)\s+)?"
)


def unit_named(word: str) -> str:
    """The unit in the singular: "centuries" → "century"."""
    singular = word.lower()
    return singular[:-3] + "y" if singular.endswith("centuries") else singular.removesuffix("s")


def grain_of(unit: str) -> Grain:
    """The grain of a time given in this unit; a weekend, a night and what is shorter than a day count as days."""
    grains: dict[str, Grain] = {"week": "week", "fortnight": "week", "month": "month", "quarter": "quarter", "half": "quarter"}
    long: dict[str, Grain] = {"year": "year", "decade": "decade", "century": "century"}
    return grains.get(unit) or long.get(unit) or "day"


def count_of(words: str) -> float | None:
    """How many, or None where the words leave it open: "several", "dozens of"."""
    plain = " ".join(words.lower().strip("[]").split())
    if plain.startswith(("couple", "a couple")):
        return 2
    return number_of(plain)


def duration_value(words: str, unit: str) -> str:
    """The TimeML value of a duration: "two", "week" → "P2W"; what is not counted is X."""
    number = count_of(words)
    if unit == "fortnight":
        return f"P{2 * int(number or 1)}W"
    code = UNITS[unit]
    size = "X" if number is None else f"{number:g}"
    if number == 0.5 and code in ("Y", "TH", "DE"):  # half a year is six months, to the calendar as to a reader
        return {"Y": "P6M", "TH": "PT30M", "DE": "P5Y"}[code]
    return f"PT{size}{code[1]}" if len(code) == 2 and code[0] == "T" else f"P{size}{code}"
