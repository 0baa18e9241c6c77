"""A message posted to an address that the user wrote down: no redirect is followed, and who doesn't answer soon is left."""

from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import tidings

# Seconds that an address has to answer: a desk's hook takes well under one, and the next sink waits meanwhile.
PATIENCE = 5


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Refuses: where a message may go stands in the user's file, and nobody else says it."""
        return


def post(address: str, message: str) -> None:
    """Posts JSON. Raises OSError that says why it didn't arrive."""
    headers = {"Content-Type": "application/json", "User-Agent": f"tidings/{tidings.__version__}"}
    request = Request(address, data=message.encode("utf-8"), headers=headers, method="POST")
    try:
        with build_opener(_NoRedirects).open(request, timeout=PATIENCE):
            pass
    except HTTPError as fault:
        fault.close()
        where = "sends elsewhere, which is not followed" if 300 <= fault.code < 400 else "refused the message"
        raise OSError(f"it {where} ({fault.code})") from None
    except URLError as fault:
        raise OSError(str(fault.reason)) from None
    except ValueError as fault:
        raise OSError(str(fault)) from None
