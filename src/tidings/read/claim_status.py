"""Claims in; out, the claims with the status of what they say, as the source has it."""

import dataclasses
from typing import TYPE_CHECKING

from tidings.model.reading import Claim, Status
from tidings.model.span import Span
from tidings.read.own_status import own_status
from tidings.read.parse import Parse
from tidings.read.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_status(parse: Parse, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with the status of what they say, as the source has it; what somebody denies is negated."""
    return tuple(dataclasses.replace(c, status=_of_claim(parse, c)) for c in claims)


def _of_claim(parse: Parse, claim: Claim) -> Status:
    head = _head_of(parse, claim.content[0]) if claim.content else None
    if claim.stance == "denies":
        # who denies that it did not hold says that it held
        return "actual" if head is not None and own_status(head) == "negated" else "negated"
    # the content's own head first: what its cue makes of it is the claim's stance, but for plans and fears
    status = (own_status(head) or status_of(head)) if head is not None else "actual"
    return "planned" if claim.stance == "demands" and status == "actual" else status


def _head_of(parse: Parse, span: Span) -> "Token | None":
    phrase = parse.phrase(span)
    return phrase.root if phrase is not None and len(phrase) else None
