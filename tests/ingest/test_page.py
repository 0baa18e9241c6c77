"""Pages: offsets hold for any HTML, and nothing that is not seen is text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.ingest.page import aligned, page_of

PAGE = """<html><head><title>T</title><meta property="article:published_time" content="2031-05-07T10:00:00"></head><body>
<nav><a>Home</a><a>World</a></nav><article><h1>The dam at Osk held through the night</h1>
<p>The dam above the town of Osk held through the night, the mayor <b>said</b> on Monday, and nobody had to leave their homes.</p>
<p>Workers closed the lower gate &amp; the upper one; the river fell by two metres before the morning came to the valley.</p></article>
<script>let hidden = "secret";</script></body></html>"""

parts = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</div>",
        "<!-- c -->",
        "<![CDATA[x]]>",
        "&amp;",
        "&#x202e;",
        "&#0;",
        "&bogus;",
        "<script>s</script>",
        "<td>",
        "é\u0301",
        "\u202eabc",
        "<",
        ">",
        '"',
        "dam ",
        "\x00",
        "\n\n",
        "<br>",
        "𝔘𝔫",
    ]
)


def test_the_article_and_its_date_are_found() -> None:
    page = page_of(PAGE)
    assert page is not None
    body = [page.text[s:e] for s, e in page.body]
    assert any("the mayor said on Monday" in b for b in body)
    assert "secret" not in page.text
    assert "gate & the upper" in page.text
    assert (page.published.start, page.published.basis) == ("2031-05-07T10:00", "metadata")


BYLINED = """<html><head><title>A wall of clay</title></head><body>\n<header><div>{visit}</div>\n<nav><a>Home</a></nav></header>\n<main>
<article>\n<h1>A wall of clay</h1>\n<p class="by">{byline}</p>\n<div><a>Share</a> <a>Print</a></div>
<p>The levee above Osk would not survive a night with the river above eight metres, an engineer said, and nobody has seen to it.</p>
<p>The mayor said on Monday that she had asked for sandbags, and that the school would be cleared so that people can sleep there.</p>
</article></main></body></html>"""


@pytest.mark.parametrize(
    ("visit", "byline", "expected", "note"),
    [
        (
            "Sunday, 3 April 2033",
            "By Ada Brenn. Osk, March 11, 2033",
            ("2033-03-11", "stated"),
            "the line under the headline wins over the visit's day",
        ),
        ("", "11 March 2033", ("2033-03-11", "stated"), "a date alone; later than any clock of ours"),
        ("Sunday, 3 April 2033", "By Ada Brenn", (None, "unknown"), "a day in the page's head alone is the visit's"),
    ],
)
def test_the_line_under_the_headline_dates_the_article(visit: str, byline: str, expected: tuple[str | None, str], note: str) -> None:
    page = page_of(BYLINED.format(visit=visit, byline=byline))
    assert page is not None
    assert (page.published.start, page.published.basis) == expected, note


def test_blocks_stand_on_lines_of_their_own_whatever_space_is_between_them() -> None:
    page = page_of("<p>The dam</p>\n <div>\n<b>held</b> <i>well</i>\n</div> <p>Nobody left.</p>")
    assert page is not None
    assert page.text == "The dam\n\nheld well\n\nNobody left."


@settings(max_examples=150, deadline=None)
@given(st.lists(parts | st.text(max_size=6), max_size=30).map("".join))
def test_any_html_gives_spans_that_hold_or_nothing(html: str) -> None:
    page = page_of(html)
    if page is None:
        return
    assert "\0" not in page.text
    page.text.encode("utf-8")
    for start, end in (*page.body, *(s.span for s in page.skipped)):
        assert 0 <= start < end <= len(page.text)
    for at, char in enumerate(page.text):
        assert (page.offsets.source_of(at) is None) == char.isspace() or not char.isspace()


def test_what_does_not_align_is_refused() -> None:
    text = "Home\n\nThe dam held through the night and the day.\n\nMore"
    spans = aligned(text, "The dam held through the night and the day.\nA sentence that the page does not have at all.")
    assert [text[s:e] for s, e in spans] == ["The dam held through the night and the day."]
