"""Which indicator each number states, for whom, for when, and whether it was achieved.

The mechanism knows no indicator: it asks grammar (`views`), time
(`periods`), places (`owners`) and the records' patterns (`catalogue`), and
decides by one rule: the record whose wording explains most of the view,
unless something speaks against it.  Every decision leaves its reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from . import catalogue, grids, units, views
from .areas import Area, get, detect
from .catalogue import Indicator
from .mentions import Found, find
from .model import Candidate, Document, Mention
from .owners import Places, owner, places
from .periods import Clock, planned, project_list, report_year, title_period
from .reading import Reading, read
from .views import Slot

_SENTENCE = re.compile(r"[。！？!?\n]+[”’\")]*")
_NOUN_AFTER = re.compile(r"[^，。；、：！？\d(（\n]{1,16}")
_INSTITUTION = re.compile(
    r"(?:机构|医院|卫生院|服务中心|分中心|服务站|急救站|急救点|驿站|卫生室|门诊部|诊所|养老院|敬老院|保健院|护理院|分院|院区|企业|公司|药店|药房|学院|学校|幼儿园|院校|单位|护理中心|卫生所|医务室|托育园|疗养院|血站|站点|工作站|护理站|中心血站|酒店|饭店|银行)(?:\([^)]*\))?$"
)
_UNDER_WAY = re.compile(r"拟|计划(?!生育)|规划|预计|建成后|将[于在新达为]|设计|签约|开工|动工|估算|概算")
_REQUIRED = re.compile("不低于|不少于|不高于")
_REACHED = re.compile(r"竣工|[已式]投入|投用|完工(?!。)|已建成|启用|完成投资")
_OPEN = re.compile(
    r"(?:^|[，。；：、)\d\]|]|全[区县市省国州]|[我本][区县市省国]|[区县市省州旗域][内属级]?|[共有现设年底末及与和含]|拥有|各类|各级|其中|包括|卫生|登记|注册|建成|类|型)"
    r"(?:(?!实行|开展|接入|实施|参与|设立|提供|通过|免费|收费|创建|创成|满意|示范|达标|优质|推荐|甲级|特色|友好|智慧|直属|开通|联合|覆盖|接诊|使用|试点|推行|完成|安装|配备|启用)[^，。；、的\d]){0,9}$"
)
_NOT_INSTITUTION = re.compile(r"(?:救治中心|管理中心|数据中心|体验馆)$")
_MARKS = re.compile(r"[，；：。、]")
_LEADS = re.compile(r"(?:全[区县市省]|[区县市]内|目前|完成|建立|建成|新增|新建|提供|开展|制定|推出|派出|覆盖|的|了|在|为|对|与|和|由)$")
_NOUN_NEXT = re.compile(r"(?!增|提高|提升|上升|下降|减|降|扩|发展到)[^，。；、：()\d和及与以等]")


@dataclass(slots=True)
class _State:
    """What a pass over a report keeps in hand."""

    reading: Reading
    doc: str
    clock: Clock
    places: Places
    targets: list[tuple[int, int]]
    hits: list[tuple[int, Indicator]]
    hit_starts: list[int]
    whole: str | None = None
    target_starts: list[int] = field(default_factory=list)
    near: dict[str, Indicator] = field(default_factory=dict)


    def in_project_list(self, at: int) -> bool:
        """Whether an offset lies in a list of the year's projects."""
        index = bisect_right(self.target_starts, at) - 1
        return index >= 0 and at < self.targets[index][1]


@lru_cache(maxsize=1)
def _lexicon() -> tuple[object, list[list[Indicator]]]:
    """An automaton over all records' terms, and whose each term is."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    owners: dict[str, list[Indicator]] = {}
    for record in catalogue.load().values():
        for term in record.terms:
            owners.setdefault(term, []).append(record)
    words = sorted(owners)
    automaton = AhoCorasick(words, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return automaton, [owners[word] for word in words]


def observe(document: Document, area: str | None = None, year: int | None = None) -> list[Mention]:
    """Find every number of a document and say what it states.

    Args:
        document: the report.
        area: adcode of the area it reports on; None to take it from the text.
        year: the year it reports on; None to take it from the text.

    Returns:
        Every mention, in order; offsets are those of ``document.text``.
    """
    reading = read(document.text)
    text = reading.text
    own = get(area) if area else detect(text, document.name)
    year, known = (year, True) if year is not None else report_year(text, document.name)
    automaton, owners = _lexicon()
    hits = sorted(
        ((start, record) for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True) for record in owners[index]),  # type: ignore[attr-defined]
        key=lambda hit: hit[0],
    )
    state = _State(
        reading, document.name, Clock(year, known, default=title_period(text, year)), places(text, own), project_list(text), hits, [hit[0] for hit in hits]
    )
    state.target_starts = [start for start, _ in state.targets]
    mentions: list[Mention] = []
    grid = grids.cells(text)
    for start, end, group in _sentences(text, find(reading)):
        mentions.extend(_sentence(state, start, end, group, grid))
    return _repeated(mentions)


def _repeated(mentions: list[Mention]) -> list[Mention]:
    """Give a headline's figure the indicator that the body states for the same figure.

    Only for figures of three digits and more in short lines without wording of their own.
    """
    stated: dict[tuple[Decimal | None, str | None], set[tuple[str, str | None]]] = {}
    for mention in mentions:
        if mention.indicator and len(re.sub(r"\D", "", mention.text)) > 2:
            stated.setdefault((mention.value, mention.unit), set()).add((mention.indicator, mention.period))
    result = []
    for mention in mentions:
        found = stated.get((mention.value, mention.unit), set())
        bare = mention.reason == "no_wording" and mention.sentence_end - mention.sentence_start <= 40
        if bare and len(found) == 1 and len(re.sub(r"\D", "", mention.text)) > 2:
            indicator, period = next(iter(found))
            mention = replace(mention, indicator=indicator, period=period, reason="repeated")
        result.append(mention)
    return result


def _sentences(text: str, found: list[Found]) -> Iterator[tuple[int, int, list[Found]]]:
    """The sentences of a reading with the numbers in each; empty ones too, for what they say of time."""
    start = index = 0
    for stop in [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]:
        group = []
        while index < len(found) and found[index].start < stop:
            group.append(found[index])
            index += 1
        if stop > start:
            yield start, stop, group
        start = stop


def _sentence(
    state: _State, start: int, end: int, group: list[Found], grid: dict[int, grids.Cell]
) -> Iterator[Mention]:
    text = state.reading.text
    sentence = text[start:end]
    heading = sentence.endswith("\n") and len(sentence) < 40 and sentence[-2:-1] not in "。！？；，"
    numbers = [found.start - start for found in group if found.kind == "quantity"]
    state.clock.open_sentence(sentence, heading, start == 0 or text[start - 1] == "\n", numbers)
    if group:
        first, last = bisect_left(state.hit_starts, start), bisect_left(state.hit_starts, end)
        state.whole = None
        state.near = {record.id: record for _, record in state.hits[first:last]}
    for slot in views.slots(text, group, start, end):
        cell = grid.get(slot.found.start)
        if cell is not None and slot.found.kind in ("quantity", "other", "label"):
            slot = grids.slot(slot, cell)
        yield _mention(state, slot, cell)


def _mention(state: _State, slot: Slot, cell: grids.Cell | None) -> Mention:
    found = slot.found
    start, end = state.reading.span(found.start, found.end)
    first, last = state.reading.span(slot.start, max(slot.start, slot.end))
    raw = state.reading.raw
    while last > first and raw[last - 1].isspace():
        last -= 1
    at = found.start - slot.start
    if found.kind == "quantity":
        read = _quantity(state, slot, cell)
    elif found.kind == "rank":
        read = {"label": label(slot), "period": state.clock.period(at), "scope": _scope(slot), "reason": "rank"}
    elif found.kind == "date":
        read = {"period": state.clock.date(at), "reason": "date"}
    else:
        read = {"reason": found.kind}
    return Mention(
        state.doc, start, end, raw[start:end], found.kind, found.value, found.value_max,
        sentence_start=first, sentence_end=max(last, end), **read,  # type: ignore[arg-type]
    )  # fmt: skip


def _quantity(state: _State, slot: Slot, cell: grids.Cell | None) -> dict[str, object]:
    """What is decided of a quantity, by the fields of a `Mention`."""
    found = slot.found
    clause_start = found.before - len(slot.clause)
    if cell is not None:
        place, why = (cell.area, "area" if cell.area else "")
    else:
        place, why = owner(slot.clause, slot.left, clause_start, found.before, state.places)
    unit = rate_unit(found.unit, slot, found)
    candidates = _candidates(state, slot, unit, why)
    if slot.part and candidates and state.whole in (candidates[0].indicator, "refused"):
        candidates[0] = Candidate(candidates[0].indicator, 0.0, "part")
    chosen = candidates[0] if candidates and candidates[0].score > 0 else None
    if not slot.part:
        refused = bool(candidates) and candidates[0].reason.split(":")[0] in ("area", "institution")
        state.whole = chosen.indicator if chosen else "refused" if refused else None
    record = catalogue.load()[chosen.indicator] if chosen else None
    period = cell.period if cell and cell.period else state.clock.period(found.before - slot.start)
    if record is not None and period:
        period = _period_of(record, period)
    if slot.aspect == "before" and period == str(state.clock.year) and not re.search(r"\d{4}年", slot.left[-24:]):
        period = str(state.clock.year - 1) if re.search("上年|去年", slot.left[-24:]) and state.clock.year else None
    return {
        "unit": _final_unit(unit, record, slot),
        "qualifier": found.qualifier,
        "status": "target" if _is_target(state, slot, period, record) else "actual",
        "indicator": record.id if record else None,
        "label": label(slot) or (cell.label if cell else None),
        "area": place if why else None,
        "period": period,
        "aspect": "part" if slot.part else slot.aspect,
        "reason": "linked" if record else _why_not(slot, candidates, why),
        "candidates": tuple(candidates),
    }


def _period_of(record: Indicator, period: str) -> str:
    """The period as the indicator's measure takes it: a project has a year, a stock the end of a stretch."""
    if record.by_project or record.measure == "stock" and period.endswith("-01-01/"):
        return period[:4]
    if record.measure in ("stock", "rate", "share", "level") and re.fullmatch(r"\d{4}-01-01/\d{4}-12-31", period):
        return period[11:15]
    return period


def _is_target(state: _State, slot: Slot, period: str | None, record: Indicator | None) -> bool:
    at = slot.found.start
    if record is not None and record.by_project and not _REACHED.search(slot.left[-60:] + slot.after):
        if record.planned and not slot.added or _UNDER_WAY.search(slot.left[-60:] + slot.after):
            return True
    if slot.target or state.in_project_list(at):
        return True
    if _REQUIRED.match(state.reading.text, slot.found.before):
        return True
    return planned(slot.left, slot.after, state.clock, period)


def _scope(slot: Slot) -> str | None:
    """Among whom a rank holds."""
    scope = None
    for match in re.finditer(r"全[国省市区县州]|国内|全球|省内|市内", slot.left[-24:]):
        scope = match.group()
    if scope is None:
        near = re.search(r"([国省市区县])(?:排名|位居|位列|居|第)*第?$", slot.left[-6:])
        return f"全{near[1]}" if near else None
    return scope


def rate_unit(unit: str | None, slot: Slot, found: Found) -> str | None:
    """The unit with the population it is counted per, where the sentence says so."""
    if slot.per and unit in ("个", "张", "人", "台", "家", None):
        noun = {"家": "个", None: _noun_unit(slot)}.get(unit, unit)
        return f"{noun}/{slot.per}" if noun else unit
    fraction = found.value is not None and found.value != found.value.to_integral_value() and found.unit_is_bare
    if fraction and unit in ("人", "张", "个") and found.value is not None and found.value < 100:
        return f"{unit}/千人"
    return unit


def _noun_unit(slot: Slot) -> str | None:
    for word, unit in (("床", "张"), ("托位", "个"), ("医师", "人"), ("医生", "人"), ("护士", "人"), ("人员", "人")):
        if word in slot.own:
            return unit
    return None


def _final_unit(unit: str | None, record: Indicator | None, slot: Slot) -> str | None:
    if record is not None:
        return record.unit if unit is None or (unit != record.unit and units.stands_for(unit, record.unit)) else unit
    if unit == "个" and _counts_institutions(slot):
        return "家"
    return unit


def _counts_institutions(slot: Slot) -> bool:
    if slot.found.spelling == "大":
        return False
    noun = _NOUN_AFTER.match(slot.after)
    words = noun.group() if noun else ""
    for tail in ("的", "建设", "通过", "参与", "实现", "开展", "均", "在", "和", "及", "与"):
        words = words.split(tail)[0]
    if not words or len(words) < 2:
        words = views.strip(slot.clause)
        words = re.split(r"[、和及与]", words)[-1] if not slot.joined else words
    words = words.strip("”“\"'")
    return bool(_INSTITUTION.search(words)) and not _NOT_INSTITUTION.search(words)


def label(slot: Slot) -> str | None:
    """The thing measured, as a phrase of the report."""
    noun = _NOUN_AFTER.match(slot.after[1:] if slot.after[:1] == "的" else slot.after)
    own = _MARKS.split(slot.own)[-1].strip("”“\"'()（） \t|") if slot.own else ""
    if noun and (len(noun.group()) > 1) and not own:
        return noun.group().strip("”“\"'")
    if noun and slot.found.kind == "quantity" and slot.found.unit not in ("%", "‰", "元") and _is_lead(own):
        return noun.group().strip("”“\"'")
    return own or (noun.group().strip("”“\"'") if noun else None) or None


def _is_lead(words: str) -> bool:
    """Whether the words before a number only lead to a noun after it (`全区`, `共有`, `建成`)."""
    return len(words) <= 2 or bool(_LEADS.search(words))


def _candidates(state: _State, slot: Slot, unit: str | None, why: str) -> list[Candidate]:
    """All records whose terms stand in the sentence, the best first, refused ones with their reason."""
    records = {name: record for name, record in state.near.items() if record.accepts(unit)}
    if slot.outside:
        automaton, owners = _lexicon()
        for index, _, _ in automaton.find_matches_as_indexes("\n".join(slot.views), overlapping=True):  # type: ignore[attr-defined]
            records |= {record.id: record for record in owners[index] if record.accepts(unit)}
    scored: list[Candidate] = []
    for record in records.values():
        candidate = _weigh(record, slot, why)
        if candidate:
            scored.append(candidate)
    scored.sort(key=lambda c: (-c.score, c.indicator))
    return scored


def _weigh(record: Indicator, slot: Slot, why: str) -> Candidate | None:
    best, wording, view, at = 0.0, "", "", 0
    for view in slot.views:
        best, wording, at = record.patterns.match(view)
        if best:
            break
    if not best:
        return None
    refusal = _refusal(record, slot, view, why)
    if not refusal and record.whole and not _noun_follows(view) and not _OPEN.search(view[:at]):
        refusal = "not_whole"
    if refusal:
        return Candidate(record.id, 0.0, refusal)
    return Candidate(record.id, best, wording)


def _refusal(record: Indicator, slot: Slot, view: str, why: str) -> str:
    """What speaks against a record whose wording matches, as a code with detail; empty for nothing."""
    if slot.aspect in ("change", "difference") and record.measure != "change":
        return slot.aspect
    if record.measure == "change" and slot.aspect != "change":
        return "level"
    forbidden = record.patterns.forbidden(view)
    if forbidden:
        return f"never: {forbidden}"
    if why and not (record.by_project and why == "institution"):
        return why
    if record.added and not slot.added:
        return "not_added"
    if not record.added and slot.aspect == "addition" and record.measure in ("stock", "rate", "share"):
        return "addition"
    if record.whole and not slot.whole and _noun_follows(view):
        return "not_whole"
    value = slot.found.value
    if record.range and value is not None and not record.range[0] <= float(value) <= record.range[1]:
        return "range"
    if record.measure == "share" and value is not None and value > 100 and record.range is None:
        return "range"
    return ""


def _noun_follows(view: str) -> bool:
    """Whether the number stands before its noun (`12家社区卫生服务中心`), not after it."""
    after = view[view.index("#") + 1 :]
    return bool(_NOUN_NEXT.match(after))


def _why_not(slot: Slot, candidates: list[Candidate], why: str) -> str:
    if candidates:
        return candidates[0].reason
    if slot.aspect in ("change", "difference"):
        return slot.aspect
    return why or ("part" if slot.part or not slot.views else "no_wording")


def read_mentions(document: Document, area: str | None = None, year: int | None = None) -> list[Mention]:
    """`observe`, under the name the other layers know it by."""
    return observe(document, area, year)
