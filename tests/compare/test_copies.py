"""Copies and cites: what makes one report of two, and what doesn't."""

from fictional import report

from tidings.compare.cites import find_cites
from tidings.compare.copies import find_copies

BODY = (
    "A freight train left the rails near the port of Olmar early on Tuesday, spilling grain over both tracks and closing the line to the "
    "north for most of the day. Railway engineers worked through the morning to lift nine wagons with two cranes brought from the depot at "
    "Tesk. No one was hurt, though a signal house was badly damaged and a level crossing had to be shut until the evening. Passengers were "
    "taken on by bus while inspectors looked at the points, which had been replaced only last spring after a similar accident. "
)
OTHER = (
    "The council of Tesk has voted to build a second bridge over the river Anna, ending a quarrel that had lasted eleven years. Work is to "
    "begin in autumn and will be paid for by a toll, which shop owners on the left bank had opposed for a long time. "
)
SPEECH = (
    "“We will not be told by anybody in the capital how our harbour is to be run, neither this year nor in any year to come, and those who "
)
SPEECH += "say that we have been asked about the new pier are not telling the truth to the people of this town and they know it very well”"


def test_a_text_with_another_lead_is_revised():
    first = report("a", BODY + OTHER, outlet="Olmar Post", day="2031-03-04")
    second = report("b", "Trains were late. " + BODY, outlet="Olmar Post", day="2031-03-04")
    (copy,) = find_copies([first, second])
    assert (copy.documents, copy.kind, copy.extent, copy.origin) == (("a", "b"), "revised", "whole", "Olmar Post")
    assert any("freight train left the rails" in first.document.text[start:end] for doc, start, end in copy.spans if doc == "a")


def test_the_same_text_is_identical():
    (copy,) = find_copies([report("a", BODY, outlet="Olmar Post"), report("b", BODY, outlet="Olmar Post")])
    assert copy.kind == "identical"


def test_two_outlets_with_an_agencys_dateline_share_its_wire():
    first = report("a", "OLMAR (Reuters) - " + BODY, outlet="Olmar Post", day="2031-03-04")
    second = report("b", BODY + OTHER, outlet="Tesk Courier", day="2031-03-05")
    (copy,) = find_copies([first, second])
    assert (copy.kind, copy.origin) == ("shared wire", "Reuters")


def test_a_speech_in_marks_makes_no_copy():
    first = report("a", OTHER + SPEECH, outlet="Olmar Post", day="2031-03-04")
    second = report("b", BODY + SPEECH, outlet="Tesk Courier", day="2031-03-04")
    assert find_copies([first, second]) == ()


def test_a_passage_of_the_same_wire_is_a_part():
    passage = " ".join(BODY.split()[:60]) + ". "
    first = report("a", passage + OTHER * 3, outlet="Olmar Post", day="2031-03-04")
    second = report(
        "b", "The mayor resigned over the pier and nobody in town was much surprised by it. " * 9 + passage, outlet="Tesk Courier"
    )
    (copy,) = find_copies([first, second])
    assert copy.extent == "part"


def test_standing_text_of_one_outlet_is_no_copy():
    news = ["Rain fell in Olmar. ", "The ferry ran aground. ", "A school burned down. "]
    reports = [
        report(f"d{n}", (lead * 12) + " ".join(BODY.split()[:60]), outlet="Olmar Post", day=f"2031-03-0{1 + 4 * n}")
        for n, lead in enumerate(news)
    ]
    assert find_copies(reports) == ()


def test_a_report_that_names_its_outlet_is_a_cite_and_no_part():
    words = " ".join(BODY.split()[:60]) + ". "
    first = report("a", words + OTHER * 4, outlet="CNN", day="2031-03-04")
    second = report(
        "b",
        "A train has crashed, CNN reported on Tuesday. " + words + "Nobody knew why it had happened. " * 30,
        outlet="Mirror",
        day="2031-03-05",
    )
    (cite,) = find_cites([first, second])
    assert (cite.document, cite.source, cite.documents) == ("b", "CNN", ("a",))
    assert cite.span is not None and second.document.text[slice(*cite.span)] == "CNN"
    assert find_copies([first, second]) == ()


def test_who_is_named_without_having_reported_is_not_cited():
    assert find_cites([report("a", "The CNN building in Olmar was sold. Its tenants move out in May.", outlet="Mirror")]) == ()


def test_an_outlet_does_not_cite_itself():
    assert find_cites([report("a", "The minister told CNN that the pier was safe.", outlet="CNN")]) == ()


def test_told_and_according_to_are_cites():
    text = "“It is safe,” he told the Guardian. According to Le Monde the pier was shut."
    assert [c.source for c in find_cites([report("a", text, outlet="Mirror")])] == ["Le Monde", "The Guardian"]


def test_copies_of_copies_are_one_report():
    reports = [report(name, BODY + lead, outlet="Olmar Post") for name, lead in (("a", ""), ("b", "More follows."), ("c", "Corrected."))]
    (found,) = find_copies(reports)
    assert found.documents == ("a", "b", "c")


def test_nothing_of_nothing():
    assert find_copies([]) == () and find_cites([]) == ()
    assert find_copies([report("a", ""), report("b", "")]) == ()
