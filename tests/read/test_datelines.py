"""Datelines: from where, of when and whose a report is stands apart from its first sentence."""

import pytest

from tidings.engine import read_document
from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.read.parse import DATELINE

# the beginning of a line, the dateline in it, and what the row is about
ROWS = [
    ("TESK — The dam held.", "TESK — ", "a town in capitals"),
    ("LOW KELD, Varnia — The dam held.", "LOW KELD, Varnia — ", "with its country"),
    ("TOLM, May 7 (River Press) - The dam held.", "TOLM, May 7 (River Press) - ", "with the day and the agency"),
    ("Tesk, Varnia (River Press) -- The dam held.", "Tesk, Varnia (River Press) -- ", "small letters, with the agency"),
    ("Tesk, June 3, 2031 – “It holds,” Olm said.", "Tesk, June 3, 2031 – ", "small letters, with the day"),
    ("(River Press) - The dam held.", "(River Press) - ", "an agency alone"),
    ("RDA - the alliance - said no.", "", "a short name with an aside"),
    ("I — The first part", "", "a word, not a town"),
    ("Ada Olm - the mayor - said no.", "", "a name with an aside"),
    ("Olm, May and Lind - three mayors - said no.", "", "names with an aside"),
    ("The dam — Low Keld's own — held.", "", "a sentence with an aside"),
]


@pytest.mark.parametrize(("line", "expected", "note"), ROWS, ids=[note for *_, note in ROWS])
def test_dateline(line: str, expected: str, note: str) -> None:
    match = DATELINE.match(line)
    assert (match[0] if match else "") == expected


def test_no_claim_and_no_actor_reaches_into_the_dateline() -> None:
    text = "TOLM, May 7 (River Press) - Ostrel has sent 1,200 soldiers to the dam, the mayor of Tesk said.\n"
    reading = read_document(Document(id="one", text=text, body=((0, len(text)),)))
    assert isinstance(reading, Reading)
    assert [text[slice(*s)] for s in reading.claims[0].content] == ["Ostrel has sent 1,200 soldiers to the dam"]
    mentions = {m.id: m.text for m in reading.mentions}
    assert [mentions[a] for e in reading.events for a in e.actors if e.lemma == "send"] == ["Ostrel"]
