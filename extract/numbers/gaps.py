"""What the gaps of a text are read as: nothing, a space, the border of a cell, the end of a line."""

from __future__ import annotations

import re

from extract.patterns import Pattern

from . import units

CJK = "\u3400-\u9fff\uf900-\ufaff"
_TERMINAL = "。！？!?…"
_CONTINUES = "，、,（(：《“【-—"
_CJK = Pattern(rf"[{CJK}]")
_LAYOUT = Pattern(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00]+")
_BODY = Pattern(r"[，,。；;！？、]")
_BORDER = Pattern(r"[\n\t|]")
# A number that spaces broke: what stands before the gap, and what goes on behind it up to a unit.
_BROKEN = Pattern(r"[\u4e00-\u9fffA-Za-z()“”\"、，：/|—~-](\s*)(\d[\d.\s]*)$")
_BROKEN_ON = Pattern(rf"([\d.][\d.\s]{{0,16}})(?:[余多]?(?:[万亿千百]|{units.pattern()})|年|/10)")
_CELL = Pattern(r"[\d.\s]+")
_WHOLE_NUMBER = Pattern(r"(?:[1-9]\d*|0)(?:\.\d+)?")
_YEAR = Pattern(r"(?:19|20)\d\d")
_PROSE_NEAR = 60  # characters on either side in which a sentence's marks stand
# One count after another with no mark between: 机构667家 内有医院17家.
_COUNT_ENDS = Pattern(r"[\u4e00-\u9fff)]\d[\d.]*[余多]?[万亿]?(?:人次|[家个人张所名次例%‰岁元台辆项])$")
_COUNT_NEXT = Pattern(r"[\u4e00-\u9fff]{2,16}\d")
_DECIMALS = Pattern(r"\.\d")
_POINT_ENDS = Pattern(r"[\u4e00-\u9fff、，/]\d+\.$")
_LIST_HEAD = Pattern(r"(?:^|\n)\d{1,2}$")
_COUNTED = Pattern(
    r"[余多]?[万亿]?(?:人次|[家张人名个所台辆项例场件条种万亿%‰元岁次例位户](?![\u4e00-\u9fff]{0,2}[\t|：]))"
)
_MARKER = Pattern(r"^\s*\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)]")
_HEADING = Pattern(r"\s*(?:#+ *(?:\d{1,2}(?!\d))?|0\d(?!\d)|[①-⑳❶-❿●■◆▲★])\s*[^\d]+$")
_LONGEST_ROW = 1000  # characters of a row of cells
_LONGEST_HEADING = 30
_ITEM = re.compile(
    r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.．、)](?!\d)|\))|[#*■●◆▲]|[•·]|-\s|第[一二三四五六七八九十]+[章节条]"
)
# Below a title stands where and when it was printed.
_PRINTED = re.compile(
    r"(?:(?:文章|信息|稿件)?来源|发布(?:日期|时间|单位|机构)|发文日期|时间|日期|作者|记者|责任?编|阅读|浏览|字号)[：:]"
    r"|20\d\d-\d{1,2}-\d"
)
_TITLE = 60  # characters of a first line that is one
_ROW_END = Pattern(
    r"(?:\d[余多]?[万亿]?(?:人次|平方米|[个家张人名所元台辆项例场件岁]|万元|亿元)?|[%‰]|[-—/])$"
)


def kept_of(text: str, start: int, end: int, noisy: bool, width: int, broken: bool = False) -> str:
    """What a gap between ``text[:start]`` and ``text[end:]`` is read as: nothing, space, tab or line end.

    Args:
        text: the text before its gaps are closed.
        start: where the gap begins.
        end: where it ends.
        noisy: whether spaces are strewn through the words.
        width: the width at which the page's lines are cut, or 0.
        broken: whether the line before was cut within its sentence.
    """
    gap = text[start:end]
    if "\n" in gap or "\r" in gap:
        return _line_end(text, start, end, gap.count("\n") > 1, width, broken)
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    if text[start - 1] == "\n" or "\t" in gap:
        row = "\t" in gap and start and before != "\n"
        return "\t" * tabs(text, end, gap.count("\t")) if row else ""
    if gap[0] == "(" or not _LAYOUT.sub("", gap):
        return ""
    blank = _LAYOUT.sub("", gap)
    wide = len(blank) > 1 or blank == "\u3000"
    if before.isdigit() and after.isdigit():
        if _is_broken(text, start, end):
            return ""
        return "" if noisy and not wide else ("\t" if wide else " ")
    if before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return "" if noisy and before.isupper() and after.isupper() else " "
    if noisy:
        return ""
    if _COUNT_NEXT.match(text, end) and _COUNT_ENDS.search(text, max(0, start - 12), start):
        return "，"
    if wide and (before.isdigit() or after.isdigit()) and _CJK.match(before if after.isdigit() else after):
        return "\t"
    if before.isdigit() and _LIST_HEAD.search(text[max(0, start - 4) : start]):
        return " "
    return ""


def _is_broken(text: str, start: int, end: int) -> bool:
    """Whether digits on both sides of a gap are one number: they fill a cell, or a unit follows in prose."""
    left = _BORDER.split(text[max(0, start - _PROSE_NEAR) : start])[-1]
    right = _BORDER.split(text[end : end + _PROSE_NEAR], maxsplit=1)[0]
    celled = text[start - len(left) - 1 : start - len(left)] in ("\t", "|")
    if celled and _CELL.fullmatch(left + right):
        return bool(_WHOLE_NUMBER.fullmatch("".join(f"{left}{right}".split())))
    head, rest = _BROKEN.search(text, max(0, start - 16), start), _BROKEN_ON.match(text, end)
    if head is None or rest is None or (head[1] and not celled and not _BODY.search(left + right)):
        return False
    before, after = "".join(head[2].split()), "".join(rest[1].split())
    dated = rest.group().endswith("年")
    if _YEAR.fullmatch(before) or (dated and not _YEAR.fullmatch(before + after)):
        return False
    return bool(_WHOLE_NUMBER.fullmatch(before + after))


def tabs(text: str, at: int, count: int) -> int:
    """How many of the tabs before an offset part cells: all where a row beside is as long or longer."""
    first = text.rfind("\n", max(0, at - _LONGEST_ROW), at) + 1
    last = text.find("\n", at, at + _LONGEST_ROW)
    if count < 2 or last < 0 or (not first and at > _LONGEST_ROW):
        return 1
    above = text.rfind("\n", max(0, first - _LONGEST_ROW), max(0, first - 1)) + 1
    below = text.find("\n", last + 1, last + _LONGEST_ROW)
    cells = text.count("\t", first, last)
    beside = (
        text.count("\t", above, first),
        text.count("\t", last, below if below >= 0 else last + _LONGEST_ROW),
    )
    return count if cells <= max(beside) else 1


def _line_end(text: str, start: int, end: int, blank: bool, width: int, broken: bool) -> str:
    """Whether a line's end ends something, or only the page's width."""
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    if before in _TERMINAL or before == "；":
        return "\n"
    if _ITEM.match(text, end) or _PRINTED.match(text, end):
        return "\n"
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start:start]
    if "\t" in line or "|" in line:
        return "\n"
    if _is_cut(text, end, line, after):
        return ""
    line_stop = text.find("\n", end)
    following = text[end : line_stop if line_stop >= 0 else len(text)]
    # A line of nothing but a unit's sign or a dash is a cell.
    cell = not line.strip("-—–") or (following.strip() in ("%", "‰") and not before.isdigit())
    if not cell and (before in _CONTINUES or after in "，、。；)%‰"):
        return ""
    if blank and not line_start and len(line) < _TITLE and line.count("“") == line.count("”"):
        return "\n"
    if "\t" in following or following.count("|") > 1 or (blank and _stands_alone(text, line_start, line)):
        return "\n"
    if before.isdigit() and after.isdigit():
        said = (broken or len(line) > 8) and (_BODY.search(line) or _BODY.search(following))
        return "" if said and (_BODY.search(line) or _is_broken(text, start, end)) else "\n"
    if _BODY.search(_MARKER.sub("", line)):
        return ""
    if line.count("“") > line.count("”") or line.count("(") > line.count(")"):
        return ""
    if broken and not blank and (_CJK.match(after) or after in "(“《" or _BROKEN_ON.match(text, end)):
        # What goes on with a sentence and does not end it was cut as well.
        return ""
    if blank or not width or _ROW_END.search(line):
        return "\n"
    size = _width(line)
    alike = size >= 10 and abs(size - _width(following)) <= 2
    return "" if alike or size >= 0.75 * width else "\n"


def _is_cut(text: str, end: int, line: str, after: str) -> bool:
    """Whether a line ends within a number or capitals, or between a number and its unit."""
    before = line[-1:]
    if before.isdigit():
        counted = _COUNTED.match(text, end) and _CJK.search(line)
        return bool(counted or _DECIMALS.match(text, end))
    if after.isdigit():
        return bool(_POINT_ENDS.search(line))
    return f"{before}{after}".isascii() and before.isupper() and after.isupper()


def _stands_alone(text: str, line_start: int, line: str) -> bool:
    """Whether a line is a heading by its number or sign, with nothing but empty lines around it."""
    return len(line) <= _LONGEST_HEADING and bool(_HEADING.match(line)) and text[:line_start].endswith("\n\n")


def _width(line: str) -> float:
    """The room a line takes in print, in Chinese characters."""
    line = line.strip()
    return len(line) - sum(map(str.isascii, line)) / 2
