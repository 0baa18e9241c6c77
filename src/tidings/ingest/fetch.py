"""Addresses that the user asked for, opened: the one place that reaches out."""

import ipaddress
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

# Seconds without an answer, and bytes: a news page is far smaller.
PATIENCE = 20
LARGEST = 20_000_000


class PrivateAddress(OSError):
    """The address leads into this machine or its own network."""


class _CheckedRedirects(urllib.request.HTTPRedirectHandler):
    """Looks at each address that a page sends on to, too."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        refuse_private(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str) -> bytes:
    """The bytes at a web address. Raises OSError (PrivateAddress for one inside the user's own network)."""
    refuse_private(url)
    request = urllib.request.Request(url, headers={"User-Agent": "tidings"})
    with urllib.request.build_opener(_CheckedRedirects).open(request, timeout=PATIENCE) as answer:
        data: bytes = answer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(f"more than {LARGEST // 1_000_000} MB")
    return data


def refuse_private(url: str) -> None:
    """Nothing for an address on the public web; raises PrivateAddress or OSError for any other."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise OSError("not a web address")
    for *_, place in socket.getaddrinfo(parts.hostname, parts.port or 80, proto=socket.IPPROTO_TCP):
        if not ipaddress.ip_address(place[0]).is_global:
            raise PrivateAddress("the address leads into a private network")
