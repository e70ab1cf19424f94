"""Whether a number is planned, required or a threshold rather than achieved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.patterns import Pattern
from extract.records.catalogue import Indicator

from .periods import Clock
from .stances import Stance

if TYPE_CHECKING:
    from .views import Slot

_LATER = ("新的一年", "来年", "明年", "下一步", "下一阶段")
_AHEAD = "|".join(rf"{word}(?=[，：]|[^，。；\d]{{1,10}}[，：])" for word in _LATER)
# What is so much of a goal is no goal (`为计划的105%`).
_A_SHARE = r"(?:任务)?[数量值]?(?:\([^()]*\))?的[\d.]+(?:%|倍)"
# Every alternative begins with its own first character, so that the search skips to those.
TARGET = re.compile(
    rf"(?:计划(?<!科技计划)(?<!研究计划)(?<!基金计划)(?<!培养计划)(?<!招生计划)(?<!人才计划)(?!所?(?:确定|设定|制定|规定)的|生育|免疫|要求|深入|”|》|[，。；、]|{_A_SHARE})|规划(?<!免疫规划)(?!免疫|所?(?:确定|设定|制定|规定|明确)的|》|期|局|范围|区|面积|展|全|实施|和|等|环评|体系|布局|完成|编制|，)|目标(?!(?:如期|全面|圆满|提前|顺利|全部|均|已)+(?:实现|完成|达成)|责任|管理|人群|对象|和|体系|政策|定位|任务体系|要求|导向|考核|[，。；、]|{_A_SHARE})|力争|争取(?=达到|完成|实现|[在到年新建使让早尽十])|确保|预计(?!全年|年内)|拟(?!定|生)|有望|努力(?:实现|达到|使)|要(?<![主重需必首只]要)(?:为|在(?=\d|$)|把|达到|求(?!差距|[。；])|完成|实现|建|新增|力争|增配|配|培?训|抓|做|加|推|扩|提升|优化|完善|继续|坚持|着力|全面|进一步|组织|开展|深入|切实|再)|应(?:达到|不)|谋划|届时|{_AHEAD}|要点》?(?:：|提出|明确)|方案》?(?:提出|明确|要求(?![，。；的]))"
    r"|将(?=对|向|以|从|由|利用|通过|采取|着力|重点|采用|推行|实施|投放|发放|购|创|选|涵盖|覆盖|率先|集中|有序|分批|分期|至少|开展|举办|组织|提供|超(?!过?[\d.]+万?[余多]?[名人位])|突破|深[入化]|新|建|达|实现|完成|投[入用]|有|提[升高供]|增|继续|全面|力争|进一步|开工|推|于|在|再|扩|引进|培|启|陆续|逐步|打造|设|配|按|不断|加|为|免费|投资|惠及|筛查(?![数结阳出异])|接种(?![率后]))|保证(?=[^，。；]{0,40}达到?$)|提出(?=[，：“]*(?:到|年底|年末|明年))|未来(?=[一二三四五十\d]{1,2}年)|今后(?=[一二三四五十\d]{1,2}年)|任务(?:(?=新增|新建)|[数量值]?(?:分别|依次|均|各)?[为是：]?$)|指标[数量值]?[为是：]?$|项目目标人群[为是：]?$|目标[数量值]?[为是：]?$)"
)
_DONE = Pattern(
    r"已(?!婚|育|知)|实增|实际(?=完成|达|新增|建成|投|筛查|培训|开展|管理|签约|值|为|有|$)|实建|完成了?|实现了|达到了|共计|累计|目前|现有(?![^，。；]{0,12}基础)|超额|同比|较上年|较去年|比上年|全年(?<=.全年)(?:共|累计)?|截[至止]|获(?!悉)|荣获|建成投用(?!后)|全部(?=建成|投用|竣工|到位|实现|完成|达标)|陆续(?=建成|投用|竣工)|相继(?=建成|投用|竣工)"
)
# What is aimed at is not done yet (`确保完成…`, `力争实现了…`).
_TO_DO = Pattern(
    r"(?:在?(?:20\d\d年|今年|年)?[内底末]?前?)?(?:如期|按期|全面|圆满|顺利|超额|提前|基本)*(?:完成|实现了?|达到了?)"
)
# What is required may be what one goes by (`按照…要求，`), or be told (`项目要求，…`).
_BASIS = Pattern("(?:按照?|根据|依据|对照|围绕|落实|贯彻|执行)[^，。；]{0,24}$|的$")
# A share of a goal is reached (`为计划的101%`, `是目标的1.2倍`).
_SHARE_OF = Pattern(r"(?:任务|目标|计划|指标)?[数量值]?(?:\([^()]*\))?的$")
# Here 将 is 把 (`将22万名患者纳入管理`).
_TAKEN_IN = Pattern(r"(?![对向以从由])[^，。；]{0,40}(?:纳入|列入|列为|作为|当作|定为|打造成)")
# Whom a number counts will be served (`3000余名妇女将免费筛查`), or it will itself be reached (`将超过26%`).
_WILL_BE = Pattern(r"(?:的)?[^，。；、\d]{1,16}?(?<![即行])将(?![近要军其])")
_RISES = Pattern("[^，。；\\d]{0,12}(?:提高|提升|增加?|扩大|上升|下降|降低?|缩短|减少|发展)[到至为]")
# Where a goal starts from is no goal (`从2015年的73.25岁增长到74岁`).
_START = re.compile(r"[从由较比](?:20\d\d年|“?十[一二三四五]五”?期?末|目前|现在)[^，。；\d增提减降]{0,6}$")
_SET_FOR = Pattern(r"(?:提出|提到|指出|明确|规定)[，：“]*到20\d\d年")
_WILL_EXCEED = Pattern(r"[，。；\n]|$")
_THEN_REACHED = Pattern(r"\d\D{0,6}[，；](?:实际|现|已|全年)*达到?$")
# In a list of plans `完成` and `实现` are what is to be done.
_DONE_AMONG_PLANS = Pattern(
    r"已(?!婚|育|知)|实增|实际(?=完成|达|新增|建成|投|筛查|培训|开展|管理|签约|值|为|有|$)|实建|成了|现了|到了|累计|目前|超额|同比|较上年|较去年|比上年|截[至止]|获(?!悉)|荣获"
)
# A goal that was met, or what exceeds it, is no goal (`超出省定目标5个百分点`).
_MET = Pattern(
    r"(?:超$|(?<![划需要应将拟待争内])完成[^，。；\d]{6,16}$|(?:完成|超出|高出|超额|超过|占|高于|优于|提前)[^，。；\d]{0,6}$|提前[^，。；]{0,6}(?:实现|达到|完成)[^，。；]{0,24}$|[已均都](?:全部|经)?(?:达到|实现)了?$)"
)
_MET_BY = re.compile(r"^(?:[^。；\d]{0,12}(?:完成率|完成任务|完成计划|完成目标|超额)|[^。；]{0,16}同比)")
_BY_YEAR = re.compile(
    r"到(?<![高升加长降低少展大得]到)(?:“?十[三四五]五”?期?末|20\d\d年)(?![^，。；]{0,4}(?:已|达到了|累计))"
)
_LIST_OF_PROJECTS = Pattern(
    r"(?:年初|今年初|年度)[^。]{0,40}?[把将][^。]{0,260}?(?:纳入|列入|列为|作为)[^。]{0,16}(?:民生实事|实事项目|为民办实事)"
    r"|[把将][^。；]{0,80}?(?:纳入|列入|列为|作为)[^。；，]{0,24}(?:民生实事|实事项目|为民办实事)"
    r"|(?:今年|明年|新的一年)(?:我们|将|要|重点|继续|全力|着力|集中|精心|扎实|努力)*办好(?![的了])[^。；，：\n]{0,14}(?:实事|工程)[^。；，：\n]{0,4}：[^。\n]*"
)
# 《意见》提出，2025年，实现…
_PUT_FORWARD = Pattern(
    r"(?:提出|要求)，(?:到)?20\d\d年[底末]?，?(?:全[国省市区县])?(?:实现|达到|建成|力争|新增)[^。；]*$"
)
# What is done to an end is not the end (`为实现到2030年…的目标，培训120人`).
_PURPOSE = Pattern("为了?(?:如期)?(?:实现|达到|完成)[^。；]*目标，")
_BY_PLAN = Pattern(r"(?:按照?|根据|依据)[^，。；\d]{0,12}(?:计划|规划)，")
_AS_A_GOAL = re.compile(
    r"[^，。；]{0,8}(?:的(?:规划|省定|市定|国家|既定|预期|年度)?目标|以上目标|的(?:年度|全年)?任务|为目标)"
    r"|(?:以上|以下|以内)?\((?:年度|全年|规划)?(?:目标|任务|预期|指标)[值数]?\)"
)

_TASK_DONE = Pattern("(?<![划需要应将拟待争保])(?:圆满|全面|超额)?完成(?!率)[^。；]{0,24}$")
_QUOTED_GOAL = Pattern(r"(?:实事|任务|目标|要求)[^“”，。]{0,8}“[^”]*$")
_BRACKETED_GOAL = Pattern(r"(?:任务|目标|计划|指标|要求)[数量值]?\((?:为|[≥≤])?$")
# `紧盯任务清单(培训5000人、普及1万人)`
_BRACKETED_LIST = Pattern(r"(?:任务|实事|项目)清单\([^()]*$")
# What is put on a list of projects is to be done (`将1.2万名妇女纳入免费检查范围`).
_LISTED = ("列入", "列为", "纳入")
_PUT = f"(?:{'|'.join(_LISTED)})"
_PROJECTS = "(?:实事|民生工程|重点(?:建设|民生)*(?:项目|工程))"
_PUT_ON_LIST = Pattern(
    rf"[^，。；]{{0,40}}{_PUT}[^，。；]{{0,24}}?(?:{_PROJECTS}|(?:检查|筛查|接种|体检|普查|改造|建设|培训)的?(?:范围|计划|任务|名单|对象))"
)
_PUTS = Pattern("(?:[将把]|对[全该各])[^，。；]{0,24}$")
_ON_LIST = Pattern(
    rf"{_PUT}[^，。；]{{0,30}}{_PROJECTS}[^，。；]{{0,6}}(?:，(?:[^。；]*，)?[对为给由][^，。；]{{0,20}}|：[^。]*)$"
)
_OF_LIST = Pattern(rf"{_PUT}[^，。；]{{0,16}}$")
_OF_PROJECTS = Pattern(f"[^，。；]{{0,8}}{_PROJECTS}")
_OF_THE_YEAR = Pattern("(?:全年|今年|年度|[国省市区县]定|下达的?)$")
_TASK_OF = Pattern(r"[^，。；\d]{0,24}(?:检查|筛查|培训|接种|体检|建设|改造)的?任务(?=[，。；]|$)")
_OF_STANDARD = Pattern(r"[^，。；]{0,8}的[^，。；\d的]{0,10}(?:目标|任务|要求|标准)[值线]?(?=[，。；)]|$)")
_ANSWERED = Pattern(r"[^，。；：\d]{0,10}(?:项目|任务|工程)：(?:已|目前|截[至止])")
_QUOTED_PROJECT = Pattern(r"[^“”。]*”等?[^“”，。；]{0,6}(?:实事|项目|任务|目标)")
# How much of a goal is done is no goal.
_RATE_DONE = Pattern("(?:完成|进度|执行)率(?:为|达到?|仅|仅为)?$")
_PLANS_END = re.compile("十(?<![比较从由]十)(?<![比较从由]“十)[二三四五]五”?期?末")
_CLOSED = Pattern(r"\([^()]{0,40}\)")
_REQUIRED = re.compile("不低于|不少于|不高于|[≤≥]")

_ALL_OF = Pattern("全[区县市州旗省国]的?$")
_SHARES = frozenset(("%", "‰", "倍"))
# What a report expects of its own year, or made ready in it.
_OF_THE_YEAR_THAT_ENDS = frozenset(("预计", "谋划", "争取"))
_PART_REACH = 24  # characters between a goal and its part


def planned(slot: Slot, clock: Clock, period: str | None) -> bool:
    """Whether a number is planned, required or a threshold rather than achieved.

    Args:
        slot: the number in its sentence.
        clock: the state of the report's time, and of what it has announced.
        period: the number's own period.
    """
    left, after, stance = slot.left, slot.after, clock.stance
    share = slot.found.unit in _SHARES
    if _START.search(left) or (left.endswith(("由", "从")) and _RISES.match(after)):
        return False
    if share and "率" in left[-5:] and _RATE_DONE.search(left):
        return False
    if _intended(left, after, share, stance) or _set_down(left, after):
        return True
    if "到20" in left and _SET_FOR.search(left) and not _DONE.search(left[-30:]):
        return True
    standard = "的" in after[:10] and "了" not in left[-24:] and _OF_STANDARD.match(after)
    if (standard or _AS_A_GOAL.match(after)) and not _TASK_DONE.search(left):
        return True
    if ("：" in after and _ANSWERED.match(after)) or _quoted(left, after):
        return True
    if "将" in after and _WILL_BE.match(after) and not _DONE.search(left[-30:]):
        return True
    if left.endswith("将") and _WILL_EXCEED.match(after):
        return True
    if ("提出，" in left or "要求，" in left) and _PUT_FORWARD.search(left) and not _DONE.search(left[-30:]):
        return True
    if "划，" in left and _BY_PLAN.search(left) and not _DONE_AMONG_PLANS.search(left[-30:]):
        return True
    if "目标，" in left and _PURPOSE.search(left):
        return stance.ahead and not _DONE_AMONG_PLANS.search(left[-30:])
    if (
        _BY_YEAR.search(left)
        and "从" not in left
        and period
        and not _DONE.search(left[-40:])
        and ((clock.year is None and not stance.reported) or int(period[:4]) > (clock.year or 9999))
    ):
        return True
    by_end = _PLANS_END.search(left) and not _DONE.search(left[-30:])
    latest = clock.year if by_end else clock.latest
    if period and latest and period[:4].isdigit() and int(period[:4]) > latest:
        # “十四五”期间，已建成托位600个: so far, in a plan that goes on.
        return "期间" not in left or not _DONE_AMONG_PLANS.search(left.rpartition("期间")[2])
    if _MET_BY.search(after):
        return False
    by_then = stance.goals_from is not None and slot.found.before - slot.start > stance.goals_from
    if not (stance.ahead or by_then):
        return False
    done = _DONE_AMONG_PLANS.search(left[-30:])
    # 同比增长6%以上 is no result among plans.
    return done is None or (done.group() == "同比" and slot.found.qualifier != "exact")


def goes_on(slot: Slot, goal: Slot | None) -> bool:
    """Whether a part of a goal, or the next of a list of goals, is planned as what stands before it is."""
    if goal is None or not (slot.part or slot.joined):
        return False
    if goal.start != slot.start or goal.found.unit != slot.found.unit:
        return False
    between = slot.left[-(slot.found.before - goal.found.after) :]
    return len(between) <= _PART_REACH and not _DONE.search(between) and not _MET_BY.match(slot.after)


def _intended(left: str, after: str, share: bool, stance: Stance) -> bool:
    """Whether a word for an intent leads up to a number, and nothing says that it was met."""
    near = _CLOSED.sub("", left)[-60:] if ")" in left else left[-60:]
    near = near.rpartition("；")[2] if stance.told else near
    targets = list(TARGET.finditer(near))
    if not targets:
        return False
    rest = near[targets[-1].end() :]
    rest = rest[aimed.end() :] if (aimed := _TO_DO.match(rest)) else rest
    met = (
        (stance.looks_back and targets[-1].group() in _OF_THE_YEAR_THAT_ENDS)
        or (not rest.startswith("(") and _MET.search(near, 0, targets[-1].start()))
        or (share and _SHARE_OF.fullmatch(rest))
        or rest.startswith(("多", "少", "高", "低"))
        or (
            targets[-1].group() == "要求" and rest[:1] == "，" and _BASIS.search(near, 0, targets[-1].start())
        )
        or (targets[-1].group() == "将" and _TAKEN_IN.match(rest + after))
    )
    return not met and not _DONE.search(rest) and ("：" in rest or not _THEN_REACHED.search(rest))


def _quoted(left: str, after: str) -> bool:
    """Whether a number stands in the quoted name of a project or goal, or in brackets behind one."""
    if "“" in left and _QUOTED_GOAL.search(left):
        return True
    if "(" in left[-2:] and _BRACKETED_GOAL.search(left[-9:]):
        return True
    if "清单(" in left and _BRACKETED_LIST.search(left):
        return True
    return "”" in after and left.rfind("“") > left.rfind("”") and bool(_QUOTED_PROJECT.match(after))


def _set_down(left: str, after: str) -> bool:
    """Whether a number stands on a list of projects, or in a task that is set."""
    met = "完成" in left[-16:] and not _OF_THE_YEAR.search(left)
    if "任务" in after and not met and _TASK_OF.match(after):
        return True
    if not any(word in left or word in after for word in _LISTED):
        return False
    near = left[-50:]
    if _ON_LIST.search(left) and not _DONE_AMONG_PLANS.search(near):
        return True
    if _DONE.search(near):
        return False
    if _OF_LIST.search(near) and _OF_PROJECTS.match(after):
        return True
    return bool(_PUTS.search(near) and _PUT_ON_LIST.match(after))


def counts_all(slot: Slot, record: Indicator | None) -> bool:
    """Whether a number is how many there are, whatever all of them are to do (`实现全区12家卫生院联网`)."""
    return record is not None and record.whole and bool(_ALL_OF.search(slot.left[-4:]))


def required(text: str, at: int) -> bool:
    """Whether a number is a threshold by the words right before it (`不低于`)."""
    return bool(_REQUIRED.match(text, at))


def project_list(text: str) -> list[tuple[int, int]]:
    """The stretches that list the projects set at a year's start, whose numbers are targets."""
    return [match.span() for match in _LIST_OF_PROJECTS.finditer(text)]
