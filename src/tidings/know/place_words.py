"""Words around names of places, by what they tell, from data/place_words.yaml."""

from functools import cache
from pathlib import Path


@cache
def place_words(of: str) -> frozenset[str]:
    """The words of one list of the file: "acts", "where", "divisions", "bodies" …"""
    return _lists()[of]


@cache
def _lists() -> dict[str, frozenset[str]]:
    import yaml

    read = yaml.safe_load((Path(__file__).parent / "data" / "place_words.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(map(str, words)) for name, words in read.items()}
