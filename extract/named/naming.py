"""Names of platforms, programmes and services in a reading: quoted ones and compounds.

Everything here is grammar and the word table; no name of a programme is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from extract.patterns import Pattern

PLATFORM, PROGRAMME, SERVICE, HONOUR = KINDS = ("platform", "programme", "service", "honour")
_TABLE = Path(__file__).with_name("programmes.toml")
_OPEN, _CLOSE = "“「『", "”」』"
_LONGEST = 60
_HAN = Pattern(r"[\u4e00-\u9fff]")
_WORD = r"[\u4e00-\u9fffA-Za-z0-9+·]"
_TITLE = Pattern(r"《[^《》\n]{1,80}》")
_LINK = Pattern(r"、|和|与|及|以及")
_TAIL = Pattern(rf"(?:\([^()\n]{{1,8}}\))?({_WORD}{{0,16}})")
_COUNT = Pattern(
    r"^(?:\d+|[一二三四五六七八九十两]+)[个家项支条类套大批种款]|^第[一二三四五六七八九十\d]+[批期届个轮]"
)
_NOT_INSIDE = Pattern(r"[。！？!?；，,：…]")
_GOES_ON = Pattern(r"体系|设施|经济|产业|公司|联盟|大会|学会|论坛|企业|团体标准")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a reading: where it stands, what it is called, what kind of thing it is.

    ``about`` is the name with the words around it that say what it is about.
    """

    start: int
    end: int
    name: str
    kind: str
    about: str


@cache
def table() -> dict[str, Any]:
    """The word table of ``programmes.toml``."""
    with _TABLE.open("rb") as file:
        return tomli.load(file)


def any_of(words: Sequence[str], pattern: bool = False) -> str:
    """A pattern of one of several words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(ordered if pattern else map(re.escape, ordered))})"


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    words = table()["words"]
    nouns = {name: kind for kind, names in table()["nouns"].items() for name in names}
    return {
        "noun": re.compile(any_of([*nouns])),
        "after": re.compile("|".join(words["after"])),
        "slogan": re.compile(any_of(words["slogan"])),
        "plain": re.compile(f"(?:{'|'.join(words['plain'])})$"),
        "before": re.compile("|".join(words["before"])),
        "general": re.compile(any_of(words["general"], pattern=True)),
        "adjective": re.compile(f"^{any_of(words['adjectives'])}"),
        "institution": re.compile(any_of(words["institutions"])),
        "ending": re.compile("|".join(f"(?P<{k}>(?:{'|'.join(v)})$)" for k, v in table()["ends"].items())),
        "compound": re.compile(
            "|".join(f"(?P<{k}>{any_of(names)})" for k, names in table()["compounds"].items())
        ),
        "risen": re.compile(f"等?(?:同步|陆续|相继|正式)?{any_of(words['risen'])}"),
        "opened": re.compile(f"{any_of(words['opens'])}了?$"),
    }


def without_titles(text: str) -> str:
    """Blank out the titles of documents, keeping every offset: they are no programmes."""
    return _TITLE.sub(lambda match: "§" * len(match.group()), text)


def quotations(text: str) -> list[tuple[int, int]]:
    """The innermost quotations of a text, marks included; plain marks are paired within a line."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    plain: int | None = None
    for match in re.finditer(rf"[{_OPEN}{_CLOSE}\"\n]", text):
        at, mark = match.start(), match.group()
        if mark == "\n":
            opened = plain = None
        elif mark in _OPEN:
            opened = at
        elif mark in _CLOSE:
            if opened is not None:
                found.append((opened, at + 1))
            opened = None
        elif plain is None:
            plain = at
        else:
            found.append((plain, at + 1))
            plain = None
    return sorted(span for span in found if 4 <= span[1] - span[0] <= _LONGEST + 2)


def quoted(text: str) -> Iterator[Found]:
    """Names in quotation marks, told by the noun after them or at their end."""
    spans = quotations(text)
    at = 0
    while at < len(spans):
        run = [spans[at]]
        while at + 1 < len(spans) and _linked(text[run[-1][1] : spans[at + 1][0]]):
            at += 1
            run.append(spans[at])
        at += 1
        yield from _named(text, run)


def _linked(gap: str) -> bool:
    return not gap or bool(_LINK.fullmatch(gap))


def _named(text: str, run: list[tuple[int, int]]) -> Iterator[Found]:
    last = run[-1][1]
    several = len(run) > 1 or text.startswith("等", last)
    tail, noun, stop = _noun_after(text, last + 1 if text.startswith("等", last) else last)
    for start, end in run:
        inner = text[start + 1 : end - 1].strip()
        if not _is_name(inner):
            continue
        own = _compiled()["ending"].search(inner)
        if noun and not (several and own):
            found = _with_noun(inner, tail, noun, several)
            if found:
                name, kind = found
                yield Found(start, end if several else stop, name, kind, inner + tail)
        elif own and own.lastgroup and not _is_institution(inner) and not _is_plain(inner):
            yield Found(start, end, _plain(inner), own.lastgroup, inner + tail)
        elif _compiled()["risen"].match(text, last) and not _is_plain(inner):
            yield Found(start, end, _plain(inner), PLATFORM, inner)
        elif not several and _is_opened(text, start, end) and not _is_plain(inner):
            yield Found(start, end, _plain(inner), PROGRAMME, inner)


def _is_opened(text: str, start: int, end: int) -> bool:
    """Whether a quotation is the whole object of a verb that only programmes take (开展“…”，)."""
    ends = end >= len(text) or text[end] in "，。；、\n"
    return ends and bool(_compiled()["opened"].search(text[max(0, start - 4) : start]))


def _noun_after(text: str, at: int) -> tuple[str, str, int]:
    """The words after a quotation up to the noun that says what it is: words, noun, where it ends."""
    belongs = re.match(r"的(?=金名片|名片|品牌)", text[at : at + 5])
    at += 1 if belongs else 0
    match = _TAIL.match(text, at)
    words = match[1] if match else ""
    start = match.start(1) if match else at
    patterns = _compiled()
    cut = patterns["after"].search(words)
    words = words[: cut.start()] if cut else words
    noun = patterns["noun"].search(words)
    if not noun:
        return "", "", at
    longer = patterns["noun"].match(words, noun.end())
    if longer and noun.group() in table()["words"]["weak"]:
        noun = longer
    if _GOES_ON.match(text, start + noun.end()) and noun.group() in table()["words"]["weak"]:
        return "", "", at
    return words[: noun.end()], noun.group(), start + noun.end()


def _with_noun(inner: str, tail: str, noun: str, several: bool) -> tuple[str, str] | None:
    patterns, words = _compiled(), table()["words"]
    kind = _kind(noun)
    own = patterns["ending"].search(inner)
    between = _COUNT.sub("", tail.removesuffix(noun))
    between = patterns["adjective"].sub("", between)
    if between and not several:
        return _plain(inner) + between + noun, kind
    if _is_plain(inner) or (noun == "服务" and len(inner) < 3 and not own):
        return None
    if noun in words["detached"] and (several or (len(inner) > 2 and len(_HAN.findall(inner)) > 1)):
        return _plain(inner), own.lastgroup if own and own.lastgroup and noun == "全覆盖" else kind
    return (_plain(inner), kind) if several else (_plain(inner) + noun, kind)


@cache
def _kinds() -> dict[str, str]:
    return {name: kind for kind, names in table()["nouns"].items() for name in names}


def _kind(noun: str) -> str:
    return _kinds()[noun]


def _is_name(inner: str) -> bool:
    """Whether quoted words may be a name: short, no sentence, no slogan, no speech."""
    if not 2 <= len(inner) <= 24 or _NOT_INSIDE.search(inner) or "§" in inner:
        return False
    if inner.isdigit():
        return len(inner) == 3
    return not _compiled()["slogan"].search(inner)


def _is_institution(inner: str) -> bool:
    return (
        "+" not in inner and bool(_compiled()["institution"].search(inner)) and not inner.endswith("云医院")
    )


def _is_plain(inner: str) -> bool:
    return bool(_compiled()["plain"].match(inner))


def _plain(inner: str) -> str:
    return re.sub(r"\([^()]{1,4}\)$", "", inner)


def compounds(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Names without quotation marks: enough words before a noun such as 处置系统 or 专项行动."""
    patterns = _compiled()
    last = 0
    covered = bytearray(len(text))
    for begin, end in (*taken, *quotations(text)):
        covered[begin:end] = b"\x01" * (end - begin)
    for match in patterns["compound"].finditer(text):
        inside = 1 in covered[match.start() : match.end()]
        if inside or _GOES_ON.match(text, match.end()) or match.lastgroup is None:
            continue
        floor = max(last, match.start() - 22, 0)
        floor = max(floor, covered.rfind(1, floor, match.start()) + 1)
        start = _begin(text, floor, match.start())
        last = match.end()
        modifier = text[start : match.start()]
        if len(patterns["general"].sub("", modifier)) >= 2:
            yield Found(start, match.end(), text[start : match.end()], match.lastgroup, modifier)


def _begin(text: str, floor: int, stop: int) -> int:
    """Where the name before a noun begins: after the last verb, small word or mark."""
    left = text[floor:stop]
    run = re.search(rf"{_WORD}*$", left)
    begin = run.start() if run else len(left)
    for cut in _compiled()["before"].finditer(left, begin):
        begin = max(begin, cut.end())
    count = re.match(r"(?:\d+|[一二三四五六七八九十两]+)[个家项支条类套大批种款]", left[begin:])
    return floor + begin + (count.end() if count else 0)
