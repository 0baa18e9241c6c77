"""A word to what its forms share, so that two forms of one word meet."""

import re

_ENDINGS = re.compile(r"(?:'s|ing|edly|ed|ies|es|s|ly)$")


def stem(form: str) -> str:
    """The word without its ending, roughly: enough for two forms of one word to meet."""
    if len(form) <= 4:
        return form.removesuffix("'s")
    ending = _ENDINGS.search(form)
    cut = form[: ending.start()] + ("y" if ending.group() == "ies" else "") if ending else form
    if len(cut) < 3:
        return form
    if len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] not in "aeiouls":
        return cut[:-1]
    return cut.removesuffix("e")


def root(form: str) -> str:
    """The stem of the stem, until nothing is left to cut: "cross", "crosses" and "crossing" meet, and "crossings" too."""
    while (cut := stem(form)) != form:
        form = cut
    return form
