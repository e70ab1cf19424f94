"""PDF by pypdfium2: the text layer, page by page."""

from __future__ import annotations

import unicodedata
from functools import cache

import pypdfium2

from extract.model import Document

from .lines import Lines
from .refusal import refuse

MOST_PAGES = 2000
MOST_CHARACTERS = 20_000_000
_OCR = "run text recognition on it (OCR) and give the result"
# Radicals that some fonts name in place of the characters they look like; Unicode decomposes the rest.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


def read(data: bytes, name: str) -> Document:
    """A PDF with a text layer as a document; anchors are its pages.

    Raises:
        ReportError: encrypted, damaged, a scan, more than 2,000 pages, or fonts without characters.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refuse(name, "is protected by a password", "save it without the password") from error
        raise refuse(name, f"is a damaged PDF ({error})", "get it once more or save it anew") from error
    try:
        return _read_pages(pdf, name)
    except pypdfium2.PdfiumError as error:
        raise refuse(name, f"is a damaged PDF ({error})", "get it once more or save it anew") from error
    finally:
        pdf.close()


def _read_pages(pdf: pypdfium2.PdfDocument, name: str) -> Document:
    count = len(pdf)
    if count > MOST_PAGES:
        raise refuse(name, f"has {count:,} pages, more than {MOST_PAGES:,}", "cut it into parts")
    lines = Lines()
    letters = unreadable = scanned = size = 0
    for number in range(count):
        page = pdf[number]
        textpage = page.get_textpage()
        text = _clean(textpage.get_text_range())
        size += len(text)
        if size > MOST_CHARACTERS:
            raise refuse(name, f"has more than {MOST_CHARACTERS:,} characters of text", "cut it into parts")
        shown = "".join(text.split())
        letters += len(shown)
        unreadable += sum(
            unicodedata.category(character) in ("Co", "Cn") or character == "\ufffd" for character in shown
        )
        # A page number or a stamp beside the picture of a page does not make a text layer.
        scanned += len(shown) < 20 and _has_picture(page)
        textpage.close()
        page.close()
        lines.line(text, f"page {number + 1}")
    if not letters or (scanned == count and letters < 20 * count):
        raise refuse(name, f"has no text layer on its {count} page(s): it is a scan", _OCR)
    if unreadable > 0.3 * letters:
        raise refuse(name, "has fonts that do not tell which characters they show", _OCR)
    return lines.document(name, "pdf")


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
    return any(True for _ in page.get_objects(filter=kinds, max_depth=3))


def _clean(text: str) -> str:
    """A page's text with plain newlines and without the marks PDFium puts for hyphens and gaps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_repairs())


@cache
def _repairs() -> dict[int, str | None]:
    table: dict[int, str | None] = {0: None, 2: None, 0xFFFE: None, 0xFFFF: None, 0x0C: "\n"}
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return table | {ord(radical): character for radical, character in _RADICALS.items()}
