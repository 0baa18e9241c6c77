"""A text in, where it names a news outlet that nobody told the program of: by the word beside the name that says what it is."""

import re
from collections.abc import Iterator

from tidings.model.span import Span

# What an outlet is called, before its name or as the last word of it …
_KIND = (
    r"(?:newspaper|daily|weekly|magazine|tabloid|broadsheet|broadcaster|news agency|news site|news website|news outlet|news portal|news magazine"
    r"|TV channel|TV station|television channel|television station|radio station|wire service|news channel|newswire)"
)
_NAME = r"(?P<name>[A-Z][\w'’.-]*(?:[ ](?:(?:of|de|der|la|le)[ ])?[A-Z][\w'’-]*){0,3})"
_NAMED = (
    re.compile(rf"\b{_KIND},? {_NAME}"),
    re.compile(rf"(?<![\w.])(?:[Tt]he )?{_NAME}(?:,? (?:an?|the)(?: [\w-]+){{0,3}})? {_KIND}\b"),
    # … the medium that its name ends with …
    re.compile(r"(?<![\w.])(?P<name>[A-Z]\w*(?:[ ][A-Z]\w*){0,2} (?:television|TV|radio|Radio|Television))\b"),
    # … or an article with a capital inside a sentence, which is part of a title, before an outlet's work.
    re.compile(
        r"(?<=[a-z0-9,”\"] )(?P<name>The (?!Hague\b)[A-Z]\w+(?:[ ][A-Z]\w+){0,2}) (?:has |had |first )?(?:reported|wrote|revealed)\b"
    ),
)
# A people or a country before the kind is where the outlet is from.
_FROM = re.compile(r"(?:\w+(?:an|ese|ish|ch|i|ian)|state|local|US|UK|EU|British|National)", re.IGNORECASE)


def outlets_in(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """The spans of the names, with the names, none twice; “the Varnian newspaper” names none."""
    seen: list[Span] = []
    for pattern in _NAMED:
        for match in pattern.finditer(text, start, end):
            span, name = match.span("name"), match["name"].rstrip("'’.-")
            span = span[0], span[0] + len(name)
            if _FROM.fullmatch(name) or any(span[0] < e and s < span[1] for s, e in seen):
                continue
            seen.append(span)
            yield span, name
