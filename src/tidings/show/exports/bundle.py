"""Evidence to one file that opens without this program: a bag (BagIt 1.0, RFC 8493) in a ZIP, the same bytes for the same evidence.

In it: `data/index.html` for people, `data/evidence.json` for programs, `data/captured/` the bytes of each document as they came,
`data/text/` the text that offsets count in (UTF-8; offsets are code points), and the sums of all that, which `sha256sum -c` checks.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.model.capture import Capture
from tidings.model.errors import BadInput
from tidings.model.ids import hash_of
from tidings.model.records import as_json
from tidings.show.evidence import Evidence, Told, pieces_around
from tidings.show.visible import visible

if TYPE_CHECKING:
    from jinja2 import Template

# The earliest that a ZIP can say: the bundle is made of what it holds, and not of the moment when it was written.
_MOMENT = (1980, 1, 1, 0, 0, 0)
FORM = "tidings.evidence/1"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_SUMS, _TAG_SUMS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
# No bundle of news reports is larger when unpacked: more is a file made to fill a disk.
_LARGEST = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A document in a bundle: the paths of its text and of its bytes, which an older ledger has not kept, with their sums."""

    document: str
    text: str
    text_sha256: str
    captured: str | None
    captured_sha256: str | None
    added_at: str | None


def bundle_of(evidence: Evidence, captures: Iterable[Capture]) -> bytes:
    """The ZIP's bytes."""
    came = {capture.document: capture for capture in captures}
    exhibits, files = [], {}
    for number, document in enumerate(evidence.documents, 1):
        text = document.text.encode("utf-8", "surrogatepass")
        capture = came.get(document.id)
        data = capture.data if capture else None
        exhibit = Exhibit(
            document=document.id,
            text=f"text/{number:03}.txt",
            text_sha256=hash_of(text),
            captured=None if data is None else f"captured/{number:03}{_ending(data)}",
            captured_sha256=document.captured,
            added_at=capture.added_at if capture else None,
        )
        files[f"data/{exhibit.text}"] = text
        if exhibit.captured and data is not None:
            files[f"data/{exhibit.captured}"] = data
        exhibits.append(exhibit)
    files["data/evidence.json"] = _json(evidence, exhibits)
    files["data/index.html"] = _page(evidence, exhibits).encode()
    return _bag(files)


def _ending(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    return ".html" if start.startswith(b"<") else ".json" if start.startswith((b"{", b"[")) else ".txt"


def _json(evidence: Evidence, exhibits: list[Exhibit]) -> bytes:
    texts = {"text", "body", "skipped"}
    documents = [
        {name: value for name, value in as_json(document).items() if name not in texts} | {"files": as_json(exhibit)}
        for document, exhibit in zip(evidence.documents, exhibits, strict=True)
    ]
    whole = {"form": FORM, "offsets": "code points of the files in text/"} | as_json(evidence) | {"documents": documents}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _bag(files: Mapping[str, bytes]) -> bytes:
    size = sum(map(len, files.values()))
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": f"Bag-Software-Agent: Tidings\nPayload-Oxum: {size}.{len(files)}\n".encode(),
        _SUMS: _sums(files),
    }
    every = {**tags, _TAG_SUMS: _sums(tags), **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(every):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, every[name])
    return out.getvalue()


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hash_of(files[name])}  {name}\n" for name in sorted(files)).encode()


def faults_of(bundle: bytes) -> tuple[str, ...]:
    """What in a bundle is not as it was written, a line each; none where all sums hold. Raises BadInput where it is no bundle."""
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise BadInput("it is larger than any bundle when unpacked; it was not opened")
            files = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise BadInput(f"it is no whole ZIP file ({fault})") from None
    if files.get("bagit.txt") != _DECLARATION or _SUMS not in files or _TAG_SUMS not in files:
        raise BadInput("it holds no bag of evidence: bagit.txt or the sums are not there")
    faults, listed = [], {"bagit.txt", _TAG_SUMS}
    for sums in (_TAG_SUMS, _SUMS):
        for line in files[sums].decode("utf-8", "replace").splitlines():
            wanted, _, name = line.partition("  ")
            listed.add(name)
            if name not in files:
                faults.append(f"{name}: it is gone")
            elif hash_of(files[name]) != wanted:
                faults.append(f"{name}: it was altered")
    return (*faults, *(f"{name}: it was added" for name in sorted(files.keys() - listed)))


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"seen": visible}
    folder = Path(__file__).parent.parent / "templates"
    return environment.from_string((folder / "evidence.html").read_text(encoding="utf-8"))


def _page(evidence: Evidence, exhibits: list[Exhibit]) -> str:
    texts = {document.id: document for document in evidence.documents}

    def pieces(told: Told) -> object:
        return pieces_around(texts[told.doc].text, told)

    return _template().render(
        evidence=evidence, exhibits={e.document: e for e in exhibits}, documents=texts, pieces=pieces, made=evidence.made
    )
