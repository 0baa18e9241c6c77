"""Types of columns for what documents hold, whatever it is, where databases differ in what they take."""

import hashlib

from sqlalchemy import Dialect, String, TypeDecorator

# Code points are compared and ordered, as in SQLite and in Python, and a server's update of its locales leaves the indexes right.
_BY_CODE_POINTS = String().with_variant(String(collation="C"), "postgresql")
# PostgreSQL takes no U+0000. This one is no character either, and never stands in a text that is meant to be read.
_NUL, _STANDS_FOR_NUL = "\0", "\U0010fffe"
# An entry of PostgreSQL's index takes 2,700 bytes, the document's hash and day among them; a letter has up to four.
_LONGEST_WORD = 500


class Said(TypeDecorator[str]):
    """What a document says of itself: any text, a U+0000 in it as well."""

    impl = _BY_CODE_POINTS
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace(_NUL, _STANDS_FOR_NUL) if value and dialect.name == "postgresql" else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace(_STANDS_FOR_NUL, _NUL) if value and dialect.name == "postgresql" else value


class Key(TypeDecorator[str]):
    """What rows are found by, and compared with for equality alone: a very long one by its hash where an index can't hold it."""

    impl = _BY_CODE_POINTS
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name != "postgresql":
            return value
        return value if len(value) <= _LONGEST_WORD and _NUL not in value else hashlib.sha256(value.encode()).hexdigest()
