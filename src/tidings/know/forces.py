"""A state's forces and their parts under one name each, by general rules."""

from tidings.know.countries import Country, country_named, country_of_demonym


def force_of(words: str, country: Country | None) -> str | None:
    """A state's armed forces as a whole, for words that mean just that ("Belarusian army", "Ukraine’s military"); else None."""
    if country is None:
        return None
    left = [w for w in words_of_force(words) if w not in country.name.lower().split()]
    if left and left[-1] in _FORCES and all(w in _FORCES or w in _WHOLE for w in left):
        return f"{_adjective(country)} Armed Forces"
    return None


def unit_of(words: str, country: Country) -> str | None:
    """The name of a part of a state's forces: "Belarusian special forces" and "special operations troops" are one; None where the words tell no part."""
    left = [w for w in words_of_force(words) if w not in country.name.lower().split()]
    if not left or (len(left) == 1 and left[0] not in _BRANCHES):
        return None
    if left[0] == "special" and left[-1] in (*_FORCES, "unit", "units"):
        return f"{_adjective(country)} Special Operations Forces"
    return " ".join((_adjective(country), *left[:-1], left[-1] if left[-1] in ("forces", "corps") else left[-1].removesuffix("s")))


def is_force(words: str) -> bool:
    """Whether a plural stands for somebody's forces: "Oskan soldiers"."""
    return words.split()[-1].lower() in _FORCES


def words_of_force(words: str) -> tuple[str, ...]:
    """The words that tell which force is meant, in lower case: without demonyms, possessors and what is said of any force."""
    bare = [w.strip(".,’'") for w in words.replace("-", " ").replace("’s", "").replace("'s", "").split()]
    return tuple(w.lower() for w in bare if w and country_of_demonym(w) is None and not country_named(w) and w.lower() not in _LOOSE)


def _adjective(country: Country) -> str:
    return country.demonyms[0] if country.demonyms else country.name


_FORCES = frozenset("forces force troops troop army military soldiers soldier servicemen servicemembers".split())
_WHOLE = frozenset("armed army ground invading invasion military occupying occupation regular".split())
# One word that is a part of every state's forces.
_BRANCHES = frozenset("navy fleet coastguard airforce police gendarmerie".split())
_LOOSE = frozenset(
    "the own active its his her their our full scale more many some several new additional other elite so called kremlin".split()
)
