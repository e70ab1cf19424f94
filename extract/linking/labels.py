"""The unit a number finally has, and the words for what it measures or ranks."""

from __future__ import annotations

import re

from extract.context import phrases
from extract.context.views import Slot
from extract.numbers import units
from extract.numbers.found import Found
from extract.patterns import Pattern
from extract.records.catalogue import Indicator

_NOUN_AFTER = re.compile(r"[^，。；、：！？\d(（\n]{1,16}")
_INSTITUTION = Pattern(
    r"(?:机构|中心|企业|公司|单位|药[店房]|[酒饭]店|银行|院|院[区校]|学校|剧场|场馆|馆|幼儿园|托育园|卫生室|医务室|门诊部"
    r"|站点?|急救点|(?<![场厕])所)(?:\([^)]*\))?$"
)
_NOT_INSTITUTION = Pattern(r"(?:救治中心|管理中心|数据中心|指挥中心|体验馆)$")
# Projects and places are counted otherwise than what is built at them (`121个县设有县级医院`).
_OTHER_COUNT = Pattern("项目|工程|试点|^(?:行政村|乡镇|街道|[县区市镇乡村])[设有无分共建都]")
_TAILS = Pattern(
    "的|建设|改造|改?扩建|标准化|升级|修缮|全部|全面|达标|实施|通过|参与|实现|开展|均|在|和|及|与"
)
# What of those counted before a bare number tells (`医院36家，比上年增加2个；其中县属9个`).
_OF_THOSE = Pattern(r"(?:净?增加?|净?减少?|多出?了?|少了?|新[增添]|[县区市省]属|办|甲等|未定级|级站)$")
# Words for one time that one person was served.
_TIMES = frozenset(("次", "单", "项次", "例次"))
_LINKS = Pattern("[、和及与]")
_BEDS = Pattern("(?:床位|病床)(?:总?数)?$")
_MARKS = re.compile(r"[，；：。、]")
_LEADS = Pattern(
    r"(?:全[区县市省]|[区县市]内|目前|完成|建立|建成|新增|新建|提供|开展|制定|推出|派出|覆盖|的|了|在|为|对|与|和|由)$"
)


def rate_unit(unit: str | None, slot: Slot, found: Found) -> str | None:
    """The unit with the population it is counted per, where the sentence says so."""
    if slot.per == "10万人" and unit in ("例", "人", None):
        return "1/10万"
    if slot.per and unit in ("个", "张", "人", "台", "家", None):
        named = _noun_unit(slot)
        noun = "人" if unit == "个" and named == "人" else {"家": "个", None: named}.get(unit, unit)
        return f"{noun}/{slot.per}" if noun else unit
    if unit == "个" and _BEDS.search(slot.own):
        return "张"
    rated = found.unit_is_bare or "每千" in slot.left
    value = found.value if rated and unit in ("人", "张", "个") else None
    if value is not None and value < 100 and value != value.to_integral_value():
        return f"{unit}/千人"
    return unit


def _noun_unit(slot: Slot) -> str | None:
    for word, unit in (
        ("床", "张"),
        ("托位", "个"),
        ("医师", "人"),
        ("医生", "人"),
        ("护士", "人"),
        ("人员", "人"),
    ):
        if word in slot.own:
            return unit
    return None


def final_unit(
    unit: str | None, record: Indicator | None, slot: Slot, before: str | None = None
) -> str | None:
    """The unit as the guide wants it: the indicator's own where another word says the same.

    Args:
        unit: the unit as the report writes it.
        record: the indicator that the number states, or None.
        slot: the number in its sentence.
        before: the unit of the number before it in its paragraph, or None.
    """
    if record is not None:
        if unit is None and record.unit == "人次" and slot.own.endswith("人数"):
            return "人"
        if record.unit == "人次" and unit in _TIMES:
            return "人次"
        if "/" in record.unit and unit and unit.partition("/")[2] == record.unit.partition("/")[2]:
            return record.unit
        if unit == "例" and record.unit == "人" and record.measure == "flow" and unit in record.units:
            # Cases of what was done (`筛查3400例`) are no persons, as patients are.
            return unit
        return (
            record.unit
            if unit in (None, "个") or (unit != record.unit and units.stands_for(unit, record.unit))
            else unit
        )
    if unit in ("个", "处") and _counts_institutions(slot, before):
        return "家"
    return unit


def _counts_institutions(slot: Slot, before: str | None) -> bool:
    noun = _NOUN_AFTER.match(slot.after)
    words = noun.group() if noun else ""
    if slot.found.spelling == "大" or _OTHER_COUNT.search(words):
        return False
    words = _TAILS.split(words)[0]
    if len(words) < 2:
        words = phrases.strip(slot.clause)
        words = _LINKS.split(words)[-1] if not slot.joined else words
        if before == "家" and _OF_THOSE.search(words):
            return True
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


def scope_of(slot: Slot) -> str | None:
    """Among whom a rank holds."""
    scope = None
    for match in re.finditer(r"全[国省市区县州]|国内|全球|省内|市内", slot.left[-24:]):
        scope = match.group()
    if scope is None:
        near = re.search(r"([国省市区县])(?:排名|位居|位列|居|第)*第?$", slot.left[-6:])
        return f"全{near[1]}" if near else None
    return scope
