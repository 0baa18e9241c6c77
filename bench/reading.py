"""How long reading takes, step by step, beside the bare parse: the floor to stay near.

python bench/reading.py FILE...        documents a second, and each step's share of the bare parse
"""

import sys
import time
from collections import Counter

from tidings.engine import READING, _function, documents_in
from tidings.model.document import Refusal


def main() -> None:
    documents = [d for d in documents_in(sys.argv[1:]) if not isinstance(d, Refusal)]
    for step in READING:
        _function(step.function)
    seconds: Counter[str] = Counter()
    warm, *rest = documents
    for document in (warm, *rest):
        have: dict[str, object] = {"document": document}
        for step in READING:
            start = time.perf_counter()
            result = _function(step.function)(*(have[name] for name in step.reads))
            if document is not warm:
                seconds[step.function] += time.perf_counter() - start
            have.update(zip(step.writes, result if len(step.writes) > 1 else (result,), strict=True))
    bare = seconds[READING[0].function]
    words = sum(len(d.text.split()) for d in rest)
    print(f"{len(rest)} documents, {words} words: {len(rest) / seconds.total():.1f} documents/s; bare parse {len(rest) / bare:.1f}")
    for step in READING:
        print(f"{step.function:40} {seconds[step.function]:8.2f} s {100 * seconds[step.function] / bare:6.1f} %")


if __name__ == "__main__":
    main()
