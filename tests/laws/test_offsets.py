"""Offsets hold: for any Unicode text and any page, every span of a reading marks words of the text, and the text is what came in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tidings.engine import documents_in, read_document
from tidings.ingest.page import _tree, page_of
from tidings.model.document import Document, Refusal, clean_text
from tidings.model.reading import Reading
from tidings.model.span import Span

# Words that are read, so that spans come to be, and characters that offsets go wrong with.
WORDS = [
    "The minister said on Monday that 40 soldiers had been killed in Kyiv.", "“We will not attack,” he said.", "Anna Ölm", "Zürich", "\n\n", "\n", " ",
    "e\u0301", "\u202eevil\u202c", "\u200f", "👩‍👩‍👧", "𝔘𝔫𝔦", "ﬁ", "İ", "ß", "\x00", "\ud800", "\udfff", "\ufeff", "\u2028", "\x85", "\t", "\r\n", "\u00a0", "…", "״שלום״", "№ 5",
    "Read also: the other report", "12 May 2024", "at least 57 people", "\u0300\u0301\u0302",
]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), min_size=1, max_size=14).map("".join)

PARTS = [
    "<p>", "</p>", "<div>", "</div></div>", "<b>", "</i>", "<!-- a > b -->", "<!--", "<![CDATA[x]]>", "&amp;", "&#x202e;", "&#0;", "&#xd800;", "&bogus;",
    "&nbsp;", "<script>let a = '<p>';</script>", "<style>p{}</style>", "<td>", "<table>", "<a href='x'>", "<", ">", '"', "<p", "<br/>",
    "<svg><text>t</text></svg>", "<h1>", "<article>", "</article>", "<pre>\n  x\n</pre>",
    "<p>The minister said on Monday that 40 soldiers had been killed in Kyiv, and nobody answered.</p>",
]  # fmt: skip
parts = st.sampled_from(PARTS)
pages = st.lists(parts | st.sampled_from(WORDS) | st.text(max_size=6), min_size=1, max_size=30).map("".join)


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span of a reading."""
    document = reading.document
    yield from (*document.body, *(s.span for s in document.skipped), *reading.sentences)
    yield from ((r.start, r.end) for r in (*reading.mentions, *reading.times))
    for claim in reading.claims:
        yield from (
            *claim.content,
            *claim.hedges,
            *(s for s in (claim.source, claim.cue) if s),
            *(link.span for link in claim.chain if link.span),
        )
    for event in reading.events:
        yield event.trigger
    for quantity in (*reading.quantities, *(q for e in reading.events for q in e.quantities)):
        yield from (quantity.span, *([quantity.counted] if quantity.counted else []))


def made_from(folder: Path, record: dict[str, str]) -> Document | Refusal:
    path = folder / "one.jsonl"
    path.write_bytes(json.dumps(record).encode())
    (found,) = documents_in([path])
    return found


def as_json_has_it(text: str) -> str:
    """The text as it comes out of a JSON line: a high and a low surrogate side by side are one character there (RFC 8259, 7)."""
    return str(json.loads(json.dumps(text)))


def holds(reading: Reading) -> None:
    text = reading.document.text
    for start, end in spans_of(reading):
        assert 0 <= start < end <= len(text), (start, end, text)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
    for time in reading.times:
        assert text[time.start : time.end] == time.text


@example(text="\ud800\udfff")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=texts)
def test_any_text(text: str, tmp_path: Path) -> None:
    text = as_json_has_it(text)
    found = made_from(tmp_path, {"id": "a", "text": text})
    if isinstance(found, Refusal):
        assert not clean_text(text).strip()
        return
    assert len(found.text) == len(text)
    assert all(a == b or (b == "\ufffd" and (a == "\0" or "\ud800" <= a <= "\udfff")) for a, b in zip(text, found.text, strict=True))
    reading = read_document(found)
    assert isinstance(reading, Reading), reading
    holds(reading)


@example(html="\ud800\udfff")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(html=pages)
def test_any_page(html: str, tmp_path: Path) -> None:
    html = as_json_has_it(html)
    found = made_from(tmp_path, {"id": "a", "html": html})
    if isinstance(found, Refusal):
        return
    reading = read_document(found)
    assert isinstance(reading, Reading), reading
    holds(reading)
    page = page_of(html)
    assert page is not None
    assert page.text == found.text
    # the map leads every character that the cleaning did not put in to the same character of the page's own text nodes
    nodes = "".join(_text_nodes(html))
    for at, char in enumerate(page.text):
        source = page.offsets.source_of(at)
        assert source is None or nodes[source] == char or (char.isspace() and nodes[source].isspace())


def _text_nodes(html: str) -> list[str]:
    from tidings.ingest.page import _nodes

    tree = _tree(html)
    return [] if tree is None else [node for node in _nodes(tree) if node is not None]


CHARSETS = [
    ("utf-8", "utf-8"),
    ("windows-1251", "windows-1251"),
    ("iso-8859-1", "utf-8"),
    ("utf-8", "windows-1252"),
    ("nonsense", "utf-8"),
    ("utf-16", "utf-16"),
]


@pytest.mark.parametrize(("declared", "written"), CHARSETS)
def test_a_wrong_charset_costs_letters_and_no_offset(declared: str, written: str, tmp_path: Path) -> None:
    sentence = "The mayor of Ösk said on Monday that the dam “will hold”, and forty people went home."
    html = f'<html><head><meta charset="{declared}"></head><body><p>{sentence}</p><p>{sentence}</p></body></html>'
    (tmp_path / "page.html").write_bytes(html.encode(written, "replace"))
    (found,) = documents_in([tmp_path / "page.html"])
    assert isinstance(found, Document)
    assert "The mayor of" in found.text
    reading = read_document(found)
    assert isinstance(reading, Reading)
    holds(reading)


def test_a_nul_and_a_lone_surrogate_are_replaced_one_for_one() -> None:
    assert clean_text("a\x00b\ud800c") == "a\ufffdb\ufffdc"
