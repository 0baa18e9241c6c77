"""Files, folders and addresses to documents; what can't be taken comes as a refusal that says why, and stops nothing."""

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tidings.ingest.body import body_of, title_of
from tidings.ingest.language import language_of
from tidings.ingest.published import published_by, published_in, stated_in
from tidings.model.document import Captured, Document, Published, Refusal, clean_text
from tidings.model.ids import hash_of

# A report is some kilobytes, a page some hundred; what is larger is no report, and reading it would take the memory of the others.
LARGEST = 20_000_000
TEXT, PAGE = {".txt", ".text", ".md"}, {".html", ".htm", ".xhtml"}
LINES, FEEDS, ARCHIVES = {".jsonl", ".ndjson", ".json"}, {".xml", ".rss", ".atom"}, {".warc"}
KNOWN = TEXT | PAGE | LINES | FEEDS | ARCHIVES
_FIELDS = ("title", "outlet", "url", "published_at", "fetched_at", "language")

Found = Iterator[Captured | Refusal]


def documents(inputs: Iterable[Path | str]) -> Found:
    """The documents of all inputs in their order, with their bytes; a folder's files are sorted by name, a str is a web address."""
    for given in inputs:
        if isinstance(given, str):
            yield from _from_web(given)
        elif given.is_dir():
            yield from _from_folder(given)
        else:
            yield from _from_file(given)


def _from_folder(folder: Path) -> Found:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and _kind(p) in KNOWN)
    if not files:
        yield Refusal(where=str(folder), why="no documents in this folder; it may hold .txt, .html, .jsonl, .xml (feeds) and .warc files")
    for file in files:
        yield from _from_file(file)


def _kind(path: Path) -> str:
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def _from_file(path: Path) -> Found:
    kind, is_packed = _kind(path), path.suffix.lower() == ".gz"
    try:
        if kind in LINES:
            with gzip.open(path) if is_packed else path.open("rb") as lines:
                yield from _from_lines(path, lines)
            return
        if path.stat().st_size > LARGEST:
            yield Refusal(
                where=str(path), why=f"larger than {LARGEST // 1_000_000} MB, which no report is; split it, or take out what is no report"
            )
            return
        data = path.read_bytes()
        if is_packed:
            # an archive has a member for each record: all of them are read, up to the bound
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST + 1)
            if len(data) > LARGEST:
                yield Refusal(where=str(path), why=f"more than {LARGEST // 1_000_000} MB when unpacked; split it")
                return
    except FileNotFoundError:
        yield Refusal(where=str(path), why="no such file; check the name")
        return
    except PermissionError:
        yield Refusal(where=str(path), why="it may not be read; check its permissions")
        return
    except (OSError, EOFError, zlib.error) as fault:
        yield Refusal(where=str(path), why=f"it can't be read ({fault}); check the file")
        return
    yield from _from_bytes(str(path), path.name, kind, data)


def _from_bytes(where: str, name: str, kind: str, data: bytes) -> Found:
    if not data.strip():
        yield Refusal(where=where, why="empty; there is nothing to read")
    elif kind in ARCHIVES:
        from tidings.ingest.archive import pages_in

        yield from _numbered(where, name, pages_in(data), "no page in this archive could be read")
    elif kind in FEEDS:
        from tidings.ingest.feed import entries_in

        yield from _numbered(where, name, entries_in(data), "no entry in this feed could be read")
    elif kind in PAGE or (kind not in TEXT and _looks_like_page(data)):
        yield _made(where, name, {"html": data}, data)
    else:
        text = _text_of(data)
        yield (
            _made(where, name, {"text": text}, data)
            if text is not None
            else Refusal(where=where, why="binary, not text; convert it to .txt or .html first")
        )


def _numbered(where: str, name: str, records: Iterable[dict[str, Any]], nothing: str) -> Found:
    count = 0
    try:
        for count, record in enumerate(records, start=1):
            yield _made(f"{where}, part {count}", f"{name}#{count}", record, None)
    except ValueError as fault:
        yield Refusal(where=where, why=f"broken behind part {count} ({fault}); what stood before it is read")
        return
    if not count:
        yield Refusal(where=where, why=nothing)


def _looks_like_page(data: bytes) -> bool:
    return bool(re.search(rb"<(?:!doctype html|html|body)\b", data[:2048], re.I))


def _text_of(data: bytes) -> str | None:
    """The text of bytes in UTF-8 or -16, else in the commonest older encoding; None for bytes that are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    controls = sum(1 for c in text[:20_000] if c < " " and c not in "\t\n\r\f") + text[:20_000].count("\ufffd")
    # a stray control is an accident of copying; one in fifty characters is no text
    return None if controls * 50 > min(len(text), 20_000) else text.replace("\r\n", "\n").replace("\r", "\n")


def _from_lines(path: Path, lines: Any) -> Found:
    count = 0
    number = 0
    while line := lines.readline(LARGEST + 1):
        number += 1
        where = f"{path}, line {number}"
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = lines.readline(LARGEST)
            count += 1
            yield Refusal(where=where, why=f"longer than {LARGEST // 1_000_000} MB, which no report is; split it")
            continue
        if not line.strip():
            continue
        count += 1
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            if number == 1 and path.suffix.lower() == ".json":
                yield from _from_object(path, line + lines.read(LARGEST))
                return
            yield Refusal(where=where, why="no complete JSON; write one object a line")
            continue
        if number == 1 and isinstance(record, list) and path.suffix.lower() == ".json":
            yield from _from_object(path, line + lines.read(LARGEST))
            return
        yield _from_record(where, f"{path.name}#{number}", record, line)
    if not count:
        yield Refusal(where=str(path), why="empty; there is nothing to read")


def _from_object(path: Path, data: bytes) -> Found:
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        yield Refusal(where=f"{path}, line 1", why="no complete JSON; write one object a line, or one object in the file")
        return
    for number, one in enumerate(record if isinstance(record, list) else [record], start=1):
        yield _from_record(f"{path}, part {number}", f"{path.name}#{number}", one, json.dumps(one).encode())


def _from_record(where: str, name: str, record: Any, data: bytes) -> Captured | Refusal:
    if not isinstance(record, dict):
        return Refusal(where=where, why='not an object; a document is {"id": …, "text": …} or {"id": …, "html": …}')
    for field in ("id", "text", "html", *_FIELDS):
        if record.get(field) is not None and not isinstance(record[field], str):
            return Refusal(where=where, why=f'"{field}" is not a string; put it in quotation marks, or leave it out')
    if record.get("text") is None and record.get("html") is None:
        return Refusal(where=where, why='neither "text" nor "html"; give one of them')
    return _made(where, record.get("id") or name, record, data)


def _made(where: str, name: str, record: dict[str, Any], data: bytes | None) -> Captured | Refusal:
    """The document of a record with text or html and what else is known of it; without bytes of its own it came as its text or html."""
    make: Callable[[str, str, dict[str, Any], str], Document | Refusal] = _of_text if record.get("text") is not None else _of_page
    source = record["html"] if record.get("text") is None else record["text"]
    came = data if data is not None else source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    document = make(where, name, record, hash_of(came))
    return document if isinstance(document, Refusal) else Captured(document=document, data=came)


def _stated_beside(record: dict[str, Any]) -> Published | None:
    value = record.get("published_at")
    return published_by(value, "published_at") if value else None


def _of_text(where: str, name: str, record: dict[str, Any], captured: str) -> Document | Refusal:
    text = clean_text(record["text"])
    if not text.strip():
        return Refusal(where=where, why="empty; there is nothing to read")
    body, skipped = body_of(text)
    return Document(
        id=clean_text(name),
        text=text,
        title=_known(record, "title") or title_of(text, body),
        outlet=_known(record, "outlet"),
        url=_known(record, "url"),
        language=_known(record, "language") or language_of(text),
        published=_stated_beside(record) or published_in(text, body),
        fetched_at=_known(record, "fetched_at"),
        body=body,
        skipped=skipped,
        captured=captured,
    )


def _of_page(where: str, name: str, record: dict[str, Any], captured: str) -> Document | Refusal:
    from tidings.ingest.page import page_of

    page = page_of(record["html"], record.get("url"))
    if page is None:
        return Refusal(where=where, why="no text in this page; it may be made by scripts: save it as your browser shows it")
    published = _stated_beside(record) or (page.published if page.published.start else None)
    return Document(
        id=clean_text(name),
        text=page.text,
        title=_known(record, "title") or page.title,
        outlet=_known(record, "outlet") or page.outlet,
        url=_known(record, "url") or page.url,
        language=_known(record, "language") or language_of(" ".join(page.text[slice(*s)] for s in page.body)),
        published=published or stated_in(page.text, page.body) or published_in(page.text, page.body),
        fetched_at=_known(record, "fetched_at"),
        body=page.body,
        skipped=page.skipped,
        captured=captured,
    )


def _known(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    return clean_text(value) if value else None


def _from_web(url: str) -> Found:
    from tidings.ingest.fetch import fetch

    try:
        data = fetch(url)
    except OSError as fault:
        yield Refusal(where=url, why=f"it can't be fetched ({getattr(fault, 'reason', None) or fault}); save the page and name the file")
        return
    if _looks_like_page(data):
        yield _made(url, url, {"html": data, "url": url}, data)
    else:
        yield from _from_bytes(url, url, ".xml" if data.lstrip().startswith(b"<?xml") else ".txt", data)
