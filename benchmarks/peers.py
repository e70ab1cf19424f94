"""The peers, each behind one form: `read(texts)` for its time, `readings(text)` for what it read.

Every peer gets what suits it: Recognizers-Text and JioNLP read paragraph by
paragraph, which both do faster than a whole report; models are loaded before
the clock runs.  Units that a peer writes in its own words are put into ours,
and another classifier for the same count passes.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import cached_property
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from benchmarks.taken import Taken, canonical, merged, of_jionlp, of_recognizers
from extract.linking.observe import read_mentions
from extract.model import Document
from extract.numbers import units
from extract.numbers.mentions import find
from extract.numbers.numerals import parse
from extract.numbers.reading import read
from extract.records import catalogue

HERE = Path(__file__).parent


class Peer:
    """One way to read numbers.

    Attributes:
        name: as the table prints it.
        reads: whether it makes values, which can be right or wrong.
        share: what part of the texts it is timed on; slow peers read less, and are scaled by characters.
    """

    name = ""
    share = 1.0
    reads = True

    def warm(self) -> str:
        """Load what it needs; the reason where it is not there."""
        return ""

    def read(self, texts: Sequence[str]) -> float | None:
        """Read texts; its own seconds, where it keeps time itself."""
        for text in texts:
            self.readings(text)
        return None

    def readings(self, text: str) -> list[Taken]:
        """What it reads in a text."""
        raise NotImplementedError


class Find(Peer):
    """Our `find` alone: the reading of the text, and every number in it."""

    name = "Hengbi, find"
    reads = False

    def read(self, texts: Sequence[str]) -> None:
        """Read and find."""
        for text in texts:
            find(read(text))


class Whole(Peer):
    """Our whole reading: which number states what, of whom, when."""

    name = "Hengbi, whole reading"

    def read(self, texts: Sequence[str]) -> None:
        """Read every text as a document."""
        for text in texts:
            read_mentions(Document("text.txt", text))

    def readings(self, text: str) -> list[Taken]:
        """Every mention, quantities and bounds as quantities."""
        return [
            Taken(m.start, m.end, m.value, m.value_max, m.unit, m.kind in ("quantity", "bound"), m.qualifier)
            for m in read_mentions(Document("text.txt", text))
        ]


class Pattern(Peer):
    """One compiled pattern for Arabic numerals, a multiplier and a list of units: the floor."""

    name = "pattern with a unit list"
    reads = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(\d+(?:\.\d+)?)([十百千万亿]*)余?({units.pattern()}|%|‰)")

    def read(self, texts: Sequence[str]) -> None:
        """Scan, and keep nothing."""
        for text in texts:
            for _ in self._pattern.finditer(text):
                pass

    def readings(self, text: str) -> list[Taken]:
        """Every match with its value."""
        return [
            Taken(m.start(), m.end(2), parse(m[1] + m[2])[0], None, canonical(m[3]))
            for m in self._pattern.finditer(text)
        ]


class Values(Pattern):
    """The same pattern with value and unit made of every match, as small unit libraries do."""

    name = "pattern, values and units"
    reads = True

    def read(self, texts: Sequence[str]) -> None:
        """Scan, and make values."""
        for text in texts:
            self.readings(text)


class Wording(Peer):
    """An automaton over the terms of all records: the floor for finding wording."""

    name = "ahocorasick_rs, all terms"
    reads = False

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation

        terms = sorted({term for record in catalogue.load().values() for term in record.terms})
        return AhoCorasick(terms, implementation=Implementation.DFA)

    def read(self, texts: Sequence[str]) -> None:
        """Find all terms."""
        for text in texts:
            self._automaton.find_matches_as_indexes(text)


class Jieba(Peer):
    """jieba's tags of parts of speech; numerals that stand together are merged, with the unit after them."""

    name = "jieba tags, merged"
    share = 0.1

    def warm(self) -> str:
        """Load the dictionary."""
        try:
            jieba = import_module("jieba")
        except ImportError:
            return "not installed: pip install -r benchmarks/requirements.txt"
        jieba.setLogLevel(60)
        jieba.initialize()
        return ""

    def readings(self, text: str) -> list[Taken]:
        """Runs of words tagged m, with the unit in the last of them or in the next word."""
        posseg = import_module("jieba.posseg")
        words: list[tuple[int, str, str]] = []
        at = 0
        for pair in posseg.cut(text):
            words.append((at, pair.word, pair.flag))
            at += len(pair.word)
        return list(merged(words))


class JioNLP(Peer):
    """JioNLP's extraction of money and of time."""

    name = "JioNLP, money and time"
    share = 0.1

    def warm(self) -> str:
        """Import it, which prints; the first call loads its tables."""
        try:
            with redirect_stdout(StringIO()):
                jionlp = import_module("jionlp")
        except ImportError:
            return "not installed: pip install -r benchmarks/requirements.txt"
        self._readers = (jionlp.ner.extract_money, jionlp.ner.extract_time)
        return ""

    def readings(self, text: str) -> list[Taken]:
        """Sums of money and stretches of time as quantities; points of time as none."""
        found = []
        for start, part in paragraphs(text):
            for reader in self._readers:
                for one in reader(part):
                    begin, end = one["offset"]
                    found.append(of_jionlp(start + begin, start + end, one))
        return found


class Recognizers(Peer):
    """Recognizers-Text with all its Chinese models, in Node; it keeps its own time."""

    name = "Recognizers-Text, all models"
    share = 0.05

    def warm(self) -> str:
        """Start Node."""
        node = shutil.which("node")
        if node is None or not (HERE / "node_modules").is_dir():
            return "needs Node, and: npm ci --prefix benchmarks"
        self._node = subprocess.Popen(
            [node, HERE / "recognizers.js"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return ""

    def _ask(self, texts: Sequence[str], readings: bool) -> Any:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"texts": texts, "read": readings}) + "\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())

    def read(self, texts: Sequence[str]) -> float:
        """The seconds that Node measured."""
        return float(self._ask([part for text in texts for _, part in paragraphs(text)], False))

    def readings(self, text: str) -> list[Taken]:
        """What any of its models read."""
        parts = list(paragraphs(text))
        answers = self._ask([part for _, part in parts], True)
        return [
            of_recognizers(start, one)
            for (start, _), found in zip(parts, answers, strict=True)
            for one in found
        ]


def all_peers() -> list[Peer]:
    """Every peer, ours first."""
    return [Find(), Whole(), Pattern(), Values(), Wording(), Recognizers(), JioNLP(), Jieba()]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that hold something, with their offsets."""
    for match in re.finditer(r"[^\r\n]+", text):
        yield match.start(), match.group()
