"""Copies in other words: the same names and numbers in the same order."""

from fictional import report

from tidings.compare.copies import find_copies

FIRST = (
    "The ferry Petrel sank off Olmar on Friday with 41 people aboard, said the coastguard of Tesk. Captain Oto Lind had left Brenn at 7 with "
    "300 crates for the island of Skerry. The mayor, Anna Brandt, said that 12 of them were from Olmar, and 3 from Brenn."
)
IN_OTHER_WORDS = (
    "Before Olmar has on Friday the ferry Petrel gone under, with 41 souls, so the coastguard in Tesk. At the wheel was Oto Lind, who had "
    "from Brenn at 7 departed, loaded with 300 boxes, bound for Skerry. Mayoress Anna Brandt told that 12 came out of Olmar and 3 out of Brenn."
)
WRITTEN_APART = (
    "In Tesk, relatives wait for news. The coastguard counts 41 people on the Petrel, which sank off Olmar on Friday. Anna Brandt, mayor of "
    "Brenn, asked why Oto Lind had left with 300 crates in such a wind. The 7 boats from Skerry found nobody."
)


def test_a_report_in_other_words_is_a_translated_copy():
    readings = [report("a", FIRST, outlet="A", day="2031-03-04"), report("b", IN_OTHER_WORDS, outlet="B", day="2031-03-05")]
    (found,) = find_copies(readings)
    assert (found.documents, found.kind, found.extent) == (("a", "b"), "translated", "whole")


def test_two_reports_of_one_happening_are_none():
    readings = [report("a", FIRST, outlet="A", day="2031-03-04"), report("b", WRITTEN_APART, outlet="B", day="2031-03-05")]
    assert find_copies(readings) == ()
