"""What a number without a noun of its own goes on counting: what the sentences before it, or the title, name.

`全市开展适龄妇女两癌筛查2.1万人。截至9月底，已筛查1.4万人。`: the second number
names an act and no thing.  It counts what was counted last in its paragraph, or what
the title names, where unit and act are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.numbers.found import Found
from extract.patterns import Pattern
from extract.records.catalogue import Indicator

from .phrases import plain
from .views import Slot

# Words for one act; a record's wording has one of the same group.
_ACTS = (
    ("筛查", "初筛", "早筛", "筛", "检查", "普查", "查"),
    ("接种",),
    ("培训", "取证", "持证", "发证"),
    ("签约", "签定", "签订", "签署"),
    ("献血",),
    ("体检",),
    ("转诊",),
    ("互认",),
    ("建档",),
    ("投放", "配置", "配备", "安装", "布设", "增配", "加装", "设置", "增设", "添置", "装", "配", "添"),
)  # fmt: skip
_GROUP = {word: group for group in _ACTS for word in group}
_ACT = "|".join(sorted(_GROUP, key=len, reverse=True))
_LEAD = (
    r"(?:(?:截至|截止|截|至|到)?(?:目前|今年|去年|当年|上年|明年|来年|全年|年内|本年|年底|年末|今|(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?)"
    r"|[^\W\d_]{2,3}[市县]|十[三四五]五(?:期间|时期)?|期间|[一二两三][年来间]|我们|其中|当中|全[区县市省]|[我该][区县市省]|同期|已经?|再|又|还|共|总共|累计|实际|新增|将|要|计划|力争|预计|任务"
    r"|(?:控制|规划|[国省市]定)?目标值?|免费|项目|开展|受检|完成|提供|组织|实施|推进|服务|为|有|达到?|超额|了|数|人数|台数|总数|总量|的(?:适龄|农村)?(?:妇女|女性|居民|群众|市民|老人|老年人|对象)?)"
)
_BARE = Pattern(rf"(?:{_LEAD}){{0,7}}(?P<act>{_ACT})?(?:{_LEAD}){{0,4}}")
_AFTER = Pattern(
    rf"(?=$|[，。；、)\n])|(?:(?:\d\d周?岁及?以上的?)?(?:户籍|常住|适龄|农村)?(?:老人|老年人|妇女|居民|群众|学生|市民)|[^，。；可]{{0,20}}?(?:免费|开展|提供|进行|完成|接受|参加))?(?P<act>{_ACT})(?:服务|范围|对象)?(?:协议书?)?(?=[，。；\n]|$)"
    r"|(?P<it>[^，。；\d]{0,12}?(?:得到|享受|接受|受益于)了?(?:这|该|此)[一项次种]*(?:免费|惠民|公益)*(?:服务|检查|筛查|普查|接种|体检|项目|政策)(?=[，。；\n]|$))"
)
_INTENT = Pattern("^(?:[今全本当]年)?(?:计划|拟|将|目标|任务|力争)+")
# Nor of what was added (`新增AED70台，总数达到196台`).
_TOTAL = Pattern("总|累计")
_ADDED = Pattern("^(?:[今全本当]年|年内)?(?:计划|拟|将|目标|任务|力争|新增|新配置?|新投放|新安装|[再又]添)+")
# How many of a task are done, or are to be, is of what the task names.
_TASK = Pattern("完成|受检|目标|任务")
_ANY_ACT = Pattern(_ACT)
# Stands for the act of the topic itself, and for a year's value of what was counted last.
_ITS_OWN = "it"
_A_YEAR = "year"
_ONLY_YEAR = Pattern(
    r"(?:力争|争取|确保|计划|将|要)*(?:(?:到|至|而|截至)?20\d\d年(?:底|末|全年)?的?)?，?(?:力争|将|进一步|继续|再|持续)*"
)
_YEAR = Pattern(r"20\d\d年(?:底|末)?，?[^，。；\d]{0,8}$")
# Values of one thing in the years of one text lie no further apart.
_APART = 3
_PROGRAMME = Pattern(r"[^\W\d_]{2,12}(?:筛查|检查|体检|普查|接种|培训)项目")
# The task that a sentence names is not the other one that the title names too.
_TASK_NAMED = Pattern(r"(?:产前|新生儿|孕前|出生缺陷)[^\W\d_]{0,6}(?:筛查|检查)任务")
_CLAUSES = Pattern(r"[，。；：！？\n]")
_SUBJECT = 30  # characters that the subject of a sentence may take
_COST = Pattern(
    r"(?:^|[，。；：“])(?:计划|预计|规划|估算)?(?:[该本此]?(?:[建改扩迁新搬整体造设]{0,4})(?:项目|工程))?(?:计划|预计|规划|估算)?(?:总投资|总投入|投资(?:金额|总额|概算|额|规模)|(?:目前|现)?(?:已|累计)*完成投资)[为约达近超共计]*$"
)
# A sentence that counts projects speaks of those (`重点建设项目140项，总投资…`).
_PROJECTS_COUNTED = Pattern(r"项目[共总合计达约有为]*\d|\d[个项][^，。；]{0,8}项目")
# Units that one thing alone is counted in: a bare total of them needs no act.
_TELLING = frozenset(("台", "辆", "剂次"))


@dataclass(frozen=True, slots=True)
class Topic:
    """What was counted last, and the number that stated it; or a word that names it, in its clause."""

    record: Indicator
    slot: Slot | None = None
    term: str = ""
    clause: str = ""

    def act(self) -> str:
        """The act that the topic's words end with (`免费两癌检查项目`), or an empty string."""
        words = self.clause if self.slot is None else "".join(self.slot.views)
        return next(reversed(_ANY_ACT.findall(words)), "")

    def views(self, act: str, own: str) -> list[str]:
        """What a number says of the topic by an act and by the words right before it."""
        if self.slot is None:
            clause = plain(self.clause)
            if not act:
                return [f"{self.term}{own}#", f"{own}{self.term}#"]
            end = max((clause.rfind(word) + len(word) for word in _GROUP[act] if word in clause), default=0)
            return [
                f"{clause[:end]}#" if end else f"{clause}{act}#",
                f"{self.term}{act}#",
                f"{own}{self.term}#",
            ]
        said = (self.record.patterns.words(view) for view in self.slot.views)
        named = plain(next((words.replace("#", "") for words in said if words), ""))
        if not named:
            return []
        shared = bool(act) and any(word in named for word in _GROUP[act])
        # A total is not one of the plan that stands before it (`计划投放AED90台；累计达510台`).
        before = _ADDED if _TOTAL.search(own) else _INTENT
        return [f"{named}#"] if shared else [f"{own}{before.sub('', named)}#", f"{named}{act}#"]


def named(text: str, records: Iterable[Indicator]) -> list[Topic]:
    """What a stretch of text names without a number: a topic for each record that it has a word of."""
    topics = []
    for record in {record.id: record for record in records}.values():
        term = max((term for term in record.terms if term in text), key=len, default="")
        at = text.rfind(term)
        before = [match.end() for match in _CLAUSES.finditer(text, 0, at)]
        after = _CLAUSES.search(text, at)
        if term:
            clause = text[before[-1] if before else 0 : after.start() if after else len(text)]
            topics.append(Topic(record, term=term, clause=clause))
    return topics


def turned(topic: Topic, between: str) -> bool:
    """Whether the words between what was counted last and a number name another programme (`产筛项目`)."""
    names = (_PROGRAMME if topic.slot else _TASK_NAMED).findall(between)
    return any(not any(term in name for term in topic.record.terms) for name in names)


def costs(slot: Slot) -> bool:
    """Whether a number is the cost of a building that the sentence before, or the title, names."""
    if slot.found.unit != "元" or not _COST.search(slot.left[-24:]):
        return False
    return not _PROJECTS_COUNTED.search(slot.left)


def cost_views(slot: Slot, *named_in: str) -> Iterator[list[str]]:
    """The views of a cost that is one of the project its sentence begins with, or of what a line names.

    Args:
        slot: a cost without a noun.
        named_in: what stands before its sentence in the line before it or its own, and the title.
    """
    begun = slot.left[: len(slot.left) - len(slot.clause)][:_SUBJECT]
    if "项目" in begun or "工程" in begun:
        yield [f"{plain(begun)}，{plain(slot.own)}#{plain(slot.after)}"]
    views = slot.views
    for words in named_in:
        line = plain(words.rstrip("\n").split("\n")[-1].rstrip("。！？；"))
        yield [f"{line}，{view}" for view in views]


def act_of(slot: Slot) -> str | None:
    """The act that a number without a noun names, an empty string for none; None where it has a noun.

    A task's number, and one of those who `得到这项服务`, have the act that the topic names.
    """
    if slot.aspect not in ("level", "addition"):
        return None
    ends = slot.after[:1] in ("", "，", "。", "；", "、", ")")
    if ends and _ONLY_YEAR.fullmatch(plain(slot.own)) and _YEAR.search(slot.left[-20:]):
        return _A_YEAR
    own = _BARE.fullmatch(plain(slot.own))
    follows = _AFTER.match(slot.after) if own else None
    if own is None or follows is None:
        return None
    act: str = own["act"] or follows["act"] or ""
    if not act and (follows["it"] or _TASK.search(own.group())):
        return _ITS_OWN
    return act if act or slot.found.unit in _TELLING else None


def _alike(one: Found, other: Found) -> bool:
    """Whether two numbers can be values of one thing: of one unit, and not too far apart."""
    if one.unit is None or one.unit != other.unit or not one.value or not other.value:
        return False
    return other.value / _APART <= one.value <= other.value * _APART


def carry(slot: Slot, act: str, topic: Topic) -> bool:
    """Let a number without a noun go on with what was counted or named last.

    Args:
        slot: a number that no wording fits; changed in place where it goes on.
        act: what `act_of` says of it.
        topic: what was counted or named last.

    Returns:
        Whether it goes on.
    """
    if act == _A_YEAR:
        if topic.slot is None or not _alike(slot.found, topic.slot.found):
            return False
        act = ""
    if act == _ITS_OWN:
        act = topic.act()
        if not act and topic.slot is None and topic.clause.endswith(topic.term):
            # 一、新增托位⏎已完成860个
            slot.views, slot.outside = [f"{plain(topic.clause)}#"], True
            return topic.record.accepts(slot.found.unit)
    if not topic.record.accepts(slot.found.unit) or not (act or topic.slot or slot.found.unit in _TELLING):
        return False
    if act and not any(word in says for word in _GROUP[act] for says in topic.record.says):
        return False
    slot.views, slot.outside = topic.views(act, plain(slot.own)), True
    return bool(slot.views)
