"""Nouns that say where without naming it, from data/sites.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sites:
    """Lemmas: `sites` hold a name inside or beside them, `homelands` mean the country spoken of, `borders` lie between two."""

    sites: frozenset[str]
    homelands: frozenset[str]
    borders: frozenset[str]


@cache
def sites() -> Sites:
    """The file of sites, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "sites.yaml").read_text(encoding="utf-8"))
    return Sites(**{name: frozenset(data[name]) for name in ("sites", "homelands", "borders")})
