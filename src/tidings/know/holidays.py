"""Named days of the year of fixed date, from data/holidays.yaml."""

from functools import cache
from pathlib import Path


@cache
def holidays() -> dict[str, tuple[int, int]]:
    """Month and day by name in small letters: `holidays()["christmas eve"] == (12, 24)`."""
    import yaml

    rows = yaml.safe_load((Path(__file__).parent / "data" / "holidays.yaml").read_text(encoding="utf-8"))
    return {name.lower(): (month, day) for name, (month, day) in rows.items()}
