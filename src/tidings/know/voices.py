"""Whose voice a name is when it stands for a state: the country, a seat of its government, an organ of it, its officials."""

import re
from functools import cache
from pathlib import Path

from tidings.know.countries import Country, country_named, country_of_capital, country_of_demonym

# Buildings and quarters that stand for a government, by the country's code. From general knowledge.
SEATS = {
    "kremlin": "RU",
    "white house": "US",
    "pentagon": "US",
    "state department": "US",
    "foggy bottom": "US",
    "capitol hill": "US",
    "downing street": "GB",
    "whitehall": "GB",
    "élysée": "FR",
    "elysee": "FR",
    "quai d'orsay": "FR",
    "blue house": "KR",
    "bundestag": "DE",
    "zhongnanhai": "CN",
}
# Words that, beside a country's name, leave it the state that speaks; a person's name, a town, a party does not stand here.
_ORGANS = frozenset(
    """
    ministry minister ministers department office officials official authorities authority government administration military army navy
    air force forces armed command staff general defense defence foreign interior intelligence security service services agency president
    presidency cabinet parliament state senior top unnamed spokesman spokeswoman spokesperson embassy statement diplomats diplomat affairs
    leadership leaders leader side troops and of the a an s 's one two several some
    """.split()
)
_WORD = re.compile(r"U\.S\.|U\.K\.|[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def state_of(name: str) -> str | None:
    """The code of the country that speaks under this name ("RU" for "Moscow", "the Kremlin", "Russian defence ministry"), or None.

    A name that holds anything besides the country and its organs (a person, a town, a party) is not the state's.
    """
    bare = name.replace("’", "'").removeprefix("the ").removeprefix("The ").strip()
    if whole := _country(bare):
        return whole.iso2
    seat = re.sub(r" (?:officials?|spokes\w+|sources?)$", "", bare.lower())
    if seat in SEATS:
        return SEATS[seat]
    return _state_beside_organs(bare)


# What makes a people of a country's name; without it "Ostrel" and "Ostrelian" have one root.
_OF_A_PEOPLE = re.compile(r"(?:ians?|ans?|ese|ish|is?|ns?|ia)$")


@cache
def party_of(name: str) -> str | None:
    """Whose side a name is on: the code of a country, or the root of what the words of an office leave ("ostrel" of "the Ostrelian army").

    None for a name of more than two words besides, which is somebody's own.
    """
    if state := state_of(name):
        return state
    words = [w.removesuffix("’s").removesuffix("'s") for w in name.split()]
    rest = [w for w in words if w.lower() not in _ORGANS]
    if not rest or len(rest) > 2 or not all(w[:1].isupper() for w in rest) or (len(rest) == 2 and len(words) == 2):
        return None
    root = _OF_A_PEOPLE.sub("", " ".join(rest).lower())
    return root if len(root) >= 4 else None


def _state_beside_organs(name: str) -> str | None:
    words = _WORD.findall(name)
    found: set[str] = set()
    rest = []
    i = 0
    while i < len(words):
        for size in (3, 2, 1):
            run = " ".join(words[i : i + size])
            country = _country(run)
            if country:
                found.add(country.iso2)
                i += size
                break
        else:
            rest.append(words[i].lower())
            i += 1
    return next(iter(found)) if len(found) == 1 and rest and all(word in _ORGANS for word in rest) else None


def _country(words: str) -> Country | None:
    """The country named, or whose people or capital is: "Moscow defence officials" are the state's."""
    if not words[:1].isupper():
        return None
    return country_named(_long(words)) or country_of_demonym(words) or country_of_capital(words)


def _long(name: str) -> str:
    return {"U.S.": "United States", "U.K.": "United Kingdom", "US": "United States", "UK": "United Kingdom"}.get(name, name)


@cache
def _forenames() -> dict[str, str]:
    import yaml

    data: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "data" / "forenames.yaml").read_text(encoding="utf-8"))
    return {name: gender for gender, names in data.items() for name in names}


def gender_of(name: str) -> str | None:
    """ "female" or "male" by a title before the name or by the given name, or None where neither tells."""
    words = name.lower().replace(".", "").split()
    if not words:
        return None
    if words[0] in ("mrs", "ms", "miss", "lady", "madam"):
        return "female"
    if words[0] in ("mr", "sir", "lord"):
        return "male"
    return _forenames().get(words[0]) if len(words) > 1 else None
