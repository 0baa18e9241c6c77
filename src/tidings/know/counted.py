"""A counted noun to the unit that its number is given in."""

import re
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "counted.yaml"
# How English makes the names of those who do something.
_TRADE = re.compile(r"\w{3}(?:er|or|ist|ian|ee|man|woman|people)$")


def unit_counted(noun: str) -> str | None:
    """The class of a noun in the singular ("people", "vessel" …), its own word where it has none, or None for a measure or money."""
    lexicon = _lexicon()
    if noun in lexicon:
        return lexicon[noun]
    if noun in measures() or noun in currencies():
        return None
    return "people" if _TRADE.search(noun) and noun not in _things() else noun


@cache
def measures() -> dict[str, str]:
    """Nouns that measure, each with its unit: `measures()["tonne"] == "tonne"`."""
    return {noun: unit for unit, nouns in _data()["measures"].items() for noun in nouns}


@cache
def currencies() -> dict[str, str]:
    """Nouns of money, each with its ISO 4217 code."""
    return {noun: code for code, nouns in _data()["currencies"].items() for noun in nouns}


@cache
def bounds(where: str = "bounds") -> dict[str, str]:
    """Words that bound a number, each with "low", "high" or "about"; those before it, or with "behind" those behind it."""
    return {str(words): side for side, every in _data()[where].items() for words in every}


@cache
def befell() -> dict[str, str]:
    """What befell the counted, each with its unit: `befell()["wounded"] == "injured"`."""
    return {word: unit for unit, words in _data()["befell"].items() for word in words}


@cache
def groups() -> frozenset[str]:
    """Nouns that name a body of people, in the singular."""
    return frozenset(_data()["groups"])


@cache
def _data() -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def _lexicon() -> dict[str, str]:
    classes = ("personnel", "people", "vehicle", "vessel", "aircraft", "missile", "animal", "house")
    return {str(noun): name for name in classes for noun in _data()[name]}


@cache
def _things() -> frozenset[str]:
    return frozenset(map(str, _data()["things"]))
