"""What a number without a noun counts, where the clause before it names the thing and tells how it goes.

`健康细胞遍地开花，累计建成620个`: the number counts what it would count if it stood right
behind the thing, before what is told of that.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import Pattern
from extract.records.catalogue import Indicator

from .phrases import plain
from .views import Slot

# A clause of its own says no more than when, that it was done, and to whom.
_WHEN = (
    r"(?:截至|截止|至|到)?(?:目前|今年|去年|当年|全年|年内|本年|年底|年末|一年(?:来|间|里)?|20\d\d年[底末]?|\d{1,2}月[底末]?)"
    r"|全[区县市省]|[我该][区县市省]|已经?|共|总共|累计|实际|一共|总数|总量|合计|规模|年度|目标|任务|计划|数|量|为|了|约|近"
)
_DONE = (
    "建成|建|建有|创建|创成|设立|设|开设|新增|新建|新开设?|净增|办理|办件|受理|办结|办|发放|发出|发|拨付|兑现|兑付|核发|完成|接种|打"
    "|登记|惠及|覆盖|受益|服务|招录|录用|引进|接单"
)
_WHOM = (
    "(?:适龄|农村|城乡|在园|户籍|常住|高龄|困难|失能)*"
    "(?:妇女|女性|儿童|幼儿|老人|老年人|居民|群众|市民|患者|对象)"
)
# Those that nothing was done for are all whom it is meant for (`两癌检查，全县适龄妇女3.2万人`).
_BARE = Pattern(rf"(?:{_WHEN})*(?:(?:{_DONE})(?:{_WHEN})*(?:{_WHOM})?)?")
_END = Pattern(
    rf"(?:{_WHOM})?(?:受[益惠]|(?:参与|参加|接受|享受)(?:了)?(?![^，。；、\d]{{0,4}}咨询)[^，。；、\d]{{0,6}})?(?=$|[，。；、)\n])"
)
_TO_DATE = Pattern("累计|[总共达]|现有|目前|建成|建有|突破")
# How a thing goes, behind its name.
_OF_IT = "(?:建设|创建|供给|供应|体系|网络|规模|队伍|数量|总量|工作|布局)"
_HOW = (
    r"(?:持续|不断|稳步|快速|日益|日趋|逐步|逐年|有序|深入|扎实|加快|进一步|全面|大力|积极|显著|明显|有力|提速|提质)*"
    r"(?:扩大|扩容|扩面|壮大|增加|增多|发展|完善|健全|延伸|推进|提升|增强|优化|拓展|铺开|见效|加强|提速|提质|增效|遍地开花|从无到有|升级版?|翻番|成效(?:明显|显著)|成果丰硕|成势|开花结果)*"
)
_GOES = Pattern(rf"{_OF_IT}?(?:{_HOW}){{0,2}}")
# What stands behind the name of an act is about the act, not by or for something else.
_BY_ANOTHER = Pattern(
    "率|比|宣传|培训|机构|门诊|医院|中心|[站点]|补助|经费|资金|救助|保险|知识|志愿|人员|阳性|政策|费用|患[者病]|医[生师]|护士|能力"
)
# How much of a task was done is told beside what was done (`…，完成率103%，共2.9万人`).
_RATE = Pattern(r"，[^，。；\d]{0,8}率(?:达到?|为)?\d[\d.]*%$")
_AGES = Pattern(r"\d{1,2}(?:[—~至-]\d{1,2})?周?岁(?:及?以[上下])?|(?:19|20)\d\d年")
_CLAUSE = Pattern("[，：]")
_SEGMENT = Pattern("[。；！？\n]")
_DIGIT = Pattern(r"\d")
# The longest heading that is no more than a name.
HEADING = 12
_REST = 14  # characters that how it goes may take


def clause_before(slot: Slot) -> str:
    """The one or two clauses before a number's own, behind the last number there that is no age or year."""
    before = _SEGMENT.split(slot.left[: len(slot.left) - len(slot.clause)])[-1].rstrip("，：")
    before = _RATE.sub("", before)
    clause = before[_last_two(before) :]
    return clause[_counted(clause) :]


def said_of(clause: str, slot: Slot, record: Indicator) -> Iterator[tuple[str, str]]:
    """The views of a number that a clause before it gives a record, the one that leaves least unsaid first.

    Args:
        clause: the clause before, or the heading.
        slot: a number that no wording fits.
        record: an indicator of which a word stands in the sentence.

    Yields:
        The number behind the thing, and the whole that must not be forbidden.
    """
    words = plain(clause)
    own = plain(slot.own)
    stock = record.measure != "flow"
    if stock and not _TO_DATE.search(slot.clause):
        return
    for term in record.terms:
        at = words.rfind(term)
        if at < 0:
            continue
        first = at + len(term)
        for end in range(len(words), max(first, len(words) - _REST) - 1, -1):
            rest = words[end:]
            told = _GOES.fullmatch(rest) if stock else not _BY_ANOTHER.search(words, first)
            if told and rest[:1] != "的":
                whole = f"{words}{own}#{plain(slot.after)}"
                yield f"{words[:end]}#", whole
                yield f"{words[:end]}{own}#", whole


def is_bare(slot: Slot) -> bool:
    """Whether a number's clause says no more than when, that it was done, and to whom."""
    counts = slot.found.unit is not None and slot.aspect in ("level", "addition")
    return not slot.part and counts and bool(_BARE.fullmatch(plain(slot.own)) and _END.match(slot.after))


def _counted(clause: str) -> int:
    """Where the last number of a clause ends that is no age or year: what it counts is another thing."""
    masked = _AGES.sub(lambda match: "·" * len(match.group()), clause)
    return max((match.end() for match in _DIGIT.finditer(masked)), default=0)


def _last_two(before: str) -> int:
    """Where the last two clauses begin."""
    starts = [match.end() for match in _CLAUSE.finditer(before)]
    return starts[-2] if len(starts) > 1 else 0
