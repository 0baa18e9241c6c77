"""A claim while it is put together, between its cue's frame, the quotations that belong to it and its chain."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft:
    """A claim while it is put together. `like` is the draft whose speaker goes on; `dashed` when it is a line of speech behind a dash."""

    content: list[Span]
    cue: Span | None = None
    source: Span | None = None
    lemma: str = ""
    cue_token: "Token | None" = None
    source_head: "Token | None" = None
    like: "Draft | None" = None
    inside: "Draft | None" = None
    via: str | None = None
    dashed: bool = False
