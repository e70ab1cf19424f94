"""Parallel lists: `…、…和…分别为a、b和c`, where each number takes its own item."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extract.numbers.found import Found
from extract.patterns import Pattern

from . import views
from .aspects import CHANGE, LEVEL_AFTER
from .parts import noun
from .phrases import per, plain, strip
from .views import Slot

_RESPECTIVE = Pattern(r"(?:分别|依次)[^，。；、\d]{0,8}(?:20\d\d年的?)?$")
# `高血压、糖尿病患者分别管理2.6万人、0.9万人`
_DONE_TO = Pattern(r"(?:分别|依次)([^，。；、\d]{2,8})$")
_RESPECTIVELY_AFTER = Pattern(r"[^，。；\d]{0,4}(?:分别|依次)")
_BASE = Pattern(r"(?:从|由)[^，。；、]{0,12}$")
_ON_TO = Pattern(r"，?[^，。；、率\d]{0,10}(?:至|到|为)(?:20\d\d年|现在|目前|当前)?的?")
_RATE_NAME = Pattern(r"^.*(?:率|寿命|人次|人数|数|水平|占比|满意度)")
_A_TIME = Pattern(r"(?:到|至|截至)?(?:(?:19|20)\d\d年[底末]?|[去今上]年|目前|全年)")
_SHARED_NAME = Pattern(r"[^\W\d_]{1,4}率|每千(?:常住)?人口?|每千名?(?:常住)?(?:人口|居民)")
_BY_THEN = Pattern(r"(?:而|到)?(?:如今|现在|目前|现|今年|去年|20\d\d年[底末]?)(?:则|已|已经)?|总[数量]")
_KINDS = r"(?:非?公立|公办|民营|民办|私立|社会办|[一二三]级|普惠[性型]?)的?"
_KIND = Pattern(rf"(?:^|[全我][区县市省州]|[共有])({_KINDS})$")
_OF_A_KIND = Pattern(rf"{_KINDS}(\w+)")
_ADDED = Pattern("新增|新建|新配|新设|新培训|增加")
_TWO_DISEASES = Pattern("两慢?病")
_BOUNDS = frozenset(("at_least", "at_most"))
_RATES = frozenset(("%", "‰", "1/10万"))
# `重点人群签约13万人，签约率` is that of the 重点人群.
_ACT_DONE = Pattern("(?:累计|登记|规范|健康|建档|在册)*(?:管理|签约|建档|覆盖)(?:患者|居民|人口|人数)?$")
_AND = frozenset("、和及与")
_ITEMS = Pattern(r"、|以及|和|及(?!以[上下])|与")
_OF_YEARS = Pattern(r"(?P<of>[^\W\d_]*)(?P<year>20\d\d)年?[底末]?")
_PARTS = 9  # numbers among which the parts of a whole are looked for
_YEARS_AHEAD = Pattern(r"(?<!\d)20\d\d(?:年?[底末]?[、和与及]20\d\d)+年")
_SPAN_AHEAD = Pattern(r"(?<!\d)((?:19|20)\d\d)年?(?:—{1,2}|-{1,2}|~|至|到)((?:19|20)\d\d)年")
# What the last item is one of holds for all items (`孕产妇、慢病患者等重点人群签约率分别为…`).
_SUCH = Pattern(
    r"等[^\W\d_]{0,6}(?:人群|群体|人员|对象|指标)|[两三四五六七八](?:大|项|个)[^\W\d_]{0,6}(?:指标|数据)"
)
_HEAD = Pattern(
    r"(?:(?:规范)?(?:化)?(?:健康)?(?:家庭医生)?[^\W\d_]{2}率|人次数?|人数|数量?|床位数?|总数|满意度|水平|占比|比例|寿命|收入|面积)$"
)
# What ends with a counted noun lends nothing to the items before it (`卫生技术人员、注册护士分别为…`).
_COUNTED = Pattern("(?:(?:护士|医师|医生|人员|机构|医院|卫生院|卫生室)(?:总?数量?)?|床位)$")


def slots(text: str, group: list[Found], start: int, end: int) -> list[Slot]:
    """The slots of a sentence, as `views.slots` gives them, with parallel lists shared out."""
    result = views.slots(text, group, start, end)
    quantities = [slot for slot in result if slot.found.kind == "quantity"]
    _respectively(quantities, text)
    _add_up(quantities)
    _share_bounds(quantities)
    return result


def _add_up(quantities: list[Slot]) -> None:
    """What makes up the whole with a part is a part (`共4家，其中城区2家，乡镇2家`)."""
    for n, (whole, part) in enumerate(pairwise(quantities), 1):
        if not part.part or whole.part or whole.found.unit != part.found.unit:
            continue
        rest, parts = _value(whole), []
        for other in quantities[n : n + _PARTS]:
            if other.found.unit == part.found.unit:
                parts.append(other)
                rest -= _value(other)
            if rest <= 0:
                break
        for other in parts if not rest else ():
            other.part = True


def _value(slot: Slot) -> Decimal:
    return slot.found.value or Decimal(0)


def _share_bounds(quantities: list[Slot]) -> None:
    """What bounds the first of a list or the last bounds all (`不低于24%和30%`, `2‰、3‰和5‰以下`)."""
    pairs = [(one.found, other.found) for one, other in pairwise(quantities) if other.joined]
    for one, other in pairs:
        same = one.unit == other.unit and one.before < one.start
        if same and one.qualifier in _BOUNDS and other.qualifier == "exact":
            other.qualifier = one.qualifier
    for one, other in reversed(pairs):
        rates = one.unit in _RATES and other.unit in _RATES and other.before == other.start
        if rates and other.qualifier in _BOUNDS and one.qualifier == "exact":
            one.qualifier = other.qualifier


def _respectively(quantities: list[Slot], text: str) -> None:
    """Give each number of `…、…和…分别为a、b和c` the item it belongs to, and so on to `…至d、e和f`."""
    index = 0
    items: list[str] = []
    while index < len(quantities):
        run = [quantities[index]]
        while index + len(run) < len(quantities) and quantities[index + len(run)].joined:
            run.append(quantities[index + len(run)])
        if len(run) > 1:
            before = quantities[index - 1].found.after if index else run[0].start
            goes_on = len(items) == len(run) and _ON_TO.fullmatch(text[before : run[0].found.before])
            if not goes_on:
                items = _listed(run, text) or _renamed(items, run)
                items = items or _of_those_before(run, quantities[:index])
            years = [_OF_YEARS.fullmatch(item) for item in items]
            if items and all(years):
                _of_years(run, [year for year in years if year], quantities[index - 1] if index else None)
            elif _RESPECTIVE.search(run[0].clause) and (not items or _OF_YEARS.fullmatch(items[0])):
                _in_years(run)
            elif items:
                _share_out(run, items, run[0].clause)
        else:
            items = []
        index += len(run)


def _listed(run: list[Slot], text: str) -> list[str]:
    """The items that a run of numbers takes in turn, where 分别 stands before it or after it."""
    first = run[0]
    match = _RESPECTIVE.search(first.clause) if "分别" in first.clause or "依次" in first.clause else None
    if match is None:
        after = _RESPECTIVELY_AFTER.match(text, run[-1].found.after)
        match = _BASE.search(first.clause) if after else None
    if match is None:
        bare = all(text[a.found.after : b.found.before] in _AND for a, b in pairwise(run))
        items = _ITEMS.split(strip(first.clause)) if bare else []
        return items if len(items) == len(run) and all(len(item) > 1 for item in items) else []
    head = first.left[: len(first.left) - len(first.clause) + match.start()]
    clauses = [clause for clause in re.split(r"[，；：。]", head) if clause]
    begins = match.start() == 0
    if len(clauses) > 1 and _A_TIME.fullmatch(clauses[-1]):
        # 孕产妇和婴儿死亡率持续下降，2023年分别为5.6/10万和1.8‰
        clauses, begins = clauses[:-1], True
    named = _RATE_NAME.match(clauses[-1]) if clauses else None
    said = named.group() if named and begins else strip(clauses[-1]) if clauses else ""
    items = _ITEMS.split(said) if said else []
    if len(run) == 2 and len(items) == 1 and _TWO_DISEASES.search(plain(items[0])):
        items = [_TWO_DISEASES.sub(one, plain(items[0])) for one in ("高血压", "糖尿病")]
        for slot in run:
            slot.outside = True
    return items[-len(run) :] if len(run) <= len(items) else []


def _of_years(run: list[Slot], years: list[re.Match[str]], before: Slot | None) -> None:
    """Several years' values of one thing: of what the first names, or of what the number before says."""
    name = years[0]["of"]
    for slot, year in zip(run, years, strict=True):
        slot.year = year["year"]
        if name:
            slot.views = [f"{plain(name)}#"]
        elif before and slot.found.unit == before.found.unit and before.aspect == "level":
            slot.views, slot.per, slot.part = list(before.views), before.per, before.part


def _in_years(run: list[Slot]) -> None:
    """One thing's values in the years that the sentence begins with (`2019—2021年，…分别为a、b和c`)."""
    first = run[0]
    years = _years_ahead(first.left)
    if len(years) == len(run):
        for slot, year in zip(run, years, strict=True):
            slot.year = year
            slot.views, slot.per, slot.part = list(first.views), first.per, first.part


def _years_ahead(left: str) -> list[str]:
    """The years that are told one by one, or from the first to the last."""
    if ahead := _YEARS_AHEAD.findall(left):
        return re.findall(r"\d+", ahead[-1])
    spans = _SPAN_AHEAD.findall(left)
    return [str(year) for year in range(int(spans[-1][0]), int(spans[-1][1]) + 1)] if spans else []


def _renamed(items: list[str], run: list[Slot]) -> list[str]:
    """The items of the run before, measured otherwise (`…规范管理率分别为a和b，控制率分别为c和d`)."""
    clause = run[0].clause
    match = _RESPECTIVE.search(clause)
    measure = _HEAD.fullmatch(clause[: match.start()].lstrip("，")) if match else None
    head = _HEAD.search(items[-1]) if measure and len(items) == len(run) else None
    if head is None or measure is None:
        return []
    bare = [item[: found.start()] if (found := _HEAD.search(item)) else item for item in items]
    return [item + measure.group() for item in bare]


def _self_named(item: str) -> bool:
    """Whether an item says what it measures and of whom (`糖尿病患者管理人数`, not `控制率`)."""
    head = _HEAD.search(item)
    return head is not None and head.start() > 0


def _of_those_before(run: list[Slot], before: list[Slot]) -> list[str]:
    """What the numbers before count (`居民30万人，其中重点人群13万人，签约率分别达43%和86%`)."""
    match = _RESPECTIVE.search(run[0].clause)
    name = run[0].clause[: match.start()] if match else ""
    counted = before[-len(run) :]
    nouns = [noun(slot) for slot in counted]
    units = [slot.found.unit for slot in counted]
    if _BY_THEN.fullmatch(name) and units == [slot.found.unit for slot in run]:
        # 五年前有医疗机构28家、病床320张，如今分别达到463家、4260张
        return nouns if all(nouns) and run[0].aspect == "level" else []
    if not _SHARED_NAME.fullmatch(name) or len(set(units)) != 1:
        return []
    if len(nouns) < len(run) or not all(nouns):
        return []
    return [f"{_ACT_DONE.sub('', said)}{name}" if name.endswith("率") else f"{name}{said}" for said in nouns]


def _of_kinds(items: list[str]) -> list[str]:
    """Items of which only the last names what all are kinds of (`三级、二级、一级医院分别为…`)."""
    kinds = [_KIND.search(item) for item in items[:-1]]
    last = _OF_A_KIND.match(items[-1])
    if last is None or not all(kinds):
        return items
    return [*(f"{kind[1]}{last[1]}" for kind in kinds if kind), items[-1]]


def _share_out(run: list[Slot], items: list[str], link: str) -> None:
    # What the last item has beyond the first may hold for all of them (`高血压、糖尿病患者管理人数`).
    items = [*items[:-1], _SUCH.sub("", items[-1])]
    last = items[-1]
    head = _HEAD.search(last)
    tails = [last[head.start() :]] if head else []
    if not _COUNTED.search(last):
        tails += [last[-size:] for size in (2, 3, 4, 5, 6, 7, 8) if size < len(last)]
    items = _of_kinds(items)
    if per(items[0]):
        items = [items[0], *(item if per(item) else f"每{per(items[0])}{item}" for item in items[1:])]
        last = items[-1]
    added = _ADDED.match(items[0])
    change = "分别" in link and bool(CHANGE.search(link)) and not LEVEL_AFTER.search(link)
    done = _DONE_TO.search(link)
    verb = plain(strip(done[1])) if done else ""
    for number, (slot, item) in enumerate(zip(run, items, strict=True)):
        if slot.found.unit is None and slot.found.value:
            slot.found.unit = run[-1].found.unit
        if change:
            slot.aspect = "change"
        elif run[0].aspect == "before":
            # 由5.1张、2.6人提高到6.3张、3.3人
            slot.aspect = "before"
        slot.own, slot.per = item, per(item) or slot.per
        if number == len(run) - 1:
            slot.views = [f"{plain(last)}#"]
        else:
            told = _self_named(item) or (head and item.endswith(head.group()))
            named = [] if told else [item + tail for tail in tails]
            slot.views = [f"{plain(words)}#" for words in [*named, item]]
        if verb and not change:
            slot.views = [*(f"{view[:-1]}{verb}#" for view in slot.views), *slot.views]
        if number and not _self_named(item):
            # What the first item names may hold for the others (`高血压规范管理率、控制率分别…`).
            slot.views.append(f"{plain('、'.join(items[: number + 1]))}#")
        if number and added and slot.aspect == "addition":
            # 新增AED和救护员分别为150台、3600人
            slot.views.append(f"{added.group()}{plain(item)}#")
