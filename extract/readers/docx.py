"""DOCX by python-docx: paragraphs and tables in the order of the document.

The text is what the reader of the file sees in its body: with text boxes,
content controls, links and accepted insertions; without deleted text, comments,
headers and footers.  Numbers of automatic lists are not in the file's text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from extract.model import Document

from .lines import Lines
from .package import BROKEN, check, damaged

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _BOX = qn("w:t"), qn("w:txbxContent")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WRAPPERS = (
    qn("w:sdt"),
    qn("w:sdtContent"),
    qn("w:ins"),
    qn("w:moveTo"),
    qn("w:customXml"),
    qn("w:smartTag"),
)
# Deleted text, the second rendering of a drawing for old programs, a paragraph's properties (tab stops).
_SKIPPED = (
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)  # fmt: skip


def read(data: bytes, name: str) -> Document:
    """A Word document as a document; anchors are paragraphs and the cells of tables.

    Paragraphs of the body are counted with the empty ones; those of text boxes
    belong to the paragraph that holds the box.

    Raises:
        ReportError: damaged, encrypted, a ZIP bomb, or with entities in its XML.
    """
    check(data, name, "docx")
    lines = Lines()
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        _read_blocks(body, lines)
    except (*BROKEN, OpcError) as error:
        raise damaged(name, "docx", error) from error
    return lines.document(name, "docx")


def _read_blocks(body: Any, lines: Lines) -> None:
    paragraphs = tables = 0
    for block in _blocks(body):
        if block.tag == _PARAGRAPH:
            paragraphs += 1
            place = f"paragraph {paragraphs}"
            lines.line(_text(block), place)
            for box in _boxes(block):
                for inner in box.iter(_PARAGRAPH):
                    if text := _text(inner):
                        lines.line(text, place)
        else:
            tables += 1
            _read_table(block, tables, lines)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables of a body or cell, through content controls and accepted insertions."""
    for child in parent:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _text(paragraph: Any) -> str:
    """The characters of a paragraph, without those of text boxes in it."""
    pieces: list[str] = []
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag in _SIGNS:
            pieces.append(_SIGNS[node.tag])
        elif node.tag not in _SKIPPED and node.tag != _BOX:
            waiting.extend(reversed(node))
    return "".join(pieces)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes of a paragraph, each once."""
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag == _BOX:
            yield node
        elif node.tag not in _SKIPPED:
            waiting.extend(reversed(node))


def _read_table(table: Any, number: int, lines: Lines) -> None:
    """Add a table, a row a line; merged cells stand once, with empty cells for the rest of their room."""
    rows = [list(_inside(row, _CELL)) for row in _inside(table, _ROW)]
    if [len(row) for row in rows] == [1]:
        # A table of one cell is a frame around paragraphs.
        for block in _blocks(rows[0][0]):
            lines.line(_cell_text([block]), f"table {number}, row 1, column 1")
        return
    for r, row in enumerate(rows, start=1):
        cells: list[tuple[str, str]] = []
        for cell in row:
            properties = cell.find(qn("w:tcPr"))
            span, goes_on = _merge(properties)
            text = "" if goes_on else _cell_text(_blocks(cell))
            cells.append((text, f"table {number}, row {r}, column {len(cells) + 1}"))
            cells += [("", "")] * (span - 1)
        lines.row(cells)


def _merge(properties: Any) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it only goes on from the row above."""
    if properties is None:
        return 1, False
    span = properties.find(qn("w:gridSpan"))
    merge = properties.find(qn("w:vMerge"))
    width = span.get(qn("w:val"), "1") if span is not None else "1"
    goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    return (min(int(width), 1000) if width.isdigit() else 1) or 1, goes_on


def _cell_text(blocks: Any) -> str:
    """The text of a cell's paragraphs and of tables inside it, with spaces between them."""
    pieces: list[str] = []
    for block in blocks:
        paragraphs = [block] if block.tag == _PARAGRAPH else list(block.iter(_PARAGRAPH))
        pieces += [text for paragraph in paragraphs if (text := _text(paragraph).strip())]
    return " ".join(pieces)
