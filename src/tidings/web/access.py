"""Who may see the pages: from this machine alone anybody; from elsewhere those who name a token that a file holds."""

import hashlib
import hmac
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tidings.model.errors import BadInput

# Tokens are drawn by a machine, not made up; 20 characters of letters and digits are over 100 bits.
LEAST_TOKEN = 20
COOKIE = "tidings_session"


@dataclass(frozen=True)
class Access:
    """Who may enter, by the SHA-256 of their tokens; with nobody listed everybody may, as `local`.

    `secret` signs cookies and forms: bytes that nobody can guess, others at each start, so that a restart ends all sessions.
    """

    secret: bytes = field(repr=False)
    users: Mapping[str, bytes] = field(default_factory=dict)
    local: str = "local"

    @property
    def is_open(self) -> bool:
        """Whether nobody has to name a token."""
        return not self.users

    def user_of_token(self, token: str) -> str | None:
        """Whose token it is, or None. Every user's is compared, each in constant time."""
        given, found = _hashed(token), None
        for name, held in self.users.items():
            if hmac.compare_digest(given, held):
                found = name
        return found

    def cookie_of(self, user: str) -> str:
        """What a browser keeps once its user has named a token."""
        return f"{user.encode().hex()}.{self._signed('session', user)}"

    def user_of_cookie(self, cookie: str) -> str | None:
        """Whose session a cookie is, or None."""
        name, _, signature = cookie.partition(".")
        try:
            user = bytes.fromhex(name).decode()
        except ValueError:
            return None
        is_ours = hmac.compare_digest(signature.encode(), self._signed("session", user).encode())
        return user if is_ours and user in self.users else None

    def form_token(self, user: str) -> str:
        """What a form of our own pages carries, and no other site can know."""
        return self._signed("form", user)

    def is_form_of(self, user: str, token: str) -> bool:
        """Whether a form was ours, compared in constant time."""
        return hmac.compare_digest(token.encode(), self.form_token(user).encode())

    def _signed(self, use: str, user: str) -> str:
        held = self.users.get(user, b"")
        return hmac.new(self.secret, b"\0".join((use.encode(), user.encode(), held)), hashlib.sha256).hexdigest()


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.strip().encode("utf-8", "replace")).digest()


def users_in(path: Path, *, with_names: bool) -> dict[str, bytes]:
    """The users of a file: one token alone, or a line `NAME TOKEN` each; blank lines and those that begin with # say nothing.

    Raises BadInput when the file can't be read, when others on the machine may read it, or when a token is too short.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{path}: the file can't be read ({getattr(fault, 'strerror', None) or 'it is no text'})") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadInput(f"{path}: others on this machine may read it; `chmod 600 {path}` and start again")
    users: dict[str, bytes] = {}
    for line in (text.strip() for text in lines):
        if not line or line.startswith("#"):
            continue
        name, _, token = line.partition(" ") if with_names else ("reader", " ", line)
        if len(token.strip()) < LEAST_TOKEN:
            raise BadInput(
                f"{path}: a token has to have {LEAST_TOKEN} characters or more; "
                "`python -c 'import secrets; print(secrets.token_urlsafe(24))'` makes one"
            )
        if name in users:
            raise BadInput(f"{path}: {'two lines are of ' + name if with_names else 'it holds more than one token'}")
        users[name] = _hashed(token)
    if not users:
        raise BadInput(f"{path}: it holds no token")
    return users
