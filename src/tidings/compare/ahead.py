"""A sentence in, out whether it says what is to come, and where the words stand that say so."""

import re

# What puts a sentence into the future, or leaves it open. Before "have" it is about the past ("may have hit"), and what could be a ruse
# is one or isn't.
_PAST = r"(?!\s+(?:not\s+|never\s+|also\s+|already\s+)*have\b)"
_IS = r"(?:be\s+(?:a|an|the|one|able|due)|indicate|mean|suggest|explain|reflect|seem)\b"
AHEAD = re.compile(
    rf"(?:\b(?:will|won['’]t|shall|would)\b|['’]ll\b){_PAST}|\b(?:might|may|could)\b{_PAST}(?!\s+{_IS})"
    r"|\b(?:is|are|am|was|were|be|been|['’]s|['’]re)\s+(?:\w+\s+){0,2}?(?:going|about|set|poised|ready|preparing|planning|expected|likely)\s+to\b"
    r"|\b(?:expects?|plans?|intends?|threatens?|hopes?)\s+(?:\w+\s+){0,3}?to\s+[a-z]+|\b(?:likely|unlikely|reason to believe)\b"
)
# What is foretold stands behind the words that look ahead, with so many between: "will not soon be sent".
BEHIND = 3
# Months and titles that look like one.
NOT_AHEAD = re.compile(
    r"\bMay\b(?=\s+\d)|\b\d{1,2}\s+May\b|\bin May\b"
    # a testament, or what somebody wants
    r"|(?:\b(?:[Tt]he|a|[Hh]is|[Hh]er|its|their|my|our|your|free|political|good|ill|last)|['’]s)\s+will\b(?!\s+(?:be|not|have)\b)"
)

# "In his boyhood the ferry would leave every hour" tells of a habit that is past.
_THEN = re.compile(
    r"\b(?:in (?:my|his|her|their|our) (?:boyhood|girlhood|childhood|youth|day|time|teens)|as an? (?:child|boy|girl|student|young \w+)|in those days"
    r"|back then|in the old days|used to|years ago|decades ago|in the (?:19|20)\d0s)\b",
    re.IGNORECASE,
)


# "His father would do the same": that foretells what was said before it, or tells of a habit; by itself it foretells nothing.
_THE_SAME = re.compile(r"\s+(?:also |too )?(?:have )?(?:do|done) (?:the same|so|likewise|as much)\b", re.IGNORECASE)


def looks_ahead(sentence: str) -> bool:
    """Whether a sentence says what is to come: a question doesn't, nor a past habit, nor what would come only if something did."""
    found = AHEAD.search(sentence)
    if found is None or sentence.endswith("?"):
        return False
    if "would" in found.group() and _THEN.search(sentence):
        return False
    if _THE_SAME.match(sentence, found.end()):
        return False
    before = sentence[: found.start()]
    # "If it rains, the river will rise" foretells; "asked if it will rain" does not
    before = re.sub(r"^\W*(?:if|unless|should|once)\b[^,]*,", "", before, flags=re.IGNORECASE)
    return not re.search(r"\b(?:if|whether|what)\b", before, re.IGNORECASE)
