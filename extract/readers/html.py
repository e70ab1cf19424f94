"""HTML by lxml: what a browser would show, block by block, tables row by row.

Scripts, styles, navigation, forms and hidden elements are left out.  A line
break in the source between two Chinese characters is no space.
"""

from __future__ import annotations

import re
from typing import Any

import lxml.etree
import lxml.html

from extract.model import Document, ReportError

from .lines import Lines
from .refusal import refuse
from .text import decode

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        """script style nav noscript template head iframe object svg math canvas audio video map
        button select option textarea input datalist""",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary
        table tbody td tfoot th thead tr ul""",
    )
)
_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})[ \t]*[\r\n]\s*(?={_HAN})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# A cell as long as this holds an article, not a figure: its table only arranges the page.
_ARTICLE = 600
_WIDEST = 1000


def read(data: bytes, name: str) -> Document:
    """A web page as a document; anchors are its paragraphs and the cells of its tables.

    Raises:
        ReportError: the encoding is unknown, or lxml finds no page in it.
    """
    text, encoding = _decode(data, name)
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise refuse(
            name, f"cannot be read as HTML ({error})", "save the page anew, or its text as .txt"
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # lxml leaves the rest of such a page out and says so only here.
        raise refuse(name, "nests its elements deeper than any page", "save its text as .txt")
    page = _Page()
    page.walk(root)
    return page.lines.document(name, "html", encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """The page's characters: by byte order mark, by what the page says of itself, else as any text."""
    said = _CHARSET.search(data[:4096])
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if said and not marked:
        charset = said[1].decode("ascii").lower()
        # Pages that say GB2312 use all of GB18030.
        charset = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(charset, charset)
        try:
            text = data.decode(charset)
            if "\x00" not in text:
                return text, charset
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return decode(data, name)
    except ReportError:
        if not said:
            raise
        # A page with a few broken bytes in the encoding it names is still readable.
        return _mostly(data, said[1].decode("ascii").lower(), name)


def _mostly(data: bytes, charset: str, name: str) -> tuple[str, str]:
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset
    try:
        text = data.decode(charset, errors="replace")
    except LookupError as error:
        raise refuse(name, f"names an encoding unknown here ({charset})", "save the page as UTF-8") from error
    if "\x00" in text or text.count("\ufffd") > len(text) / 1000:
        raise refuse(name, f"is not in the encoding it names ({charset})", "save the page as UTF-8")
    return text, charset


class _Page:
    """The page's lines as they are gathered, with the counts of paragraphs and tables."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._inline: list[str] = []
        self._paragraphs = 0
        self._tables = 0

    def walk(self, root: Any) -> None:
        """Go through the page in its order, with a stack of our own: pages nest deeper than Python may."""
        waiting: list[tuple[str, Any]] = [("enter", root)]
        while waiting:
            step, node = waiting.pop()
            if step == "text":
                self._inline.append(node)
            elif step == "break":
                self._flush()
            elif _dropped(node):
                continue
            elif node.tag == "br":
                self._flush()
            elif node.tag == "table" and (grid := _grid(node)) is not None:
                self._flush()
                self._table(grid)
            else:
                waiting += reversed(_steps(node))
        self._flush()

    def _flush(self) -> None:
        text = _squeeze("".join(self._inline))
        self._inline.clear()
        if text:
            self._paragraphs += 1
            self.lines.line(text, f"paragraph {self._paragraphs}")

    def _table(self, grid: list[list[str]]) -> None:
        self._tables += 1
        for r, row in enumerate(grid, start=1):
            self.lines.row(
                [(text, f"table {self._tables}, row {r}, column {c}") for c, text in enumerate(row, start=1)]
            )


def _steps(node: Any) -> list[tuple[str, Any]]:
    """What an element holds, in order: its text, its children, the text after each, breaks around a block."""
    steps: list[tuple[str, Any]] = [("text", node.text)] if node.text else []
    for child in node:
        steps.append(("enter", child))
        if child.tail:
            steps.append(("text", child.tail))
    return [("break", None), *steps, ("break", None)] if node.tag in _BLOCKS else steps


def _dropped(node: Any) -> bool:
    if not isinstance(node.tag, str) or node.tag in _DROPPED or node.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(node.get("style", "")))


def _squeeze(text: str) -> str:
    """White space as a browser shows it, none where only the source breaks a line of Chinese."""
    return _SPACE.sub(" ", _BETWEEN_HAN.sub("", text)).strip()


def _grid(table: Any) -> list[list[str]] | None:
    """The rows and columns of a table of figures, or None for one that only arranges the page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return None
    caption = table.find("caption")
    rows = [row for row in table.iter("tr") if not _dropped(row)]
    grid: list[list[str]] = [[_cell(caption)]] if caption is not None and _cell(caption) else []
    below: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th") or _dropped(cell):
                continue
            _fill(line, below)
            text = _cell(cell)
            if len(text) > _ARTICLE:
                return None
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(line), len(line) + width):
                if height > 1:
                    below[column] = height
            line += [text, *[""] * (width - 1)]
        _fill(line, below)
        below = {column: left - 1 for column, left in below.items() if left > 1}
        grid.append(line)
    return grid if any(len(line) > 1 for line in grid) else None


def _fill(line: list[str], below: dict[int, int]) -> None:
    """Leave room in a row for the cells that reach into it from above."""
    while below.get(len(line), 0) > 0 and len(line) < _WIDEST:
        line.append("")


def _span(cell: Any, kind: str) -> int:
    value = cell.get(kind, "1").strip()
    return max(1, min(int(value), _WIDEST)) if value.isdecimal() and len(value) < 6 else 1


def _cell(cell: Any) -> str:
    """The text of a cell on one line; its blocks with spaces between them."""
    page: list[str] = []
    waiting: list[tuple[str, Any]] = list(reversed(_steps(cell)))
    while waiting:
        step, node = waiting.pop()
        if step == "text":
            page.append(node)
        elif step == "break":
            page.append("\x1f")
        elif not _dropped(node):
            waiting += reversed(_steps(node)) if node.tag != "br" else [("break", None)]
    pieces = (_squeeze(piece) for piece in "".join(page).split("\x1f"))
    return " ".join(piece for piece in pieces if piece)
