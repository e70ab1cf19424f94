"""The patterns of a record: words that state or forbid it, compiled when a view may hold them.

Patterns are many and slow to compile, and most views hold none of their
words; so each is asked first for words that it cannot match without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.model import RecordError
from extract.patterns import Pattern

_CLASS = Pattern(r"<([^<>?!=:P][^<>]*)>")
# Most of the start-up is the compiling of classes.  In the views and patterns that meet here, the marks
# that end a clause stand next to 、 and 。, so that a class of them is one range; Han characters are
# told by category.  Either compiles ten times as fast.
_MARKS = str.maketrans("\u3000\u3003\u3004", "#，；")
_HAN = Pattern(r"\[一-龥([^\]]*)\]")
# A piece of a pattern and how often it may stand; what opens a group, of which lookarounds need nothing.
_PIECE = Pattern(
    r"(\\.|<[^<>?!=:P][^<>]*>|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|.)"
    r"([?*+]|\{[^{}]*\})?"
)
_GROUPS = ("(", "(?:")
_ANYWHERE, _BEFORE, _AFTER = range(3)
# Where one of some words must stand.
_Need = tuple[int, tuple[str, ...]]


class _View:
    """A view as patterns ask of it: whole, and what stands on either side of the number."""

    __slots__ = ("marked", "sides", "words")

    def __init__(self, words: str) -> None:
        """Part it at the number: at the first ``#`` and, where the text itself holds one too, at the last."""
        self.words = words
        self.sides = (words, words[: words.rfind("#") + 1], words[words.find("#") + 1 :])
        self.marked = ""


class _Wording:
    """One pattern: compiled when a view first holds the words that it needs, as most never do."""

    __slots__ = ("_classes", "_compiled", "_plain", "source")

    def __init__(self, source: str, classes: dict[str, str], plain: bool) -> None:
        """Keep the source and what it is compiled with."""
        self.source, self._classes, self._plain = source, classes, plain
        self._compiled: re.Pattern[str] | None = None

    def search(self, view: _View) -> re.Match[str] | None:
        """Where the pattern first matches in a view."""
        if self._compiled is None:
            source = _HAN.sub(_by_category, expand(self.source, self._classes, self._plain))
            self._compiled = re.compile(_neighbours(source))
        view.marked = view.marked or _neighbours(view.words)
        return self._compiled.search(view.marked)


# Each pattern with what it needs.
_Wordings = list[tuple[list[_Need], _Wording]]


def _wordings(sources: tuple[str, ...], classes: dict[str, str], plain: bool) -> _Wordings:
    """The patterns of a record with the words that each needs, those first that are soonest asked for."""
    return [
        (sorted(filter(_few, needed(source, classes)), key=_ease), _Wording(source, classes, plain))
        for source in sources
    ]


def _matches(wordings: _Wordings, view: str) -> Iterator[tuple[_Wording, re.Match[str]]]:
    """The patterns that match a view; the others are mostly told by the words that it lacks."""
    parted = _parted(view)
    sides = parted.sides
    for needs, wording in wordings:
        for side, words in needs:
            said = sides[side]
            for word in words:
                if word in said:
                    break
            else:
                break
        else:
            found = wording.search(parted)
            if found:
                yield wording, found


class Patterns:
    """The patterns of a record, made when first asked for."""

    __slots__ = ("_classes", "_never", "_never_source", "_says", "_says_source")

    def __init__(self, says: tuple[str, ...], never: tuple[str, ...], classes: dict[str, str]) -> None:
        """Keep the sources of the patterns that state and forbid, and the word classes they name."""
        self._says_source, self._never_source, self._classes = says, never, classes
        self._says: _Wordings | None = None
        self._never: _Wordings | None = None

    def match(self, view: str) -> tuple[float, str, int]:
        """How much of a view the best pattern explains.

        Returns:
            Characters explained, the pattern and where it begins in the view; (0, "", 0) for none.
        """
        length, source, found = self._best(view)
        return length, source, found.start() if found else 0

    def words(self, view: str) -> str:
        """The words of a view that the best pattern explains, or an empty string."""
        found = self._best(view)[2]
        return view[found.start() : found.end()] if found else ""

    def _best(self, view: str) -> tuple[float, str, re.Match[str] | None]:
        if self._says is None:
            self._says = _wordings(self._says_source, self._classes, plain=False)
        best, source, at = 0.0, "", None
        for wording, found in _matches(self._says, view):
            length = found.end() - found.start()
            groups = found.groupdict()
            if groups:
                length -= sum(len(words or "") for words in groups.values())
            if length > best:
                best, source, at = float(length), wording.source, found
        return best, source, at

    def forbidden(self, view: str) -> str:
        """The first words of the view that forbid the indicator, or an empty string."""
        if self._never is None:
            self._never = _wordings(self._never_source, self._classes, plain=True)
        matches = [found for _, found in _matches(self._never, view)]
        if not matches:
            return ""
        return min(matches, key=re.Match.start).group().translate(_MARKS) or "…"


def _by_category(match: re.Match[str]) -> str:
    return rf"(?:[^\W\d_]|[{match[1]}])" if match[1] else r"[^\W\d_]"


@lru_cache(maxsize=64)
def _parted(view: str) -> _View:
    return _View(view)


def _neighbours(view: str) -> str:
    return view.replace("#", "\u3000").replace("，", "\u3003").replace("；", "\u3004")


def needed(source: str, classes: dict[str, str]) -> list[_Need]:
    """Words without which a pattern cannot match: of each tuple, one must stand in the view.

    Returns:
        Pairs of where they must stand (0: anywhere, 1: before the number, 2: after it) and the words.

    Examples:
        >>> needed("(?:新增|增设)(?:了)?托位#个?(?:以上)", {})
        [(1, ('新增', '增设')), (1, ('托位',)), (2, ('以上',))]
    """
    pieces = _PIECE.findall(source)
    at = _number(pieces)
    if at is None:
        return [(_ANYWHERE, words) for words in _needed(iter(pieces), classes)[0]]
    before, after = _needed(iter(pieces[:at]), classes)[0], _needed(iter(pieces[at + 1 :]), classes)[0]
    return [(_BEFORE, words) for words in before] + [(_AFTER, words) for words in after]


def _number(pieces: list[tuple[str, str]]) -> int | None:
    """Which piece stands for the number, where every way through the pattern passes it."""
    at, depth = None, 0
    for n, (piece, times) in enumerate(pieces):
        if piece[0] == "(":
            depth += 1
        elif piece == ")":
            depth -= 1
        elif not depth and piece == "|":
            return None
        elif not depth and piece == "#" and not times and at is None:
            at = n
    return at


def _needed(pieces: Iterator[tuple[str, str]], classes: dict[str, str]) -> tuple[list[tuple[str, ...]], str]:
    """What a pattern needs up to the end of its group, and how often the group may stand."""
    branches: list[list[tuple[str, ...]]] = []
    words: list[tuple[str, ...]] = []
    run = times = ""
    for piece, times in pieces:
        sure = times[:1] not in ("?", "*", "{")
        literal = sure and (piece.isalnum() or piece in "，、")
        run += piece if literal else ""
        if literal and not times:
            continue
        words += [(run,)] if run else []
        run = ""
        if piece[0] == "(":
            inner, times = _needed(pieces, classes)
            words += inner if piece in _GROUPS and times[:1] not in ("?", "*", "{") else []
        elif piece[0] == "<" and sure:
            words += _class_needs(classes.get(piece[1:-1], ""))
        elif piece == "|":
            branches.append(words)
            words = []
        elif piece == ")":
            break
    branches.append(words + ([(run,)] if run else []))
    if len(branches) == 1:
        return branches[0], times
    # One word of each alternative, if each needs any.
    best = [max(branch, key=_shortest, default=()) for branch in branches]
    return [tuple(word for words in best for word in words)] if all(best) else [], times


@lru_cache(maxsize=128)
def _class_needs(source: str) -> list[tuple[str, ...]]:
    return _needed(iter(_PIECE.findall(source)), {})[0]


def _shortest(words: tuple[str, ...]) -> int:
    return min(map(len, words))


def _ease(need: _Need) -> tuple[int, int]:
    """How soon to ask for words: the longest that stand alone go first."""
    return len(need[1]), -_shortest(need[1])


def _few(need: _Need) -> bool:
    """Whether asking for each of the words costs less than the pattern."""
    return len(need[1]) < 25


def expand(source: str, classes: dict[str, str], plain: bool = False) -> str:
    """A pattern with its shorthands written out; ``plain`` leaves gaps unnamed."""

    def word_class(match: re.Match[str]) -> str:
        if match[1] not in classes:
            raise RecordError(
                f"<{match[1]}> in “{source}” is no class of words.toml; add it there or correct it"
            )
        return expand(classes[match[1]], classes, True)

    text = _CLASS.sub(word_class, source)
    count = 0

    def gap(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        inner = "[^。#]{0,60}?" if match.group() == "……" else "[^，。；#]{0,20}?"
        return f"(?:{inner})" if plain else f"(?P<gap{count}>{inner})"

    return re.sub("……|…", gap, text)
