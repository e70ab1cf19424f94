"""What DOCX and XLSX have in common: a ZIP of XML parts, checked before any of it is parsed."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib

from extract.model import ReportError

from .refusal import refuse

# What zipfile, lxml, python-docx and openpyxl raise where a file does not hold together.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
MOST_UNPACKED = 400 * 1024 * 1024
MOST_XML = 100 * 1024 * 1024
_CHUNK = 1024 * 1024
MOST_RATIO = 200
RATIO_FROM = 10 * 1024 * 1024
MOST_PARTS = 10_000
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_AGAIN = "get it from its source once more; do not open it if you do not know who made it"


def check(data: bytes, name: str, kind: str) -> None:
    """Refuse a package that would swell up, that is encrypted, damaged, or has a DTD in its XML.

    Every part is unpacked once, bit by bit, so that the libraries meet none
    that is larger than the archive declares.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, len(data), name, kind)
            for part in parts:
                if content := _unpacked(archive, part, name):
                    _check_xml(content, part.filename, name)
    except BROKEN as error:
        raise damaged(name, kind, error) from error


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    """A part of XML unpacked (of others nothing is kept), unless it holds more than it declares.

    zipfile's own ``read`` unpacks all there is before it cuts to the declared size.
    """
    honest = copy.copy(part)
    honest.file_size = MOST_UNPACKED + 1
    kept: list[bytes] = []
    size = 0
    with archive.open(honest) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > part.file_size:
                what = f"has a part ({part.filename}) larger than it declares: a ZIP bomb"
                raise refuse(name, what, _AGAIN)
            # What a part is called does not bind the libraries: whatever begins like XML is checked.
            if kept or _is_xml(part) or chunk[:8].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
                kept.append(chunk)
    return b"".join(kept)


def damaged(name: str, kind: str, error: Exception) -> ReportError:
    """The refusal of a file whose inside does not hold."""
    what = f"is a damaged {kind.upper()} file ({type(error).__name__}: {str(error)[:120]})"
    return refuse(name, what, "get it once more, or open it and save it anew")


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int, name: str, kind: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(name, "is encrypted", "open it, take the password off and save it anew")
    xml = sum(part.file_size for part in parts if _is_xml(part))
    if unpacked > MOST_UNPACKED or xml > MOST_XML or len(parts) > MOST_PARTS:
        what = f"unpacks to {unpacked:,} bytes in {len(parts):,} parts: too large or a ZIP bomb"
        raise refuse(name, what, _AGAIN)
    if unpacked > RATIO_FROM and unpacked > MOST_RATIO * packed:
        what = f"unpacks to {unpacked:,} bytes, {unpacked // packed} times its size: a ZIP bomb"
        raise refuse(name, what, _AGAIN)


def _check_xml(xml: bytes, part: str, name: str) -> None:
    """Refuse document types and entities, and encodings that could hide them."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:64]:
        xml = xml.replace(b"\x00", b"")[2:]
    declared = _ENCODING.search(xml[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"utf8"):
        raise refuse(name, f"has XML in the encoding {declared[1].decode()} in {part}", "save it anew")
    if _DTD.search(xml):
        raise refuse(
            name, f"has a document type or entities in its XML ({part}), as no such file has", _AGAIN
        )
