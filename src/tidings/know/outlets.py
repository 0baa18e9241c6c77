"""Where an outlet comes out, as far as its name or its site's address says so; from data/papers.yaml."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tidings.know.countries import country_coded
from tidings.know.gazetteer import candidates

# A town's name as short as this is a chance part of some longer word.
SHORTEST_TOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`country`: the code that the site's domain stands for; `town`: the name of a place that the outlet is called after. Either may be None."""

    country: str | None = None
    town: str | None = None


@lru_cache(maxsize=1024)
def home_of(outlet: str | None, url: str | None) -> Home:
    """What an outlet's name and address say about its home: "The Oskvale Herald", "oskvaleherald.com.au"."""
    host = re.sub(r"^[a-z]+://|[/:?].*$", "", (url or "").lower())
    name = (outlet or host).strip()
    is_site = "." in name and " " not in name
    site = name.lower() if is_site else host
    return Home(country=_country(site), town=_town_in_site(name.lower()) if is_site else _town_in_name(name))


def words_of_papers() -> frozenset[str]:
    """The words of outlets' names that aren't where they come out: "times", "herald"; not those that bodies of a place have as well."""
    return _data()["words"] - {"business", "city", "local", "and", "union", "commercial", "free", "live", "radio", "daily", "world"}


def _country(site: str) -> str | None:
    ending = site.rpartition(".")[2]
    if len(ending) != 2 or ending in _data()["sold_domains"]:
        return None
    country = country_coded("GB" if ending == "uk" else ending.upper())
    return country.iso2 if country else None


def _town_in_name(name: str) -> str | None:
    words = [w for w in re.split(r"[\s-]+", name) if w and w.lower() != "the"]
    spans = sorted(
        ((a, b) for a in range(len(words)) for b in range(a + 1, len(words) + 1) if b - a < len(words)), key=lambda s: (s[0] - s[1], s)
    )
    of_papers = [w.lower().strip(".,") in _data()["words"] for w in words]
    for start, end in spans:
        if all(of_papers[:start]) and all(of_papers[end:]) and not all(of_papers[start:end]) and _is_known(" ".join(words[start:end])):
            return " ".join(words[start:end])
    return None


def _town_in_site(site: str) -> str | None:
    labels = [part for label in site.split(".")[:-1] for part in label.split("-") if part != "www"]
    words = [w for label in labels for w in _parts(label)]
    found = [w for w in words if w not in _data()["words"] and _is_known(w)]
    return max(found, key=len) if found else None


def _parts(label: str) -> list[str]:
    """A label cut into a town and words of papers' names, where it can be; else whole."""
    for start in range(len(label)):
        if not _is_of_papers(label[:start]):
            continue
        for end in range(len(label), start + SHORTEST_TOWN - 1, -1):
            if end - start < len(label) and _is_of_papers(label[end:]) and (town := _spaced(label[start:end])):
                return [town]
    return [label]


@lru_cache(maxsize=4096)
def _is_of_papers(letters: str) -> bool:
    return not letters or any(letters.startswith(w) and _is_of_papers(letters[len(w) :]) for w in _data()["words"])


def _spaced(letters: str) -> str | None:
    """The letters as a known town's name, of one word or two."""
    spellings = [letters, *(f"{letters[:i]} {letters[i:]}" for i in range(2, len(letters) - 2))]
    return next((s for s in spellings if _is_known(s)), None)


def _is_known(name: str) -> bool:
    return len(name) >= SHORTEST_TOWN and any(e.is_main for e in candidates(name))


@cache
def _data() -> dict[str, frozenset[str]]:
    import yaml

    read = yaml.safe_load((Path(__file__).parent / "data" / "papers.yaml").read_text(encoding="utf-8"))
    # YAML takes a bare "on" for true
    return {key: frozenset("on" if v is True else str(v) for v in values) for key, values in read.items()}
