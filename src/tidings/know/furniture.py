"""What page furniture looks like: phrases that make a line no part of an article, from data/furniture.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases by what they are: `whole` lines and `opens`ings, folded, each with its name; the openings of credits as written."""

    whole: dict[str, str]
    opens: tuple[tuple[str, str], ...]
    trailing: tuple[str, ...]
    leading: tuple[str, ...]


@cache
def furniture() -> Furniture:
    """The furniture file, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "furniture.yaml").read_text(encoding="utf-8"))
    return Furniture(
        whole={phrase: why for why, phrases in data["whole"].items() for phrase in phrases},
        opens=tuple((phrase, why) for why, phrases in data["opens"].items() for phrase in phrases),
        trailing=tuple(data["credits"]["trailing"]),
        leading=tuple(data["credits"]["leading"]),
    )
