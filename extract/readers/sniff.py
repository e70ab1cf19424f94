"""Tell a file's format by its content, and say what it is where it is none of ours."""

from __future__ import annotations

import re

from extract.model import ReportError

from .refusal import refuse

_TEXT_OUT = "save its text as .txt, .docx or .pdf with a text layer"
_RECOGNISE = "run text recognition on it and " + _TEXT_OUT
# How files begin that hold no text for us: (bytes, what it is, what to do).
_OTHERS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _RECOGNISE),
    (b"\xff\xd8\xff", "a JPEG image", _RECOGNISE),
    (b"GIF8", "a GIF image", _RECOGNISE),
    (b"II*\x00", "a TIFF image", _RECOGNISE),
    (b"MM\x00*", "a TIFF image", _RECOGNISE),
    (b"BM", "a BMP image", _RECOGNISE),
    (b"{\\rtf", "an RTF document", "open it and save it as .docx"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the report inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and give the report inside"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the report inside"),
    (b"BZh", "a bzip2 archive", "unpack it and give the report inside"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it and give the report inside"),
    (b"%!PS", "a PostScript file", "turn it into a PDF with a text layer"),
    (b"CAJ", "a CAJ document", "export it as PDF with a text layer"),
    (b"SQLite format 3\x00", "an SQLite database", _TEXT_OUT),
    (b"\x7fELF", "a program", "give the report itself"),
    (b"MZ", "a program", "give the report itself"),
    (b"ID3", "a sound file", _TEXT_OUT),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A part of a ZIP that gives its format away: ours, or what to do with it.
_PARTS = (
    ("word/document.xml", "docx", ""),
    ("xl/workbook.xml", "xlsx", ""),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", "open it and save it as .xlsx"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "export it as PDF"),
    ("OFD.xml", "an OFD document", "export it as PDF"),
    ("META-INF/container.xml", "an EPUB book", _TEXT_OUT),
    ("content.xml", "an OpenDocument file", "open it and save it as .docx or .xlsx"),
    ("Index/Document.iwa", "a Pages or Numbers document", "export it as .docx or .xlsx"),
)
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAGS = re.compile(rb"<(?:p|div|table|td|span|br|h[1-6]|meta|title)\b[^>]*>", re.I)


def sniff(data: bytes, name: str, suffixes: dict[str, str]) -> str:
    """The format of some bytes: one of our formats.

    Args:
        data: the whole file, not empty.
        name: its name; the suffix decides only what the content leaves open.
        suffixes: formats by suffix.

    Raises:
        ReportError: the content is of another format, or not what the suffix says.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    said = suffixes.get(suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((_ZIP, b"PK\x05\x06")):
        return _zip_format(data, name, said)
    if data.startswith(_OLE):
        raise _old_office(data, name, suffix)
    for start, what, remedy in _OTHERS:
        # A few letters may begin a text too (BMI …), but no text has the null bytes of a header.
        if data.startswith(start) and (len(start) > 3 or not start.isalnum() or b"\x00" in data[:64]):
            raise refuse(name, f"is {what}, not a report with text", remedy)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and b"\x00" in data[:64]):
        raise refuse(name, "is a picture, sound or film, not a report with text", _TEXT_OUT)
    if said in ("pdf", "docx", "xlsx"):
        raise refuse(name, f"is named {suffix}, but is damaged or no such file", "open it and save it anew")
    return _text_format(data, name, said)


def _text_format(data: bytes, name: str, said: str | None) -> str:
    """HTML, Markdown or plain text."""
    head = data[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if re.match(rb"\s*(?:From: <?Saved|MIME-Version:)", head):
        raise refuse(name, "is a web archive (.mht)", "save the page as HTML only")
    if b"mso-application" in head or b"<w:wordDocument" in head:
        raise refuse(name, "is a Word or Excel file of 2003 as XML", "open it and save it as .docx or .xlsx")
    if _HTML.match(head) or (said == "html" and _TAGS.search(data)):
        return "html"
    return said if said in ("md", "html") else "txt"


def _zip_format(data: bytes, name: str, said: str | None) -> str:
    """Which of the formats kept in a ZIP it is."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        what = f"is a damaged {said.upper()} file" if said in ("docx", "xlsx") else "is a damaged ZIP archive"
        raise refuse(name, f"{what} ({error})", "get it once more, or open it and save it anew") from error
    for part, kind, remedy in _PARTS:
        if part in parts:
            if remedy:
                raise refuse(name, f"is {kind}", remedy)
            return kind
    if said in ("docx", "xlsx"):
        raise refuse(name, f"is a ZIP archive without the parts of a {said.upper()} file", "save it anew")
    raise refuse(name, "is a ZIP archive", "unpack it and give the report inside")


def _old_office(data: bytes, name: str, suffix: str) -> ReportError:
    """What to say of a file of the old binary kind, which new encrypted ones are wrapped in too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refuse(name, "is protected by a password", "open it, take the password off and save it anew")
    if suffix in (".xls", ".et", ".xlsx", ".xlsm") or "Workbook".encode("utf-16-le") in data:
        return refuse(name, "is an old Excel workbook (.xls)", "open it and save it as .xlsx")
    if suffix == ".ppt" or "PowerPoint Document".encode("utf-16-le") in data:
        return refuse(name, "is an old PowerPoint presentation (.ppt)", "export it as PDF")
    return refuse(name, "is an old Word document (.doc)", "open it and save it as .docx")
