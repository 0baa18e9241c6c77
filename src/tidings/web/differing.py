"""Two sides of a difference to their pieces, each marked where the other side has no such words."""

import re
from difflib import SequenceMatcher

Pieces = tuple[tuple[str, bool], ...]

_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*|\s+|[^\w\s]")
# Sides longer than this are not laid side by side word for word: it would take long, and nobody could follow the marks.
LONGEST = 400


def differing(a: str, b: str) -> tuple[Pieces, Pieces]:
    """The pieces of both sides; put together they are the sides. Case makes no difference, and white space alone is never marked."""
    left, right = _TOKEN.findall(a), _TOKEN.findall(b)
    if max(len(left), len(right)) > LONGEST:
        return ((a, False),), ((b, False),)
    matcher = SequenceMatcher(None, [t.casefold() for t in left], [t.casefold() for t in right], autojunk=False)
    shared = [block for block in matcher.get_matching_blocks() if block.size]
    mine = {n for block in shared for n in range(block.a, block.a + block.size)}
    theirs = {n for block in shared for n in range(block.b, block.b + block.size)}
    return _pieces(left, mine), _pieces(right, theirs)


def _pieces(tokens: list[str], shared: set[int]) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    for n, token in enumerate(tokens):
        differs = n not in shared
        if token.isspace() and pieces:
            # a space belongs to its neighbours: marked between two marked words alone
            differs = pieces[-1][1] and n + 1 < len(tokens) and n + 1 not in shared
        if pieces and pieces[-1][1] == differs:
            pieces[-1] = pieces[-1][0] + token, differs
        else:
            pieces.append((token, differs))
    return tuple(pieces)
