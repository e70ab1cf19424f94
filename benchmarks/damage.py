"""What is still read of a text after a scan, a copy or a page spoilt it.

Each text is spoilt in one way at random places (fixed seeds), read again, and
its facts held against those of the whole text: the same number, indicator,
value and status at the place where it went.  What a whole text says is not
judged here, only what the damage costs.

    python -m benchmarks.damage             # a table of all ways
    python -m benchmarks.damage --lost 5    # and the first five facts that each way lost or made up
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.accuracy import GOLD, ROOT
from extract.linking.observe import read_mentions
from extract.model import Document, Mention

Fits = Callable[[str, str], bool]
Way = Callable[[str, random.Random], "Spoilt"]
ROUNDS = 3  # each with other places
Spoilt = Iterator[tuple[str, bool]]
"""Pieces of the new text, each with whether it stands for one character of the old one."""


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _insert(text: str, rng: random.Random, what: str, share: float, fits: Fits) -> Spoilt:
    for char, following in zip(text, f"{text[1:]}\n", strict=True):
        yield char, True
        if fits(char, following) and rng.random() < share:
            yield what, False


def spaces_in_words(text: str, rng: random.Random) -> Spoilt:
    """A space behind every third character of words."""
    return _insert(text, rng, " ", 0.3, lambda a, b: _is_han(a) and _is_han(b))


def spaces_in_numbers(text: str, rng: random.Random) -> Spoilt:
    """A space behind every fourth digit that goes on."""
    return _insert(text, rng, " ", 0.25, lambda a, b: a.isdigit() and (b.isdigit() or b == "."))


def spaces_everywhere(text: str, rng: random.Random) -> Spoilt:
    """A space behind every fifth character."""
    return _insert(text, rng, " ", 0.2, lambda a, b: "\n" not in (a, b))


def cut_lines(text: str, rng: random.Random) -> Spoilt:
    """Lines cut at one width, through words and numbers."""
    width, at = rng.randint(18, 34), 0
    for char in text:
        yield char, True
        at = 0 if char == "\n" else at + 1
        if at == width:
            yield "\n", False
            at = 0


def ragged_lines(text: str, rng: random.Random) -> Spoilt:
    """Lines cut anywhere, some thirty characters long."""
    return _insert(text, rng, "\n", 0.03, lambda a, b: "\n" not in (a, b))


def letters_at_the_edge(text: str, rng: random.Random) -> Spoilt:
    """Lines cut at one width, every other with a letter at its end."""
    for piece, old in cut_lines(text, rng):
        if not old and rng.random() < 0.5:
            yield rng.choice("ABil"), False
        yield piece, old


def letters_for_digits(text: str, rng: random.Random) -> Spoilt:
    """O and l for 0 and 1, one in twelve, behind another digit."""
    for before, char in zip(f" {text}", text, strict=False):
        mixed = char in "01" and before.isdigit() and rng.random() < 0.08
        yield ("Ol"[int(char)] if mixed else char), True


def full_width(text: str, rng: random.Random) -> Spoilt:
    """Digits, points and per cent signs of full width."""
    for char in text:
        yield (chr(ord(char) + 0xFEE0) if char in "0123456789.%" else char), True


def traditional(text: str, rng: random.Random) -> Spoilt:
    """Traditional characters."""
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    for char in text:
        yield convert(char), True


def doubled_words(text: str, rng: random.Random) -> Spoilt:
    """Two to eight characters printed twice, once in some eighty."""
    for at, char in enumerate(text):
        again = text[at : at + rng.randint(2, 8)]
        if rng.random() < 0.012 and not any(c.isdigit() or c == "\n" for c in again):
            yield again, False
        yield char, True


def lost_commas(text: str, rng: random.Random) -> Spoilt:
    """Spaces for commas, three in ten."""
    for char in text:
        yield (" " if char == "，" and rng.random() < 0.3 else char), True


def broken_permille(text: str, rng: random.Random) -> Spoilt:
    """`%。` for ‰, and entities for some marks."""
    for char in text:
        yield {"‰": "%。", "“": "&ldquo;", "”": "&rdquo;"}.get(char, char), True


WAYS: tuple[Way, ...] = (
    spaces_in_words, spaces_in_numbers, spaces_everywhere, cut_lines, ragged_lines, letters_at_the_edge,
    letters_for_digits, full_width, traditional, doubled_words, lost_commas, broken_permille,
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Facts kept, lost and made up, and the first of the latter in words."""

    kept: int = 0
    lost: int = 0
    made_up: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Agreement with the reading of the whole text."""
        return 2 * self.kept / max(1, 2 * self.kept + self.lost + self.made_up)


def texts() -> dict[str, str]:
    """The seeds and the annotated texts that came undamaged, by name."""
    files = sorted([*ROOT.glob("seeds/*/*.txt"), *(GOLD / "more").glob("R*.txt")])
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


def spoil(text: str, way: Way, seed: str) -> tuple[str, list[int]]:
    """A text spoilt in one way, and where each of its old characters begins in it."""
    pieces: list[str] = []
    places: list[int] = []
    length = 0
    for piece, old in way(text, random.Random(seed)):
        if old:
            places.append(length)
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), places


def tally(way: Way, rounds: int = ROUNDS) -> Tally:
    """What one way of damage costs over all texts."""
    count = Tally()
    for name, text in texts().items():
        whole = _facts(text)
        for turn in range(rounds):
            new, places = spoil(text, way, f"{name} {way.__name__} {turn}")
            _compare(count, {places[at]: fact for at, fact in whole.items()}, _facts(new), new)
    return count


def _facts(text: str) -> dict[int, Mention]:
    return {m.start: m for m in read_mentions(Document("t.txt", text)) if m.indicator}


def _compare(count: Tally, whole: dict[int, Mention], spoilt: dict[int, Mention], text: str) -> None:
    for at in sorted(whole.keys() | spoilt.keys()):
        # A sign may have moved a number's beginning by a character.
        old = next((whole[near] for near in (at, at - 1, at + 1) if near in whole), None)
        new = next((spoilt[near] for near in (at, at - 1, at + 1) if near in spoilt), None)
        same = old and new and _said(old) == _said(new)
        if at in whole:
            count.kept += bool(same)
            count.lost += not same
        elif not same:
            count.made_up += 1
        if not same:
            count.told.append(f"{_told(old)} → {_told(new)}: {text[max(0, at - 30) : at + 12]!r}")


def _said(mention: Mention) -> tuple[object, ...]:
    return mention.indicator, mention.value, mention.status


def _told(mention: Mention | None) -> str:
    return " ".join(map(str, _said(mention))) if mention else "nothing"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lost", type=int, default=0, metavar="N", help="show N facts that each way cost")
    shown = parser.parse_args().lost
    print(f"{len(texts())} texts, {ROUNDS} rounds\n\n{'':22}{'kept':>7}{'lost':>7}{'made up':>9}{'F1':>8}")
    for way in WAYS:
        count = tally(way)
        name = way.__name__.replace("_", " ")
        print(f"{name:22}{count.kept:7}{count.lost:7}{count.made_up:9}{count.f1:8.3f}", flush=True)
        for line in count.told[:shown]:
            print(f"    {line}")


if __name__ == "__main__":
    main()
