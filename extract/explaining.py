"""How a number was read, in words: the numeral, its unit, its clause, what was considered, what decided.

Nothing is decided here.  A mention carries its candidates and its reason; the
clause and the views that the records' patterns saw are worked out anew, by
the same functions that worked them out when the report was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .context.parallel import slots
from .context.views import Slot
from .layout.cell import placed
from .layout.grids import cells
from .linking.observe import read_mentions
from .model import Document, Mention
from .numbers.mentions import find
from .numbers.reading import read
from .numbers.sentences import sentences
from .records import catalogue

_REASONS = {
    "linked": ("某条指标的表述与之相符", "the wording of an indicator's record fits"),
    "no_wording": ("没有指标的表述与之相符", "no indicator's wording fits"),
    "rank": ("是名次，不是指标的数值", "it is a place in an order, not a value"),
    "date": ("是日期或时间", "it is a date or a time"),
    "bound": ("是划定人群或类别的界限", "it bounds the group that another number measures"),
    "label": ("是名称、编号或固定说法的一部分", "it belongs to a name, a code or a set phrase"),
    "other": ("是序号或版面文字", "it numbers a list or is page furniture"),
    "change": ("说的是增减幅度，不是水平", "it says how much something changed, not how much there is"),
    "difference": ("说的是与他者的差距", "it says how far apart two values are"),
    "addition": ("说的是新增数，该指标要总数", "it counts an addition; the indicator wants the total"),
    "not_added": (
        "未说明是新增，该指标只要新增数",
        "nothing says it is an addition, which the indicator wants",
    ),
    "not_whole": (
        "未说明是全部，可能只是其中一部分",
        "nothing says that all are meant; it may be some of them",
    ),
    "each": ("说的是每一个的数，不是全部", "it says what each of many has, not what all have"),
    "level": ("说的是水平，该指标要增减幅度", "it is a level; the indicator wants a change"),
    "range": ("数值超出该指标可能的范围", "the value is beyond what the indicator can be"),
    "area": ("说的是别的地区", "it speaks of another area"),
    "institution": ("说的是某一机构、乡镇或项目", "it speaks of one institution, town or project"),
    "part": ("只是前一个数的一部分", "it is only a part of the number before it"),
    "repeated": (
        "同一数值在前文已写明所指",
        "the same value was stated before, where the text says what it is",
    ),
    "never": ("含有该指标排除的表述", "the text has wording that the record excludes"),
}
_KINDS = {
    "quantity": "数量",
    "rank": "名次",
    "date": "日期",
    "bound": "界限",
    "label": "名称中的数",
    "other": "其他",
}
_QUALIFIERS = {"exact": "确数", "at_least": "至少", "approx": "约数", "at_most": "至多"}
_STATUSES = {"actual": "实际", "target": "目标"}
_ASPECTS = {
    "level": ("水平或总数", "level or total"),
    "addition": ("新增", "addition"),
    "change": ("增减", "change"),
    "difference": ("差距", "difference"),
    "part": ("其中一部分", "part of a whole"),
    "before": ("原先的数", "value before a change"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step of an account: what it is about and what was found, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Account:
    """How one mention was read, step by step.

    Attributes:
        mention: the mention.
        sentence: its sentence, untouched.
        clause: the words of its clause before it, as read.
        views: what the records' patterns were held against, the number as `#`.
        lines: the steps in words.
    """

    mention: Mention
    sentence: str
    clause: str
    views: tuple[str, ...]
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        """The steps, one a line, Chinese before English."""
        return "\n".join(f"{line.zh}\n    {line.en}" for line in self.lines)


def explain(
    document: Document, offset: int | None = None, area: str | None = None, year: int | None = None
) -> list[Account]:
    """Say how the numbers of a document were read.

    Args:
        document: the report.
        offset: a character of its text: the mention there, or the nearest one
            of the same sentence; None for every mention.
        area: code of the area reported on, as for ``read_mentions``.
        year: the year reported on, likewise.

    Returns:
        An account a mention, in order; none where no number stands at or near ``offset``.

    Examples:
        >>> document = extract.read_bytes("全市共有托位3200余个。".encode(), "note.txt")
        >>> (account,) = extract.explain(document, offset=6, area="330481", year=2023)
        >>> print(account.lines[0].en)
        “3200” at characters 6 to 10: quantity, value 3200
    """
    mentions = read_mentions(document, area, year)
    if offset is not None:
        mentions = _at(mentions, offset)
    wanted = {mention.start for mention in mentions}
    slots = {start: slot for start, slot in _slots(document.text) if start in wanted}
    return [account(mention, document.text, slots.get(mention.start)) for mention in mentions]


def account(mention: Mention, text: str, slot: Slot | None = None) -> Account:
    """The account of one mention.

    Args:
        mention: the mention.
        text: the text of its document.
        slot: its slot, for the clause and the views, where at hand.
    """
    sentence = " ".join(text[mention.sentence_start : mention.sentence_end].split())
    seen = tuple(slot.views) if slot and mention.kind == "quantity" else ()
    clause = slot.clause.strip() if slot else ""
    lines = [
        *_numeral(mention),
        *_place(mention, sentence, clause, seen),
        *_candidates(mention),
        _decision(mention),
    ]
    return Account(mention, sentence, clause, seen, tuple(lines))


def _at(mentions: list[Mention], offset: int) -> list[Mention]:
    within = [m for m in mentions if m.start <= offset < m.end]
    near = within or [m for m in mentions if m.sentence_start <= offset < m.sentence_end]
    return sorted(near, key=lambda m: max(m.start - offset, offset - m.end + 1))[:1]


def _slots(text: str) -> Iterator[tuple[int, Slot]]:
    reading = read(text)
    grid = cells(reading.text, reading.tables)
    for start, end, group in sentences(reading.text, find(reading)):
        for slot in slots(reading.text, group, start, end):
            first = reading.span(slot.found.start, slot.found.end)[0]
            cell = grid.get(slot.found.start)
            if cell is not None and slot.found.kind in ("quantity", "other", "label"):
                slot = placed(slot, cell)
            yield first, slot


def _numeral(mention: Mention) -> Iterator[Line]:
    m = mention
    upper = f"–{m.value_max:f}" if m.value_max is not None else ""
    value = "" if m.value is None else f"{m.value:f}{upper}"
    yield Line(
        f"“{m.text}”（第{m.start}–{m.end}字符）：{_KINDS[m.kind]}" + (f"，数值 {value}" if value else ""),
        f"“{m.text}” at characters {m.start} to {m.end}: {m.kind}" + (f", value {value}" if value else ""),
    )
    if m.kind != "quantity":
        return
    zh, en = _ASPECTS[m.aspect]
    status = m.status or "actual"
    yield Line(
        f"单位：{m.unit or '未写明'}；{_QUALIFIERS[m.qualifier]}；{_STATUSES[status]}；{zh}",
        f"unit: {m.unit or 'not said'}; {m.qualifier.replace('_', ' ')}; {status}; {en}",
    )


def _place(mention: Mention, sentence: str, clause: str, seen: tuple[str, ...]) -> Iterator[Line]:
    yield Line(f"所在句：{sentence}", "its sentence, line breaks left out")
    if clause:
        yield Line(f"分句中在前的文字：{clause}", "the words of its clause before it")
    if mention.area or mention.period:
        yield Line(
            f"时间：{mention.period or '不明'}；地区或机构：{mention.area or '报告本地区'}",
            f"time: {mention.period or 'unknown'}; place: {mention.area or 'the area of the report'}",
        )
    for view in seen:
        yield Line(f"比对所用：{view}", "what the records' wording was held against (# is the number)")


def _candidates(mention: Mention) -> Iterator[Line]:
    if mention.kind != "quantity":
        return
    if not mention.candidates:
        yield Line("候选指标：无", "candidates: none; no record's wording matched a view")
        return
    records = catalogue.load()
    for candidate in mention.candidates:
        record = records.get(candidate.indicator)
        zh, en = (record.zh, record.en) if record else (candidate.indicator, candidate.indicator)
        if candidate.score:
            yield Line(
                f"候选：{zh}（{candidate.indicator}），得分 {candidate.score:g}，依据 {candidate.reason}",
                f"candidate: {en}, score {candidate.score:g}: that many characters matched the wording",
            )
        else:
            why = said(candidate.reason)
            yield Line(f"排除：{zh}（{candidate.indicator}）：{why.zh}", f"refused: {en}: {why.en}")


def said(reason: str) -> Line:
    """A reason's code in words; the detail after its colon stays as it is."""
    code, _, detail = reason.partition(": ")
    zh, en = _REASONS.get(code, (code, code))
    return Line(f"{zh}：{detail}" if detail else zh, f"{en}: {detail}" if detail else en)


def _decision(mention: Mention) -> Line:
    why = said(mention.reason)
    if mention.indicator:
        record = catalogue.load()[mention.indicator]
        return Line(
            f"结论：{record.zh}（{mention.indicator}），{why.zh}",
            f"decided: {record.en}, as {why.en}",
        )
    return Line(f"结论：不计入任何指标，{why.zh}", f"decided: no indicator, as {why.en}")
