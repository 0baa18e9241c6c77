"""Names of places inside longer names: the town of "Oskvale Police Department", the state of "University of Kell"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.actors import office_of
from tidings.know.countries import country_named, country_of_demonym
from tidings.know.gazetteer import Entry, candidates
from tidings.know.outlets import words_of_papers
from tidings.know.place_words import place_words
from tidings.model.span import Span
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

# A town in front of other words than those of public bodies is one only when it is a large one, or of two words: "Orange", "Chase" and
# "Apple" are small ones.
LARGE = 100_000
TWO_WORDS = 5_000
LONGEST = 4


def places_within(parse: Parse, span: Span) -> Iterator[Span]:
    """The places that a longer name holds at its front, or behind "of"; none where it holds none or is one itself."""
    phrase = parse.phrase(span)
    if phrase is None:
        return
    tokens = [t for t in phrase if not t.is_space]
    while tokens and tokens[0].lower_ in ("the", "a", "an"):
        tokens.pop(0)
    if len(tokens) < 2:
        return
    front = _at(parse.text, tokens, 0, whole=False)
    # in "Oskan Ministry of Defence" the country is the state, who acts: the office's name says so already
    if front is not None and not office_of(parse.text[slice(*span)], country_named(parse.text[slice(*front)])):
        yield front
    for i, token in enumerate(tokens):
        if token.lower_ == "of" and 0 < i < len(tokens) - 1:
            start = i + 2 if tokens[i + 1].lower_ == "the" else i + 1
            behind = _at(parse.text, tokens, start, whole=True)
            if behind is not None:
                yield behind


def _at(text: str, tokens: "list[Token]", start: int, *, whole: bool) -> Span | None:
    """The longest known place that begins with this word, if what follows it fits."""
    for size in range(min(LONGEST, len(tokens) - start), 0, -1):
        words = tokens[start : start + size]
        after = tokens[start + size :]
        if (not after and not whole) or not words[0].text[:1].isupper() or words[-1].is_punct or words[-1].text in ("'s", "’s"):
            continue
        span = (words[0].idx, words[-1].idx + len(words[-1]))
        name = text[slice(*span)]
        if _fits(name, size, after[0].lower_ if after else "", candidates(name)):
            return span
    return None


def _fits(text: str, size: int, after: str, entries: tuple[Entry, ...]) -> bool:
    main = [e for e in entries if e.is_main]
    if (
        not main
        or after in place_words("things")
        or after in words_of_papers()
        or country_of_demonym(text)
        or (len(text) <= 3 and not text.isupper())
        or text.lower() in _ORDINARY
    ):
        return False
    if any(e.grain == "country" or (e.grain == "region" and e.division is None) for e in main):
        return True
    if after in place_words("bodies"):
        return True
    return max(e.population for e in main) >= (LARGE if size == 1 else TWO_WORDS)


# Words that some town bears as its name and that names of bodies begin with in their ordinary sense.
_ORDINARY = place_words("ordinary")
