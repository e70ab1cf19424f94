"""Build a document's text from pieces, and remember where each piece came from."""

from __future__ import annotations

from extract.model import Anchor, Document
from extract.patterns import Pattern

_BREAKS = Pattern(r"[ \t]*[\t\r\n\v\f\x85\u2028\u2029]+[ \t]*")
_HALVES = Pattern("[\ud800-\udfff]")


class Lines:
    """Text that grows line by line, with an anchor for every piece that has any."""

    def __init__(self) -> None:
        """Start without text."""
        self._pieces: list[str] = []
        self._anchors: list[Anchor] = []
        self._length = 0

    def _add(self, piece: str, place: str = "") -> None:
        if place and piece.strip():
            self._anchors.append(Anchor(self._length, self._length + len(piece), place))
        self._pieces.append(piece)
        self._length += len(piece)

    def line(self, text: str, place: str) -> None:
        """Add a line (or a page of lines) that came from one place."""
        self._add(text, place)
        self._add("\n")

    def row(self, cells: list[tuple[str, str]]) -> None:
        """Add a table's row as one line: (text, place) of each cell, tabs between them.

        Breaks inside a cell become spaces; empty cells at the end are left out.
        """
        while cells and not cells[-1][0].strip():
            cells = cells[:-1]
        for n, (text, place) in enumerate(cells):
            self._add("\t" if n else "")
            self._add(flat(text), place)
        if cells:
            self._add("\n")

    def document(self, name: str, kind: str, encoding: str = "") -> Document:
        """Everything added so far, as a document."""
        # Half a pair of UTF-16, which a file may spell out, is no character and cannot be stored.
        text = _HALVES.sub("\ufffd", "".join(self._pieces))
        return Document(name, text, kind, encoding, tuple(self._anchors))


def flat(text: str) -> str:
    """The text of a cell on one line, without white space around it."""
    return _BREAKS.sub(" ", text.strip())
