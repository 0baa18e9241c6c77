"""A WARC archive (ISO 28500) to records of the pages in it."""

import gzip
import io
from collections.abc import Iterator
from typing import IO, Any

# A page in an archive is no larger than one in a file.
LARGEST = 20_000_000


def pages_in(data: bytes) -> Iterator[dict[str, Any]]:
    """A record a page that was answered with 200 and is HTML. Raises ValueError where the archive is broken."""
    packed = io.BytesIO(data)
    stream: Any = gzip.GzipFile(fileobj=packed) if data[:2] == b"\x1f\x8b" else packed
    while (first := stream.readline(LARGEST)) != b"":
        if not first.strip():
            continue
        if not first.startswith(b"WARC/"):
            raise ValueError("no WARC record where one should begin")
        head = _head(stream)
        try:
            length = int(head.get("content-length", ""))
            if length < 0:
                raise ValueError
            block = stream.read(length)
        except ValueError:
            raise ValueError("a record without a length") from None
        if head.get("warc-type") == "response":
            status, _, rest = block.partition(b"\r\n")
            fields, _, body = rest.partition(b"\r\n\r\n")
            if b" 200" in status and b"text/html" in fields.lower() and len(body) <= LARGEST:
                yield {
                    "html": _unchunked(body) if b"chunked" in fields.lower() else body,
                    "url": head.get("warc-target-uri"),
                    "fetched_at": head.get("warc-date"),
                }


def _head(stream: IO[bytes]) -> dict[str, str]:
    head = {}
    while (line := stream.readline(65_536)).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        head[name.strip().lower()] = value.strip().strip("<>")
    return head


def _unchunked(body: bytes) -> bytes:
    out, at = [], 0
    while (end := body.find(b"\r\n", at)) >= 0:
        try:
            size = int(body[at:end].split(b";")[0], 16)
        except ValueError:
            return body
        if size == 0:
            break
        out.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(out) or body
