"""What a report's title, headings and opening sentences announce: plans or results."""

from __future__ import annotations

import re

PLAN_HEAD = re.compile(
    r"(?:^到20\d\d年|(?:工作|重点|主要|下[一]?步|来年|明年|新年|20\d\d年)[^\n，。；]{0,12}(?:计划|打算|思路|安排|目标|任务|展望|谋划|举措|部署|要点)|(?:今年|20\d\d年)[^\n，。；]{0,4}重点工作(?=\n|$)|20\d\d年(?:的)?主要工作(?=\n|$)|下[一]?步(?:工作)?|(?:发展|主要|工作|建设|总体|具体|规划|行动)目标|主要指标(?=\n|$)|预期目标|目标任务|(?:目标|指标)值(?=：?\n|$)|展望20\d\d|实事(?:项目)?(?:清单|计划|安排|公开表)?(?=\n|$)|拟办理?[^，。；\n]{0,8}实事)"
    r"|(?:指标|目标)[^\n，。；]{0,6}\(到20\d\d年\)(?=：?\n|$)"
)
DONE_HEAD = re.compile(
    r"(?:总结|回顾|完成情况|工作成效|主要成绩|取得的?成[效绩]|亮点|(?:发展|工作)基础|现状|成就|形势|开展情况|进展情况|主要做法|工作情况)"
)
PROJECTS_AHEAD = re.compile(
    r"(?:继续|全力|用心|扎实|认真|努力|将)[^，。；]{0,6}办好[^，。；]{0,10}实事|实事候选项目|拟办[^，。；]{0,8}实事"
    r"|^[^，。；]{0,14}(?:实事|任务|目标)[^，。；]{0,6}清单[^，。；]{0,6}："
    r"|今年，?[^，。；\d]{0,6}(?:(?<![主重需必首只])要(?![求是])|将(?=[建新开投推继加力全进花坚着聚深]))"
)
# Without one of these a sentence neither announces projects nor sets plans out.
OF_PLANS = re.compile("今年|确定|实事|清单|票决|表决|审议|投票|新一年|新的一年|明年|来年|下一步|下步")
# What is set out here holds until a heading says that something was done.
SETS_OUT = re.compile(
    r"(?:提出|公布|发布|确定|明确)了?[^，。；]{0,12}(?:实事|民生)[^，。；]{0,8}清单(?=[。：\n]|，?(?:具体|内容)?如下)"
    r"|确定(?:在)?(?:今年|20\d\d年)(?:实施|办好|推进|落实)[^。\n]{0,8}(?:实事|项目)"
    r"|(?:票决|表决|审议|投票)[^。\n]{0,30}?(?:通过|产生|确定)了?[^。\n]{0,24}(?:实事|项目)"
    r"|^(?!(?:今|20\d\d)年以来|截[至止])[^。\n]{0,40}?(?:实事项目|民生实事)(?:共|为|有|包括)[^。\n]{0,20}：?(?=\n|$)"
    r"|(?:介绍|通报|公布|部署|明确)了?(?:新一年|新的一年|明年|来年|下一?步)[^，。；]{0,8}(?:安排|计划|打算|思路|部署|任务|目标)"
)
# The sentence that a word for a goal opens is one, and no longer (`目标任务：…`).
STATED_GOAL = re.compile(r"[^，。；：\d]{0,8}(?:目标|任务|目标值|指标值)：")
WENT_WELL = re.compile("(?:任务|项目|指标|工作|实事)[^，。；]{0,6}(?:进展顺利|(?:全部|圆满|顺利|全面)完成)")
_AHEAD_TITLE = re.compile(
    r"(?:规划纲要[^\n]*|拟办[^\n]{0,10}实事|(?:实事|民生实事)(?:项目|工程)?(?:清单)?|民生新举措|任务|目标(?:是什么|有哪些)?|工作要点|(?:目标|指标)值|规划[^\n，。；]{0,4}指标|(?:行动|实施|工作)(?:方案|计划)|(?:实施|指导)意见|若干措施|规划(?=(?:新鲜)?(?:出炉|发布|公布|印发|出台)))"
    r"[”」]?(?:新鲜)?(?:出炉|发布|公布|揭晓|敲定|确定|亮相|印发|出台|来了|票决产生)?[!?！？]?(?:\([^()\n]*\))?$"
    r"|(?:发布|公布|确定|敲定|推出)20\d\d年[^\n，。；]{0,10}实事(?:项目)?$|(?:计划|规划|力争|拟)(?:到|在|于)?20\d\d年"
    r"|将[^\n，。；]{0,8}办好?[^\n，。；]{0,8}实事$|(?:方案|计划|要点|清单|任务)(?:\([^()\n]*\))?》?的?通知$"
)
_REPORTED = re.compile(
    "完成|进展|办理|落实|成效|回顾|盘点|总结|收官|兑现|交卷|交账|办结|评估|背景|起点|情况|推进|做实|报告$|超额|提前"
)
_PROGRESS_OF = re.compile(r"实事[^\n]{0,20}(?:进展|办理|进度|推进情况|落实情况)")
_BUILDING = re.compile("在建|拟建|开工|动工|签约|重点项目|(?:新建|迁建|扩建|建设)(?:工程|项目)$")
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.．]")
_CONTINUES = re.compile("继续|进一步")
_AIMS = re.compile(
    r"(?:[今明]年|20\d\d年|下一?步|接下来)[^。]{0,24}?(?<!即)将(?![近要军])|力争|努力(?:使|实现|达到)|确保"
)


def _title(text: str) -> str:
    return text.lstrip("\n ")[:60].split("\n")[0].rstrip("。 ")


def title_ahead(text: str) -> bool:
    """Whether a report's first line says that it lists what is to be done (`十件民生实事`, `主要目标`)."""
    title = _title(text)
    return bool(_AHEAD_TITLE.search(title)) and not _REPORTED.search(title)


def title_progress(text: str) -> bool:
    """Whether a report's first line says that it names the year's projects and how far each has come."""
    return bool(_PROGRESS_OF.search(_title(text)))


def title_building(text: str) -> bool:
    """Whether a report's first line says that it speaks of buildings under way (`集中开工`)."""
    return bool(_BUILDING.search(_title(text)))


def plans_on(before: str, sentence: str) -> bool:
    """Whether a sentence goes on with what the one before it says is to be done (`继续…`)."""
    return bool(_CONTINUES.match(sentence)) and not before.endswith("\n") and bool(_AIMS.search(before))


def names_project(sentence: str) -> bool:
    """Whether a sentence opens with the number of an item (`三、`)."""
    return bool(_NUMBERED.match(sentence))
