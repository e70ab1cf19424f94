"""Hostile files, made here: what each is called, its bytes, and what is said of it.

Run as a program it reads command lines of ``python -m extract`` from standard input, one a line
as JSON, carries each out in a process of its own with bounds on time and memory, and answers in
JSON what became of it.
"""

from __future__ import annotations

import io
import json
import os
import random
import struct
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

SENTENCE = "全区有托位4830个。"
SECONDS, MEGABYTES = 60, 2000


@dataclass(frozen=True)
class Hostile:
    """A file that somebody made to do harm, or that fell over on its way.

    ``says`` is part of the refusal in English; empty where the file is read.
    """

    name: str
    make: Callable[[], bytes]
    says: str = ""


# Text


def noise(size: int) -> bytes:
    """Bytes without order, the same each time."""
    return random.Random(6).randbytes(size)


def repeated(text: str, times: int, before: str = SENTENCE) -> Callable[[], bytes]:
    return lambda: (before + text * times).encode("utf-8", "surrogatepass")


TEXTS = [
    Hostile("empty.txt", lambda: b"", "is empty"),
    Hostile("white.txt", repeated(" \u3000\u200b\n", 100_000, ""), "white space"),
    Hostile("mark-alone.txt", lambda: b"\xef\xbb\xbf", "white space"),
    Hostile("null-bytes.txt", lambda: SENTENCE.encode() + b"\x00" + SENTENCE.encode(), "null character"),
    Hostile("all-null.txt", lambda: b"\x00" * 1_000_000, "null character"),
    Hostile("null.html", lambda: b"<html><body>\x00" + SENTENCE.encode(), "null character"),
    Hostile("noise.txt", lambda: b"\x01" + noise(300_000), "binary file"),
    Hostile("noise", lambda: b"\x02" + noise(1000).replace(b"\x00", b"\x01"), "no encoding known"),
    Hostile(
        "surrogate-utf8.txt", lambda: SENTENCE.encode() + b"\xed\xa0\x80\xed\xb0\x81", "no encoding known"
    ),
    Hostile(
        "surrogate-utf16.txt",
        lambda: b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"\x00\xd8\x31\x00",
        "UTF-16",
    ),
    Hostile("odd-utf16.txt", lambda: b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"1", "damaged at byte"),
    Hostile("beyond-utf32.txt", lambda: b"\xff\xfe\x00\x00\xff\xff\xff\x7f", "UTF-32"),
    Hostile("overlong-utf8.txt", lambda: b"\xc0\xbcscript\xc0\xbe 12"),
    Hostile("cut-utf8.txt", lambda: SENTENCE.encode()[:-2], "no encoding known"),
    Hostile("utf7.txt", lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- 12 beds"),
    Hostile("controls.txt", lambda: SENTENCE.encode() + b"\x07\x08\x1b[2J" * 900, "binary file"),
    Hostile("terminal.txt", lambda: b"\x1b]0;owned\x07\x1b[31m" + SENTENCE.encode()),
    Hostile("bidi.txt", repeated("\u202e有托位4830个\u202c\u2066护士12名\u2069", 500)),
    Hostile("marks-left-right.txt", repeated("\u200f\u200e\u061c9张床位", 500)),
    Hostile("combining.txt", repeated("\u0301", 1_000_000, SENTENCE + "床位1")),
    Hostile("combining-digits.txt", repeated("1\u0336", 5_000)),
    Hostile("variation-selectors.txt", repeated("\ufe0f\u200d", 200_000, SENTENCE + "👩")),
    Hostile("tags.txt", repeated("\U000e0031", 500_000)),
    Hostile("endless-line.txt", repeated("全区卫生健康", 150_000)),
    Hostile("endless-number.txt", repeated("9", 2_000_000)),
    Hostile("endless-numeral.txt", repeated("一", 500_000)),
    Hostile("endless-myriads.txt", repeated("万", 500_000, "1")),
    Hostile("endless-brackets.txt", repeated("（", 500_000)),
    Hostile("endless-quotes.txt", repeated("“《", 300_000)),
    Hostile("digits-that-spaces-part.txt", repeated("1 ", 8_000)),
    Hostile("endless-number-with-letters.txt", repeated("1", 1_000_000, "乡镇卫生院2O家，")),
    Hostile("endless-list.txt", repeated("、1", 8_000)),
    Hostile("endless-years.txt", repeated("2023年", 8_000)),
    Hostile("endless-pairs-of-years.txt", repeated("2020年和2021年分别为3人和4人，", 2_000)),
    Hostile("endless-tasks.txt", repeated("|项目", 60_000)),
    Hostile("endless-from-to.txt", repeated("从1到", 8_000)),
    Hostile("endless-lines.txt", repeated("\n", 1_000_000)),
    Hostile("endless-columns.txt", repeated("\t", 2_000_000)),
    Hostile("endless-markdown.md", repeated("| ", 100_000)),
    Hostile("endless-share.txt", repeated("9", 200_000, "百分之")),
    Hostile("endless-range.txt", repeated("8", 100_000, "1" * 100_000 + "—")),
    Hostile("huge-exponent.txt", repeated("托位1e999999999个，10^9999999张，", 200)),
    Hostile("too-large.txt", lambda: b"1" * (50 * 1024 * 1024 + 1), "more than the limit"),
]

# Web pages


def page(body: bytes, head: bytes = b"") -> bytes:
    return b"<!doctype html><html><head><meta charset=utf-8>" + head + b"</head><body>" + body


PAGES = [
    Hostile("deep.html", lambda: page(b"<div>" * 200_000 + SENTENCE.encode()), "deeper than any page"),
    Hostile("deep-inline.html", lambda: page(b"<b>" * 240 + SENTENCE.encode() + b"</b>" * 240)),
    Hostile("deep-tables.html", lambda: page(b"<table><tr><td>" * 80 + SENTENCE.encode())),
    Hostile(
        "wide-span.html",
        lambda: page(b"<table><tr><td colspan=99999 rowspan=99999>1<td>2" + b"<tr><td>3" * 300),
    ),
    Hostile("many-tags.html", lambda: page(b"<p>" * 60_000 + SENTENCE.encode())),
    Hostile(
        "many-large-tags.html",
        lambda: page(b"<i>" * 60 + b"<hr class=a_rule_of_its_own>" * 160_000 + SENTENCE.encode()),
    ),
    Hostile("attributes.html", lambda: page(b"<p " + b"a=1 " * 100_000 + b">" + SENTENCE.encode())),
    Hostile(
        "endless-attribute.html", lambda: page(b'<p title="' + b"x" * 5_000_000 + b'">' + SENTENCE.encode())
    ),
    Hostile("comment.html", lambda: page(b"<!--" * 100_000 + b"-->" + SENTENCE.encode())),
    Hostile(
        "entities.html",
        lambda: (
            b'<!doctype html [<!ENTITY a "ha">]>' + page(b"&a;&#x110000;&#0;&#xd800;" * 9 + SENTENCE.encode())
        ),
    ),
    Hostile(
        "file-entity.xhtml",
        lambda: (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<html><body><p>&x;" + SENTENCE.encode()
        ),
    ),
    Hostile(
        "wrong-charset.html",
        lambda: b"<html><head><meta charset=utf-99></head><body>" + b"\xff\xfe\xfd" * 99,
        "encoding",
    ),
    Hostile(
        "codec-not-text.html", lambda: b"<html><head><meta charset=rot13></head><body>" + SENTENCE.encode()
    ),
    Hostile(
        "zlib-charset.html",
        lambda: b"<html><head><meta charset=zlib_codec></head><body>\xff" + noise(99).replace(b"\x00", b""),
        "encoding",
    ),
    Hostile("script-alone.html", lambda: page(b"<script>alert(1)</script><style>*{}</style>"), "white space"),
]

# Packages: DOCX and XLSX

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships">{relations}</Relationships>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BOOK_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def _relation(number: int, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def _part(name: str, kind: str) -> str:
    return f'<Override PartName="{name}" ContentType="{kind}"/>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, head: str = "", relations: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document of a body in XML."""
    return packed({
        "[Content_Types].xml": _TYPES.format(parts=_part("/word/document.xml", _WORD_KIND)),
        "_rels/.rels": _RELATIONS.format(relations=_relation(1, "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELATIONS.format(relations=relations),
        "word/document.xml": f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        **(more or {}),
    })  # fmt: skip


def xlsx(
    rows: str, target: str = "worksheets/sheet1.xml", more: dict[str, str | bytes] | None = None
) -> bytes:
    """A workbook of one sheet whose rows are given in XML."""
    kinds = _part("/xl/workbook.xml", _BOOK_KIND) + _part("/xl/worksheets/sheet1.xml", _SHEET_KIND)
    return packed({
        "[Content_Types].xml": _TYPES.format(parts=kinds),
        "_rels/.rels": _RELATIONS.format(relations=_relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(relations=_relation(1, "worksheet", target)),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        **(more or {}),
    })  # fmt: skip


def words(text: str = SENTENCE) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def number(place: str, value: object = 4830) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def lines(inner: str) -> str:
    return f'<row r="1">{inner}</row>'


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE d [<!ENTITY l "{"a" * 100_000}">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY l SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE d [<!ENTITY % l SYSTEM "file:///etc/passwd"> %l;]>'


def understated() -> bytes:
    """A part that says it has a thousand bytes and has thirty million."""
    full = b"<a>" + b"0" * 30_000_000
    data = bytearray(packed({"word/document.xml": full}))
    for signature, crc, size in ((b"PK\x03\x04", 14, 22), (b"PK\x01\x02", 16, 24)):
        at = data.index(signature)
        data[at + crc : at + crc + 4] = zlib.crc32(full[:1000]).to_bytes(4, "little")
        data[at + size : at + size + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def encrypted() -> bytes:
    """A document whose parts are marked as encrypted."""
    data = bytearray(docx(words()))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def overlapping() -> bytes:
    """Two thousand entries that all unpack the same bytes: small on the disk, large in memory."""
    data = packed({"word/document.xml": b"<a>" + b"0" * 1_000_000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 2000, 2000, (end - start) * 2000)
    return data[:start] + data[start:end] * 2000 + bytes(tail)


def nested() -> bytes:
    inner = packed({"report.txt": b"0" * 10_000_000})
    for _ in range(5):
        inner = packed({f"{n}.zip": inner for n in range(10)})
    return inner


PACKAGES = [
    Hostile("laughs.docx", lambda: docx(words("&l9;"), BOMB), "entities"),
    Hostile("quadratic.docx", lambda: docx(words("&l;" * 10_000), QUADRATIC), "entities"),
    Hostile("outside.docx", lambda: docx(words("&l;"), OUTSIDE), "entities"),
    Hostile("parameter.docx", lambda: docx(words(), PARAMETER), "entities"),
    Hostile(
        "laughs.xlsx",
        lambda: xlsx(lines(number("A1")), more={"xl/styles.xml": f"{BOMB}<d>&l9;</d>"}),
        "entities",
    ),
    Hostile(
        "hidden-entities.docx",
        lambda: docx(words(), more={"word/settings.dat": f"{BOMB}<d>&l9;</d>"}),
        "entities",
    ),
    Hostile("utf7-xml.docx", lambda: docx(words(), '<?xml version="1.0" encoding="UTF-7"?>'), "UTF-7"),
    Hostile("zip-bomb.docx", lambda: docx(words(), more={"word/media/1.bin": b"0" * 12_000_000}), "ZIP bomb"),
    Hostile(
        "zip-bomb.xlsx", lambda: xlsx(lines(number("A1")), more={"xl/a.bin": b"0" * 12_000_000}), "ZIP bomb"
    ),
    Hostile("understated.docx", understated, "ZIP bomb"),
    Hostile("overlapping.docx", overlapping, "ZIP bomb"),
    Hostile(
        "many-parts.docx", lambda: docx(words(), more={f"word/{n}": b"" for n in range(10_001)}), "ZIP bomb"
    ),
    Hostile("nested.zip", nested, "ZIP archive"),
    Hostile("nested.docx", nested, "without the parts"),
    Hostile("encrypted.docx", encrypted, "encrypted"),
    Hostile("truncated.docx", lambda: docx(words())[:-30], "damaged"),
    Hostile("truncated.xlsx", lambda: xlsx(lines(number("A1")))[:200], "damaged"),
    Hostile(
        "traversal.docx",
        lambda: docx(words(), more={"../../../../tmp/hengbi-escaped": b"1", "/etc/hengbi": b"1"}),
    ),
    Hostile(
        "traversal.xlsx", lambda: xlsx(lines(number("A1")), "../../../../etc/passwd"), "no visible sheet"
    ),
    Hostile(
        "external.docx",
        lambda: docx(
            words(), relations=_relation(9, "aFChunk", "file:///etc/passwd", ' TargetMode="External"')
        ),
    ),
    Hostile("circle.docx", lambda: docx(words(), relations=_relation(9, "officeDocument", "document.xml"))),
    Hostile("deep.docx", lambda: docx("<w:sdt>" * 100_000 + words() + "</w:sdt>" * 100_000), "damaged"),
    Hostile(
        "deep-tables.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 60 + words() + "</w:tc></w:tr></w:tbl>" * 60)
    ),
    Hostile("many-elements.docx", lambda: docx(words() + "<w:p/>" * 3_000_000), "bomb"),
    Hostile("many-paragraphs.docx", lambda: docx(words() + "<w:p/>" * 60_000)),
    Hostile(
        "wide-span.docx",
        lambda: docx(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{10**18}"/></w:tcPr>{words()}</w:tc>'
            f"<w:tc>{words()}</w:tc></w:tr></w:tbl>"
        ),
    ),
    Hostile("null.docx", lambda: docx(words("\x00"))[:], "damaged"),
    Hostile(
        "far-cell.xlsx", lambda: xlsx(lines(number("A1")) + f'<row r="1048576">{number("XFD1048576")}</row>')
    ),
    Hostile(
        "far-cells.xlsx",
        lambda: xlsx("".join(f'<row r="{n}">{number(f"XFD{n}")}</row>' for n in range(1, 130))),
        "cells",
    ),
    Hostile("wrong-cells.xlsx", lambda: xlsx(lines(number("ZZZZ99999999999"))), "damaged"),
    Hostile(
        "huge-number.xlsx",
        lambda: xlsx(lines(number("A1", "9" * 100_000) + number("B1", "1e999999"))),
        "damaged",
    ),
    Hostile("no-number.xlsx", lambda: xlsx(lines(number("A1", "nan") + number("B1", "x"))), "damaged"),
    Hostile("shared-nowhere.xlsx", lambda: xlsx(lines('<c r="A1" t="s"><v>99999999</v></c>')), "damaged"),
    Hostile(
        "half-pair.xlsx",
        lambda: xlsx(lines('<c r="A1" t="inlineStr"><is><t>_xD800_托位</t></is></c>' + number("B1"))),
    ),
    Hostile(
        "formula.xlsx",
        lambda: xlsx(lines('<c r="A1" t="str"><f>WEBSERVICE("x")</f><v>=1+1</v></c>' + number("B1"))),
    ),
]

# PDF

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R%s>>"


def pdf(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    at: dict[int, int] = {}
    for key, content in objects.items():
        at[key] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (key, content))
    table, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for key in range(1, size):
        out.write(b"%010d 00000 n \n" % at.get(key, 0))
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, table))
    return out.getvalue()


def stream(content: bytes) -> bytes:
    small = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(small), small)


def shown(times: int = 3) -> bytes:
    return b"BT /F 12 Tf 9 700 Td " + b"(Report of 2023 with 12 beds) Tj 0 -14 Td " * times + b"ET"


def report(
    content: bytes, pages: int = 1, box: bytes = b"0 0 600 800", more: bytes = b"", root: bytes = b""
) -> dict[int, bytes]:
    """The objects of a PDF whose pages all show the same."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    leaves = {10 + n: _LEAF % (box, more) for n in range(pages)}
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    return {1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root, 2: tree, 3: _FONT, 4: stream(content), **leaves}


def _broken_table() -> bytes:
    return pdf(report(shown())).replace(b"0000000", b"9999999")


def _chained() -> bytes:
    whole = pdf(report(shown()))
    return whole.replace(b"/Root", b"/Prev %d/Root" % whole.rindex(b"xref\n0"))


DEEP = {
    1: b"<</Type/Catalog/Pages 2 0 R>>", 3: _FONT, 4: stream(shown()),
    **{n: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 1 if n > 9 else 10) for n in (2, *range(10, 5000))},
    5000: _LEAF % (b"0 0 600 800", b""),
}  # fmt: skip
LOOP = report(shown()) | {2: b"<</Type/Pages/Count 9/Kids[2 0 R 10 0 R]>>"}
NOWHERE = report(shown()) | {2: b"<</Type/Pages/Count 1000000000/Kids[10 0 R]>>"}
FORMS = report(b"/X Do") | {
    5: b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>"
    b"stream\n/X Do\nendstream",
    10: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
}  # fmt: skip
SCRIPT = (
    b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>"
)
LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)

PDFS = [
    Hostile("pages.pdf", lambda: pdf(report(shown(), 2001)), "more than 2,000"),
    Hostile("declared-pages.pdf", lambda: pdf(NOWHERE)),
    Hostile("loop.pdf", lambda: pdf(LOOP), "damaged PDF"),
    Hostile("deep-tree.pdf", lambda: pdf(DEEP), "damaged PDF"),
    Hostile("broken-table.pdf", _broken_table),
    Hostile("chained-tables.pdf", _chained),
    Hostile("truncated.pdf", lambda: pdf(report(shown()))[:300], "damaged PDF"),
    Hostile("header-alone.pdf", lambda: b"%PDF-1.7\n", "damaged PDF"),
    Hostile("noise.pdf", lambda: b"%PDF-1.7\n" + noise(200_000), "damaged PDF"),
    Hostile("huge-page.pdf", lambda: pdf(report(shown(), box=b"0 0 99999999999 99999999999"))),
    Hostile("swelling.pdf", lambda: pdf(report(shown(400_000))), "breaks its reader or needs more than"),
    Hostile("swelling-nothing.pdf", lambda: pdf(report(b"q " * 500_000)), "no text layer"),
    Hostile("swelling-spaces.pdf", lambda: pdf(report(b" " * 30_000_000 + shown()))),
    Hostile("forms-in-forms.pdf", lambda: pdf(FORMS), "no text layer"),
    Hostile("deep-array.pdf", lambda: pdf(report(b"[" * 500_000 + shown())), "no text layer"),
    Hostile("no-text.pdf", lambda: pdf(report(b"0 0 9 9 re f")), "no text layer"),
    Hostile("script.pdf", lambda: pdf(report(shown(), root=SCRIPT))),
    Hostile("locked.pdf", lambda: pdf(report(shown()), LOCKED), "password"),
]

# Not what they are called

OTHERS = [
    Hostile("picture.txt", lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG image"),
    Hostile("program.pdf", lambda: b"\x7fELF" + noise(999), "a program"),
    Hostile("pdf.txt", lambda: pdf(report(shown()))),
    Hostile("docx.pdf", lambda: docx(words())),
    Hostile("text.docx", lambda: SENTENCE.encode(), "no such file"),
    Hostile("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(600), "save it as .docx"),
    Hostile("archive.mht", lambda: b"MIME-Version: 1.0\r\n\r\n" + SENTENCE.encode(), "web archive"),
    Hostile("two-in-one.pdf", lambda: pdf(report(shown())) + docx(words())),
    Hostile("gzip.xlsx", lambda: b"\x1f\x8b\x08" + noise(99), "gzip"),
]
FILES = [*TEXTS, *PAGES, *PACKAGES, *PDFS, *OTHERS]


# The bounded processes


def _bound() -> None:
    import resource

    size = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(arguments: list[str], log: str) -> dict[str, object]:
    """Carry out one command line in a copy of this process; what it says goes to the log."""
    began = time.perf_counter()
    child = os.fork()
    if not child:
        status = 70
        try:
            _bound()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
            from extract.cli import main

            status = main(arguments)
        except BaseException:
            os.write(2, traceback.format_exc().encode("utf-8", "backslashreplace"))
        finally:
            os._exit(status)
    _, ended, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(ended)
    return {
        "code": code, "cpu": used.ru_utime + used.ru_stime, "clock": time.perf_counter() - began,
        "megabytes": used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024),
    }  # fmt: skip


def serve() -> None:
    """Answer command lines until there are no more."""
    sys.path.insert(0, os.getcwd())
    import docx as _docx  # noqa: F401  (imported once, for all copies)
    import lxml.html  # noqa: F401
    import openpyxl  # noqa: F401

    from extract.linking.observe import read_mentions
    from extract.model import Document

    read_mentions(Document("warm.txt", SENTENCE), "330113", 2023)
    for line in sys.stdin:
        print(json.dumps(_run(*json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
