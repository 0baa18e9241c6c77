"""Quotations: which marks open, which close, and what stands in quotation marks although the text left one out."""

import pytest

from tidings.read.quotations import find_quotations

# the text, what stands in quotation marks, and what the row is about
ROWS = [
    ('"It holds," Olm said.', ['"It holds,"'], "one that opens and closes"),
    ('It is "only rain", he said, "no flood".', ['"only rain"', '"no flood"'], "two in a line"),
    ('“It holds," Olm said.', ['“It holds,"'], "a curved mark closed by a straight one"),
    (
        'Olm said: "It holds. Low Keld is safe.\n"We stay."',
        ['"It holds. Low Keld is safe.', '"We stay."'],
        "one that goes on in the next paragraph",
    ),
    ('Olm said: "It holds. "We stay," she added.', ['"It holds. ', '"We stay,"'], "one that nothing closes ends where the next opens"),
    ('It holds," Olm said. "We stay," she added.', ['"We stay,"'], "a mark behind a word opens nothing"),
    ('The lorry is 6\'3" wide. "It fits," he said. "It must."', ['"It fits,"', '"It must."'], "a mark of inches opens nothing"),
    ('<span id="gate">open</span> "Shut it," she said.', ['"Shut it,"'], "a mark behind a sign of equality opens nothing"),
    ('She asked ("Who sent you?") and waited.', ['"Who sent you?"'], "a mark behind a bracket opens"),
    ('A word - "flood" - was struck out.', ['"flood"'], "a mark behind a dash opens"),
    ("He said ''it holds'' twice.", ["''it holds''"], "two single marks"),
]


@pytest.mark.parametrize(("text", "expected", "note"), ROWS, ids=[note for *_, note in ROWS])
def test_find_quotations(text: str, expected: list[str], note: str) -> None:
    assert [text[slice(*q.outer)] for q in find_quotations(text, ((0, len(text)),))] == expected
