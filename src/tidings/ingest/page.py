"""A web page to its text, the spans of its article, and what its head says of title, outlet and date."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tidings.ingest.published import published_by, stated_in
from tidings.match.calendar import find_dates
from tidings.model.document import Published, Skipped, clean_text
from tidings.model.span import OffsetMap, Span, merged, rest

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that a browser sets on lines of their own; text on the two sides of one is never one word.
BLOCKS = frozenset(
    (
        "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 "
        "header hr label legend li main menu nav ol option p pre section select summary table tbody td tfoot th thead title tr ul"
    ).split()
)
# Elements whose text nobody sees.
UNSEEN = frozenset("script style noscript template svg math head iframe object textarea canvas audio video map".split())
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+")
# A line of fewer words is a headline, a byline or a label rather than the report's first paragraph.
LEAST_PARAGRAPH = 12
# No page is from after this day: the library's own limit is the day on which it runs, and what is read may not depend on that.
NO_LATER = "2100-01-01"
# Words in a row that hardly stand on a page twice by chance.
FIRM_WORDS = 6
# A line whose rarest word stands in more places than this says nothing of where it belongs; the bound keeps hostile pages cheap.
MOST_PLACES = 200


UNKNOWN = Published()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says. `offsets` maps the text to the page's text nodes, laid end to end in document order, space and all."""

    text: str
    offsets: OffsetMap
    body: tuple[Span, ...]
    skipped: tuple[Skipped, ...]
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published = UNKNOWN


def page_of(html: bytes | str, url: str | None = None) -> Page | None:
    """What a page says, or None when there is no text in it that a reader would see."""
    tree = _tree(html)
    if tree is None:
        return None
    text, offsets = text_of(tree)
    if not text.strip():
        return None
    source = html if isinstance(html, str) else _decoded(html)
    body = aligned(text, _extracted(source)) or _paragraphs(text)
    return Page(
        text=text,
        offsets=offsets,
        body=body,
        skipped=tuple(
            Skipped(span=s, why="boilerplate: outside the article") for s in rest((0, len(text)), body) if text[slice(*s)].strip()
        ),
        title=_meta(tree, "og:title", "twitter:title") or _title(tree),
        outlet=_meta(tree, "og:site_name", "application-name"),
        url=_meta(tree, "og:url"),
        published=_published(tree, source, url, text, body),
    )


def _decoded(html: bytes) -> str:
    for sign, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if html.startswith(sign):
            return html.decode(encoding, "replace")
    declared = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", html[:4096], re.I)
    for encoding in ([declared.group(1).decode("ascii")] if declared else []) + ["utf-8", "cp1252"]:
        try:
            return html.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return html.decode("latin-1")


def _tree(html: bytes | str) -> "HtmlElement | None":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    source = clean_text(html if isinstance(html, str) else _decoded(html))
    # lxml refuses a str that names its own encoding, and C0 controls are nothing a page shows
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    if not source.strip():
        return None
    try:
        return document_fromstring(source.encode("utf-8"), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def text_of(tree: "HtmlElement") -> tuple[str, OffsetMap]:
    """The text a reader sees, white space folded and blocks on lines of their own, with its map to the text nodes laid end to end."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    size, at, broken, spaced = 0, 0, False, False
    for node in _nodes(tree):
        if node is None:
            broken = True
            continue
        for match in re.finditer(r"\S+", node):
            gap = "\n\n" if broken else " " if spaced or match.start() > 0 else ""
            if gap and size:
                runs.append((size, -1))
                parts.append(gap)
                size += len(gap)
            broken = spaced = False
            word = clean_text(match.group())
            runs.append((size, at + match.start()))
            parts.append(word)
            size += len(word)
        # white space at a node's end parts it from the next node's first word, unless a block's edge does
        spaced = spaced or (bool(node) and node[-1].isspace())
        at += len(node)
    return "".join(parts), OffsetMap.of_runs(runs)


def _nodes(tree: "HtmlElement") -> Iterator[str | None]:
    """The text nodes that are seen, in order, and None where a block begins or ends; no recursion, for pages nested without end."""
    body = tree.find("body")
    stack: list[tuple[HtmlElement, bool]] = [(tree if body is None else body, False)]
    while stack:
        element, left = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        if left:
            if tag in BLOCKS:
                yield None
            if element.tail:
                yield element.tail
            continue
        seen = tag is not None and tag not in UNSEEN and element.get("hidden") is None
        if tag in BLOCKS:
            yield None
        stack.append((element, True))
        if seen:
            if element.text:
                yield element.text
            stack.extend((child, False) for child in reversed(element))


def _extracted(source: str) -> str:
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import extract

    try:
        return extract(source, include_comments=False) or ""
    except (ValueError, TypeError, AttributeError, RecursionError):  # pages that the library can't take
        return ""


def aligned(text: str, extracted: str) -> tuple[Span, ...]:
    """Where the extracted lines stand in the page's own text, in order; a line that doesn't align word for word is refused.

    Of all ways to place the lines one behind another, the one that places the most words: a line that also stands in a menu or a
    teaser can't pull the others with it.
    """
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    where: defaultdict[str, list[int]] = defaultdict(list)
    for i, (word, _, _) in enumerate(words):
        where[word].append(i)
    # the best ways so far: where each ends (rising), how many words it places (rising), and its places
    ends, sizes = [0], [0]
    ways: list[_Way | None] = [None]
    for wanted, places in _pieces(words, where, extracted):
        behind = [(at, bisect_right(ends, at) - 1) for at in places]
        for at, end, size, way in [(at, at + len(wanted), sizes[k] + len(wanted), ways[k]) for at, k in behind]:
            k = bisect_right(ends, end)
            if sizes[k - 1] >= size:
                continue
            stop = k
            while stop < len(ends) and sizes[stop] <= size:
                stop += 1
            if ends[k - 1] == end:
                k -= 1
            ends[k:stop], sizes[k:stop], ways[k:stop] = [end], [size], [(at, end, way)]
    spans: list[Span] = []
    best = ways[-1]
    while best is not None:
        begin, end, best = best
        spans.append((_opening(text, words[begin][1]), _closing(text, words[end - 1][2])))
    return merged(spans)


def _pieces(words: list[tuple[str, int, int]], where: dict[str, list[int]], extracted: str) -> Iterator[tuple[list[str], list[int]]]:
    """The words of each extracted line with the places where they stand; of a line that stands nowhere whole, its sentences."""
    for line in extracted.splitlines():
        wanted = _WORD.findall(line)
        places = _places(words, where, wanted) if wanted else []
        if places or not wanted:
            yield wanted, places
            continue
        for sentence in _SENTENCE_END.split(line):
            part = _WORD.findall(sentence)
            # a few words stand anywhere: only a sentence is sure enough to be placed on its own
            if len(part) >= FIRM_WORDS:
                yield part, _places(words, where, part)


_Way = tuple[int, int, Any]
"""Where the last line of a way begins and ends, in words, and the way before it."""


def _places(words: list[tuple[str, int, int]], where: dict[str, list[int]], wanted: list[str]) -> list[int]:
    """The places where the wanted words stand one after another; those of a short line that stands in many places are none."""
    rare = min(range(len(wanted)), key=lambda n: len(where.get(wanted[n], ())))
    found = []
    for at in where.get(wanted[rare], ())[:MOST_PLACES]:
        i = at - rare
        if i >= 0 and i + len(wanted) <= len(words) and all(words[i + n][0] == word for n, word in enumerate(wanted)):
            found.append(i)
    return found


def _opening(text: str, start: int) -> int:
    """The start of the words with the marks that open them."""
    while start > 0 and text[start - 1] in "\"'“‘«([—–-" + "\u00bf\u00a1":
        start -= 1
    return start


def _closing(text: str, end: int) -> int:
    """The end of the words with the marks that close them."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def _paragraphs(text: str) -> tuple[Span, ...]:
    """What looks like paragraphs, for a page in which no article was found; the whole text where nothing does."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    long = tuple(line for line in lines if len(text[slice(*line)].split()) >= LEAST_PARAGRAPH)
    return merged(long or lines)


def _meta(tree: "HtmlElement", *names: str) -> str | None:
    for name in names:
        for element in tree.iter("meta"):
            if name in (element.get("property"), element.get("name")) and (content := (element.get("content") or "").strip()):
                return clean_text(_SPACE.sub(" ", content))
    return None


def _title(tree: "HtmlElement") -> str | None:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            words = _SPACE.sub(" ", "".join(str(t) for t in element.itertext())).strip()
            if words:
                return clean_text(words)
    return None


# Where pages say when they came out, the surest first (schema.org, Open Graph, Dublin Core and older customs).
_DATES = (
    "article:published_time",
    "datePublished",
    "og:published_time",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "DC.date.issued",
)


def _published(tree: "HtmlElement", source: str, url: str | None, text: str, body: tuple[Span, ...]) -> Published:
    """What the head says; else the line of date under the headline; else a date found anywhere on the page, which may be the visit's."""
    day = _searched(source, url)
    for name in _DATES:
        value = _meta(tree, name)
        found = published_by(value, f"meta {name}") if value else None
        if found and (day is None or (found.start or "")[:10] == day):
            return found
    structured = re.search(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"", source)
    found = published_by(structured.group(1), "JSON-LD datePublished") if structured else None
    if found and (day is None or (found.start or "")[:10] == day):
        return found
    under = _under_headline(tree, text, body)
    return (
        (stated_in(text, under) if under else None)
        or (published_by(day, "page") if day and not _is_of_visit(tree, day) else None)
        or Published()
    )


def _is_of_visit(tree: "HtmlElement", day: str) -> bool:
    """Whether a day stands in the page's head or menu, outside every article, and nowhere else: then it is that of the visit."""
    heads = [e for tag in ("header", "nav") for e in tree.iter(tag) if not any(a.tag in ("article", "main") for a in e.iterancestors())]
    in_heads = sum(_days_in("\n".join(map(str, e.itertext()))).count(day) for e in heads)
    return in_heads > 0 and in_heads == _days_in("\n".join(map(str, tree.itertext()))).count(day)


def _days_in(text: str) -> list[str]:
    return [found[0].isoformat() for one in find_dates(text, 0, len(text)) if (found := one.days()) and one.day is not None]


def _under_headline(tree: "HtmlElement", text: str, body: tuple[Span, ...]) -> tuple[Span, ...]:
    """The lines between the headline and the first paragraph, where an article says when it came out; none where no headline is found."""
    title = next((w for e in tree.iter("h1") if (w := _SPACE.sub(" ", "".join(map(str, e.itertext()))).strip())), None)
    first = next((start for start, end in body if len(text[start:end].split()) >= LEAST_PARAGRAPH), None)
    at = text.find(title, 0, first) if title and first is not None else -1
    return ((at + len(title), first),) if title and first is not None and at >= 0 else ()


def _searched(source: str, url: str | None) -> str | None:
    import logging

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    from htmldate import find_date

    try:
        return find_date(source, original_date=True, extensive_search=True, url=url, max_date=NO_LATER)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
