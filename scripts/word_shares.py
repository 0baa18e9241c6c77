"""Writes know/data/word_shares.tsv: in what share of texts of four hundred words a word's stem stands.

    pip install symspellpy==6.10.1 && python scripts/word_shares.py

The counts are those of symspellpy's English dictionary (MIT), made from Google Books Ngram data (CC BY 3.0) and SCOWL. Made anew when
`tidings.compare.stories.stem` changes, since the file holds stems.
"""

import math
from collections import Counter
from importlib.resources import files
from pathlib import Path

from tidings.know.words import UNKNOWN_SHARE
from tidings.match.stems import stem

# The length of text of which the shares are told.
WORDS = 400
TARGET = Path(__file__).resolve().parent.parent / "src" / "tidings" / "know" / "data" / "word_shares.tsv"
HEAD = (
    "# In what share of texts of 400 words a word with this stem stands; made by scripts/word_shares.py from symspellpy's English dictionary\n"
    "# (MIT), whose counts are from Google Books Ngram data (CC BY 3.0) and SCOWL. Stems in less than a five-hundredth are left out.\n"
)


def main() -> None:
    counts: Counter[str] = Counter()
    text = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    for line in text.splitlines():
        word, count = line.split()
        counts[stem(word)] += int(count)
    total = sum(counts.values())
    shares = {word: 1 - math.exp(-count / total * WORDS) for word, count in counts.items()}
    kept = sorted(((w, s) for w, s in shares.items() if s > 2 * UNKNOWN_SHARE), key=lambda pair: (-pair[1], pair[0]))
    TARGET.write_text(HEAD + "".join(f"{word}\t{share:.4f}\n" for word, share in kept), "utf-8")
    print(f"{TARGET.name}: {len(kept)} stems")


if __name__ == "__main__":
    main()
