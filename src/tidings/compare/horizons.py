"""A claim in, the day by which what it foretells is to have come out."""

import re
from datetime import date, timedelta

from tidings.compare.passages import day_of
from tidings.model.reading import Claim, Reading
from tidings.model.span import holds

# Of what was to come "in the coming days" one can say after two weeks that it did not come; and so on, in days.
_SPANS = (("hour", 1), ("day", 14), ("week", 7), ("month", 31), ("year", 366))


def horizon_of(reading: Reading, claim: Claim) -> str | None:
    """The last day of the earliest time in the content that lies ahead of the publication, or None."""
    published = day_of(reading)
    inside = [t for t in reading.times if t.type in ("DATE", "TIME") and any(holds(part, (t.start, t.end)) for part in claim.content)]
    ahead = [t.latest[:10] for t in inside if t.latest and published and t.latest[:10] >= published.isoformat()]
    return min(ahead) if ahead else None


def until(reading: Reading, claim: Claim, said: str) -> str | None:
    """The day after which what was to come within a stretch of time has not come: "within a week", "in the coming days"."""
    inside = [t for t in reading.times if t.type == "DURATION" and any(holds(part, (t.start, t.end)) for part in claim.content)]
    ends = []
    for time in inside:
        number = re.match(r"P(?:T)?(\d+)", time.value or "")
        unit = next((days for unit, days in _SPANS if unit in time.text.lower()), None)
        if unit is not None:
            days = (
                unit * int(number.group(1)) if number and "day" not in time.text.lower() else int(number.group(1)) if number else 2 * unit
            )
            ends.append((date.fromisoformat(said) + timedelta(days=days)).isoformat())
    return min(ends) if ends else None
