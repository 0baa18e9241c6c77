"""Clock times and parts of the day, with the day that the sentence gives them."""

import re
from datetime import date

from tidings.read.time_scope import Later, Meaning, Scope, Told, Value, said
from tidings.read.time_words import PARTS

# Hours from Greenwich of the zones that news names; a name that several zones bear ("IST", "BST" in Asia) is read as the one English news means, or left out.
_ZONES = {
    "GMT": 0.0, "UTC": 0.0, "Z": 0.0, "WET": 0.0, "BST": 1.0, "CET": 1.0, "CEST": 2.0, "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "EST": -5.0, "EDT": -4.0,
    "CDT": -5.0, "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0, "JST": 9.0, "AEST": 10.0, "AEDT": 11.0,
}  # fmt: skip
ZONE = r"(?:local\s+time|\((?:GMT|UTC)(?:\s?[+\-−]\s?\d{1,2}(?::?[0-5]\d)?)?\)|(?:GMT|UTC)(?:\s?[+\-−]\s?\d{1,2}(?::?[0-5]\d)?)?|(?:BST|CES?T|EES?T|MSK|E[SD]T|C[SD]T|M[SD]T|P[SD]T|ET|PT|JST|AE[SD]T|IST|KST)\b|(?:Moscow|Kyiv|Kiev|Eastern|Central|Pacific|British)\s+(?:[Ss]tandard\s+|[Ss]ummer\s+)?[Tt]ime)"


def clock(scope: Scope, match: re.Match[str]) -> Meaning:
    """“6:40 p.m. (GMT +8)”, “0600 GMT”, “3 o'clock”."""
    hour, minute = int(match["h"]), int(said(match, "m") or 0)
    half = said(match, "a").replace(".", "").replace(" ", "")
    if half and not 1 <= hour <= 12 and not hour > 12:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if said(match, "part") in ("afternoon", "evening") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        return None
    return _on_a_day(scope, match.start("t"), f"T{hour:02}:{minute:02}{_offset(said(match, 'z'))}", "minute")


def _offset(zone: str) -> str:
    """The zone as ISO 8601 writes it: "Z", "+08:00"; nothing for a zone without a number."""
    words = zone.strip(" ()").upper()
    counted = re.fullmatch(r"(?:GMT|UTC)\s?([+\-−])\s?(\d{1,2})(?::?([0-5]\d))?", words)
    if counted:
        sign = "+" if counted[1] == "+" else "-"
        return f"{sign}{int(counted[2]):02}:{counted[3] or '00'}" if int(counted[2]) else "Z"
    hours = _ZONES.get(words)
    return "" if hours is None else "Z" if hours == 0 else f"{'+' if hours > 0 else '-'}{abs(int(hours)):02}:00"


def military(scope: Scope, match: re.Match[str]) -> Meaning:
    """“At about 1700”."""
    hour, minute = int(match["h"]), int(match["m"])
    return _on_a_day(scope, match.start("t"), f"T{hour:02}:{minute:02}", "minute", near=False) if hour < 24 and minute < 60 else None


def noon(scope: Scope, match: re.Match[str]) -> Meaning:
    """“At noon”, “before dawn”, “in the evening”: a part of the day that the sentence or the one before it names."""
    part = said(match, "p")
    code = "24:00" if part == "midnight" else PARTS[part]
    return _on_a_day(scope, match.start("t"), f"T{code}", "hour", near=False)


def _on_a_day(scope: Scope, at: int, stamp: str, grain: str, near: bool = True) -> Later:
    """On the day that the sentence names; else, of a clock time of a dated report, on the report's own."""

    def look(told: Told) -> Value:
        day = day_in_sentence(scope, at, told)
        if day is not None:
            return Value("TIME", f"{day.isoformat()}{stamp}", day, day, grain, "other time")  # type: ignore[arg-type]
        own = scope.anchor.day if near else None
        if own is not None:
            return Value("TIME", f"{own.isoformat()}{stamp}", own, own, grain, "published")  # type: ignore[arg-type]
        return Value("TIME", stamp, grain=grain)  # type: ignore[arg-type]

    return Later(look, is_last=True)


def day_in_sentence(scope: Scope, at: int, told: Told) -> date | None:
    """The day of the time that stands nearest in the same sentence, the one before it first."""
    first, last = scope.sentence(at)
    days = [
        (start > at, abs(start - at), value.day)
        for (start, _), value in told
        if first <= start < last and value.day and value.value != "PRESENT_REF"
    ]
    return min(days)[2] if days else None
