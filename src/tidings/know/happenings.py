"""Dated world events, by which an undated text can be dated; from data/happenings.yaml."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One dated event: what texts call it, who must be named for it to be meant, its first day and, where it is over, its last."""

    name: str
    nouns: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...]
    start: date
    end: date | None = None

    def is_meant_in(self, text: str) -> bool:
        """Whether the text names each of its parties."""
        return all(any(name in text for name in party) for party in self.parties)

    def pattern(self) -> str:
        """A regular expression of its nouns, the longest first."""
        return "|".join(re.escape(noun) for noun in sorted(self.nouns, key=len, reverse=True))


@cache
def happenings() -> tuple[Happening, ...]:
    """All of them, in the file's order."""
    import yaml

    rows = yaml.safe_load((Path(__file__).parent / "data" / "happenings.yaml").read_text(encoding="utf-8"))
    return tuple(
        Happening(
            name=row["name"],
            nouns=tuple(row["nouns"]),
            parties=tuple(tuple(str(party).split("|")) for party in row["parties"]),
            start=row["start"],
            end=row.get("end"),
        )
        for row in rows
    )


def happening_meant(text: str, noun: str) -> Happening | None:
    """The one event that a text of these parties calls by this noun; None when none or several fit."""
    fitting = [h for h in happenings() if noun.lower() in (n.lower() for n in h.nouns) and h.is_meant_in(text)]
    # “war” in a text of two wars: the parties of the one must hold all of the other's for it to be the more special one
    best = [h for h in fitting if len(h.parties) == max(len(f.parties) for f in fitting)]
    return best[0] if len(best) == 1 else None
