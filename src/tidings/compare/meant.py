"""Readings and linked actors in, out who is meant by a mention or a name, in a form that can be compared across documents."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from anyascii import anyascii

from tidings.know.voices import state_of
from tidings.match.names import alike_words
from tidings.model.picture import Actor, Ref
from tidings.model.reading import Mention, Reading

Key = tuple[str, ...]
"""Who is meant: the id of a linked actor alone, or the words of a name without titles, case and accents."""

_TITLES = frozenset(
    """
    mr mrs ms dr sir lord president prime minister general gen lt lieutenant col colonel capt captain governor gov mayor secretary
    spokesman spokeswoman spokesperson adm admiral rear major maj chief the a an
    """.split()
)
_BRITISH = {"defense": "defence", "center": "centre", "organization": "organisation", "labor": "labour"}


@cache
def plain(name: str) -> Key:
    """The name's words without titles, articles, possessives, case and accents; all its words when nothing else is left."""
    ascii_name = anyascii(name).lower()
    words = [_BRITISH.get(w, w) for w in re.findall(r"[a-z0-9]+", re.sub(r"['’]s?\b", "", ascii_name))]
    if re.search(r"\w's? \w", ascii_name):  # "Mariupol's mayor" is no title before a name, and not Mariupol
        return tuple(words)
    return tuple([w for w in words if w not in _TITLES] or words)


# Words of institutions: two of one kind end alike and are two.
_BODIES = frozenset(
    """
    ministry council office police service agency party committee court army navy department university government administration union
    commission company group front command staff forces parliament news press post times officials official council bank assembly
    """.split()
)


def fits(a: Key, b: Key) -> bool:
    """Whether two may be one: all words of one are words of the other ("Anna Brandt", "Brandt"), in another spelling too, or first and
    last name are the same behind two titles ("mayor Anna Brandt", "the town's chief, Anna Brandt").
    """
    if a == b:
        return True
    if not a or not b or "state" in (a[0], b[0]):
        return False
    few, many = sorted((a, b), key=len)
    if all(any(_spelled_alike(word, other) for other in many) for word in few):
        return True
    ends = few[-2:], many[-2:]
    return len(few) > 1 and not _BODIES & {*ends[0], *ends[1]} and all(map(_spelled_alike, *ends))


@cache
def _spelled_alike(a: str, b: str) -> bool:
    return a == b or alike_words(a, b)


def any_fit(some: Iterable[Key], others: Sequence[Key]) -> bool:
    """Whether anybody of the first may be one of the others."""
    return any(fits(a, b) for a in some for b in others)


class Meant:
    """Who is meant by mentions and names, looked up in linked actors first."""

    def __init__(self, readings: Sequence[Reading], actors: Sequence[Actor] = ()) -> None:
        self._actor: dict[Ref, Key] = {ref: (actor.id,) for actor in actors for ref in actor.mentions}
        self._shown: dict[tuple[Key, str], str] = {
            ((actor.id,), name.casefold()): actor.name for actor in actors for name in (actor.name, *actor.names)
        }
        self._mentions = {(r.document.id, m.id): m for r in readings for m in r.mentions}
        self._named: dict[Key, set[Key]] = {}
        for actor in actors:
            for name in (actor.name, *actor.names):
                self._named.setdefault(plain(name), set()).add((actor.id,))

    def mention(self, document: str, mention: str | None) -> Key | None:
        """Who a mention stands for, or None where the reading leaves it open."""
        seen = set()
        while mention is not None and mention not in seen:
            if (document, mention) in self._actor:
                return self._actor[document, mention]
            seen.add(mention)
            found: Mention | None = self._mentions.get((document, mention))
            if found is None:
                return None
            if found.actor or found.form == "name":
                return self.name(found.actor or found.text)
            mention = found.refers
        return None

    def name(self, name: str) -> Key:
        """Who a name stands for: the one linked actor that has it, else the name's own words."""
        words = plain(name)
        known = self._named.get(words, set())
        for start in range(1, len(words) - 1):
            # What stands before a first and last name tells of the office: "chief of the general staff Viktor Orlo".
            known = known or (self._named.get(words[start:], set()) if not _BODIES & set(words[start:]) else set())
        return next(iter(known)) if len(known) == 1 else words

    def voice(self, name: str) -> Key:
        """Whose word a source's is: a state and its organs speak with one voice, else whoever the name stands for."""
        state = state_of(name)
        return ("state", state) if state else self.name(name)

    def shown(self, key: Key, otherwise: str) -> str:
        """The name to show for somebody: the linked actor's where the one given is among its names, else the one given."""
        return self._shown.get((key, otherwise.casefold()), otherwise)

    def all_of(self, document: str, mentions: Iterable[str]) -> tuple[Key, ...]:
        """Everybody meant by these mentions, each once, sorted."""
        return tuple(sorted({key for m in mentions if (key := self.mention(document, m))}))
