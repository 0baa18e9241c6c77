"""A moment as somebody writes it, to ISO 8601."""

from datetime import date, datetime


def moment_in(text: str) -> str:
    """A year, month, day or minute as ISO 8601 has it ("2031-05-10 16:00" with a T). Raises ValueError for what is none."""
    day, _, clock = text.strip().replace(" ", "T").partition("T")
    padded = day + "-01" * (2 - day.count("-")) if len(day) in (4, 7, 10) else day
    date.fromisoformat(padded)
    if not clock:
        return day
    return datetime.strptime(f"{day}T{clock[:5]}", "%Y-%m-%dT%H:%M").isoformat(timespec="minutes")  # noqa: DTZ007  # as documents say it
