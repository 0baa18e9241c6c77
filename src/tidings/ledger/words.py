"""The words of a search, and where they stand in a text."""

import re
import unicodedata

from tidings.model.span import Span

_WORD = re.compile(r"\w+")
# More marks than this in one document help nobody who looks at a list of hits.
MOST_SPANS = 50


def folded(text: str) -> str:
    """The text without case and accents, code point for code point, so that offsets hold."""
    return "".join(_folded_char(c) for c in text)


def _folded_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def words_of_query(query: str) -> tuple[str, ...]:
    """The words looked for, folded; quotation marks and operators are plain marks here, so no query is malformed."""
    return tuple(dict.fromkeys(words_in_order(query)))


def words_in_order(text: str) -> list[str]:
    """All words of a text, folded."""
    return _WORD.findall(folded(text))


def held_words(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Which words of a text begin with one of the given ones, each once, folded, in the order of the alphabet."""
    return tuple(sorted({word for word in words_in_order(text) if word.startswith(words)}))


def spans_of_words(text: str, words: tuple[str, ...]) -> tuple[Span, ...]:
    """Where words that begin with one of the given ones stand in the text, at most fifty of them."""
    found = []
    for match in _WORD.finditer(folded(text)):
        if match.group().startswith(words):
            found.append(match.span())
            if len(found) == MOST_SPANS:
                break
    return tuple(found)
