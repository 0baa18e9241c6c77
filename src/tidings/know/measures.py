"""What befell those who are counted, and how one unit goes into another."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def fate_of(lemma: str) -> str | None:
    """What the word says befell those counted ("dead", "hurt" …), or None: `fate_of("drown")` is "dead"."""
    return _fates().get(lemma)


@cache
def in_base_unit(unit: str) -> tuple[str, float] | None:
    """The unit that its kind is compared in, and how much of it one of this unit is; None for what goes into no other unit."""
    return _conversions().get(unit)


@cache
def _fates() -> dict[str, str]:
    import yaml

    loaded: dict[str, list[str]] = yaml.safe_load((_DATA / "fates.yaml").read_text(encoding="utf-8"))
    return {lemma: fate for fate, lemmas in loaded.items() for lemma in lemmas}


@cache
def _conversions() -> dict[str, tuple[str, float]]:
    import yaml

    loaded: dict[str, dict[str, float]] = yaml.safe_load((_DATA / "conversions.yaml").read_text(encoding="utf-8"))
    return {unit: (base, factor) for base, units in loaded.items() for unit, factor in {base: 1.0, **units}.items()}
