"""The records of the indicators: what each one is, and the words that state it.

A record's patterns are regular expressions over a *view* of a number (see
`views`), with three shorthands: `…` for anything within the clause, `……` for
anything within the sentence, `<name>` for a word class of `words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from . import units
from .model import RecordError

MEASURES = ("stock", "flow", "level", "rate", "share", "change")
DIRECTIONS = ("higher", "lower", "none")
_FIELDS = {
    "zh", "en", "domain", "measure", "unit", "definition", "definition_zh", "direction", "per_resident",
    "units", "terms", "says", "never", "added", "whole", "by_project", "planned", "range", "examples",
    "counterexamples",
}  # fmt: skip
_CLASS = re.compile(r"<([^<>?!=:P][^<>]*)>")
_MARKED = re.compile(r"【([^【】]+)】")
# Most of the start-up is the compiling of classes.  In the views and patterns that meet here, the marks
# that end a clause stand next to 、 and 。, so that a class of them is one range; Han characters are
# told by category.  Either compiles ten times as fast.
_MARKS = str.maketrans("\u3000\u3003\u3004", "#，；")
_HAN = re.compile(r"\[一-龥([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One record.

    Attributes:
        id: stable name, as in every table.
        measure: ``stock``, ``flow``, ``level``, ``rate``, ``share`` or ``change``.
        unit: canonical unit; ``units`` are others that count the same thing.
        definition, definition_zh: what is counted, of whom and when, in either language.
        terms: literal words of which one must stand in the number's sentence.
        says, never: sources of the patterns that state or forbid it.
        added: whether only an addition (新增, 新建) states it.
        whole: whether a count before its noun needs words for the whole set.
        by_project: whether one institution's or project's number states it.
        planned: whether it is a plan's number unless the text says it was reached.
        range: lowest and highest value that can be one, or None.
    """

    id: str
    zh: str
    en: str
    domain: str
    measure: str
    unit: str
    definition: str
    definition_zh: str = ""
    direction: str = "none"
    per_resident: bool = False
    units: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    added: bool = False
    whole: bool = False
    by_project: bool = False
    planned: bool = False
    range: tuple[float, float] | None = None
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    patterns: Patterns = field(default=None, compare=False, repr=False)  # type: ignore[assignment]

    def accepts(self, unit: str | None) -> bool:
        """Whether a number in ``unit`` can state this indicator; None is a unit left out."""
        if unit is None or unit == self.unit or unit in self.units:
            return True
        return units.stands_for(unit, self.unit)


class Patterns:
    """The compiled patterns of a record, made when first asked for."""

    __slots__ = ("_anchors", "_classes", "_never", "_never_source", "_says")

    def __init__(self, says: tuple[str, ...], never: tuple[str, ...], classes: dict[str, str]) -> None:
        """Keep the sources of the patterns that state and forbid, and the word classes they name."""
        self._never_source, self._classes = never, classes
        self._says: dict[str, re.Pattern[str]] = {}
        self._anchors = [(source, anchor(source)) for source in says]
        self._never: re.Pattern[str] | None = None

    def match(self, view: str) -> tuple[float, str, int]:
        """How much of a view the best pattern explains.

        Returns:
            Characters explained, the pattern and where it begins in the view; (0, "", 0) for none.
        """
        best, source, at = 0.0, "", 0
        for text, word in self._anchors:
            if word not in view:
                continue
            pattern = self._says.get(text)
            if pattern is None:
                pattern = self._says[text] = _compile(expand(text, self._classes))
            found = pattern.search(_neighbours(view))
            if found:
                length = found.end() - found.start()
                groups = found.groupdict()
                if groups:
                    length -= sum(len(words or "") for words in groups.values())
                if length > best:
                    best, source, at = float(length), text, found.start()
        return best, source, at

    def words(self, view: str) -> str:
        """The words of a view that the best pattern explains, or an empty string."""
        best, source, _ = self.match(view)
        found = self._says[source].search(_neighbours(view)) if best else None
        return view[found.start() : found.end()] if found else ""

    def forbidden(self, view: str) -> str:
        """The words of the view that forbid the indicator, or an empty string."""
        if self._never is None:
            if not self._never_source:
                return ""
            self._never = _compile("|".join(expand(s, self._classes, True) for s in self._never_source))
        found = self._never.search(_neighbours(view))
        return found.group().translate(_MARKS) or "…" if found else ""


def _compile(source: str) -> re.Pattern[str]:
    return re.compile(_neighbours(_HAN.sub(_by_category, source)))


def _by_category(match: re.Match[str]) -> str:
    return rf"(?:[^\W\d_]|[{match[1]}])" if match[1] else r"[^\W\d_]"


@lru_cache(maxsize=64)
def _neighbours(view: str) -> str:
    return view.replace("#", "\u3000").replace("，", "\u3003").replace("；", "\u3004")


def anchor(source: str) -> str:
    """The longest word that every match of a pattern holds, or an empty string.

    Patterns are many and slow to compile; one is compiled when its word first stands in a view.
    """
    runs, run, depth, index = [], "", 0, 0
    while index < len(source):
        char = source[index]
        if char == "|" and not depth:
            return ""
        literal = not depth and (char.isalnum() or char in "，、")
        if literal:
            run += char
        else:
            # A quantifier makes the character before it optional.
            runs.append(run[:-1] if char in "?*{" else run)
            run = ""
        if char == "\\":
            index += 1
        elif char in "[<{":
            index = source.index({"[": "]", "<": ">", "{": "}"}[char], index + 1)
        else:
            depth += {"(": 1, ")": -1}.get(char, 0)
        index += 1
    return max([*runs, run], key=len)


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


def build(name: str, row: dict[str, object], classes: dict[str, str], where: str) -> Indicator:
    """Check one record and make it an `Indicator`.

    Raises:
        RecordError: a field is missing, unknown or of the wrong kind; a
            pattern does not compile or does not hold the number's place `#`.
    """
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise RecordError(
            f"{where}: {name}: unknown field {', '.join(unknown)}; the fields are "
            f"{', '.join(sorted(_FIELDS))}"
        )
    for key in ("zh", "en", "domain", "measure", "unit", "definition"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise RecordError(f"{where}: {name}: “{key}” is missing; give it as a text")
    if row["measure"] not in MEASURES:
        raise RecordError(f"{where}: {name}: measure “{row['measure']}” is none of {', '.join(MEASURES)}")
    if row.get("direction", "none") not in DIRECTIONS:
        raise RecordError(
            f"{where}: {name}: direction “{row['direction']}” is none of {', '.join(DIRECTIONS)}"
        )
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    says: tuple[str, ...] = tuple(values.get("says", ()))  # type: ignore[arg-type]
    for source in says:
        if "#" not in source:
            raise RecordError(
                f"{where}: {name}: “{source}” has no # for the number; put it where the number stands"
            )
    patterns = Patterns(says, tuple(values.get("never", ())), classes)  # type: ignore[arg-type]
    return Indicator(id=name, patterns=patterns, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def load() -> dict[str, Indicator]:
    """All records of ``extract/indicators``, by id, in the order of files and records.

    Raises:
        RecordError: a record is not well formed, or an id stands twice.

    Examples:
        >>> extract.indicators()["childcare_places"].unit
        '个'
    """
    folder = Path(__file__).with_name("indicators")
    classes: dict[str, str] = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    records: dict[str, Indicator] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name in ("words.toml", "domains.toml"):
            continue
        for name, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in records:
                raise RecordError(f"{path.name}: {name} stands twice; keep one record an indicator")
            records[name] = build(name, row, classes, path.name)
    return records


def marked(example: str) -> tuple[str, int, int]:
    """An example without its 【】, and the interval of the number they marked."""
    found = _MARKED.search(example)
    if found is None:
        raise RecordError(f"“{example}” marks no number; put it in 【】")
    text = example[: found.start()] + found[1] + example[found.end() :]
    return text, found.start(), found.start() + len(found[1])
