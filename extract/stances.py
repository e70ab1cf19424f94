"""What a report's title, headings and opening sentences announce: plans or results."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLAN_HEAD = re.compile(
    r"^到20\d\d年|(?:工作|重点|主要|下[一]?步|来年|明年|新年|20\d\d年)[^\n，。；]{0,12}"
    r"(?:计划|打算|思路|安排|目标|任务|展望|谋划|举措|部署|要点)"
    r"|(?:今年|20\d\d年)[^\n，。；]{0,4}重点工作(?=\n|$)|20\d\d年(?:的)?主要工作(?=\n|$)|下[一]?步(?:工作)?"
    r"|(?:发展|主要|工作|建设|总体|具体|规划|行动|[、章节\s])目标|主要指标(?=\n|$)|预期目标|目标任务|(?:目标|指标)值(?=：?\n|$)"
    r"|(?:创建|评价|评审|考核|认定|准入)[^\n，。；]{0,24}(?:标准|要求)(?=\n|$)"
    r"|(?:要|拟|将)(?:完成|办理?|实施)的?[^\n，。；]{0,16}实事(?=\n|$)|展望20\d\d|拟办理?[^，。；\n]{0,8}实事"
    r"|实事(?:项目)?(?:清单|计划|安排|公开表)?(?=\n|$)|(?:指标|目标)[^\n，。；]{0,6}\(到20\d\d年\)(?=：?\n|$)"
)
_DONE_HEAD = re.compile(
    r"(?:总结|回顾|(?:圆满|全面|顺利|超额|提前|如期)(?:完成|实现)|完成情况|工作成效|主要成绩|取得的?成[效绩]|亮点|(?:发展|工作)基础|现状|成就|形势|开展情况|进展情况|主要做法|工作情况)"
)
_PROJECTS_AHEAD = re.compile(
    r"(?:继续|将)[^，。；]{0,6}办好[^，。；]{0,10}实事|(?:实事|20\d\d年(?:度)?)候选项目|拟办[^，。；]{0,8}实事"
    r"|^[^，。；]{0,14}(?:实事|任务|目标)[^，。；]{0,6}清单[^，。；]{0,6}："
    r"|今年，?[^，。；\d]{0,6}(?:(?<![主重需必首只])要(?![求是])|将(?=[建新开投推继加力全进花坚着聚深集]))"
    r"|(?:规划|计划|方案|意见|纲要|清单|措施|要点)(?:\([^()]*\))?》[^，。；]{0,8}，?(?:还|同时)?(?:提出|明确|要求(?![，。；的])|规定)"
)
# A work report says so of the year that ends, too.
_DOES_WELL = re.compile("(?:全力|用心|扎实|认真|努力)[^，。；]{0,6}办好[^，。；]{0,10}实事")
# Without one of these a sentence neither announces projects nor sets plans out.
_OF_PLANS = re.compile(
    "今年|》|候选|惠民|民生|：\\n|以下|下列|如下|将继续|将实施|将办|确定|实事|清单|票决|表决|审议|投票|新一年|新的一年|明年|来年|下一步|下步"
)
# What is set out here holds until a heading says that something was done.
_SETS_OUT = re.compile(
    r"(?:提出|公布|发布|确定|明确)了?[^，。；]{0,12}(?:实事|民生)[^，。；]{0,8}清单(?=[。：\n]|，?(?:具体|内容)?如下)"
    r"|确定(?:在)?(?:今年|20\d\d年)(?:实施|办好|推进|落实)[^。\n]{0,8}(?:实事|项目)"
    r"|(?:票决|表决|审议|投票)[^。\n]{0,30}?(?:通过|产生|确定)了?[^。\n]{0,24}(?:实事|项目)"
    r"|(?:票决|表决|投票)[^。\n]{0,40}?实事(?:项目)?(?:新鲜|正式)?(?:出炉|揭晓|敲定|公布|产生|确定)"
    r"|将继续?(?:实施|推进|办好|办理|开展)[^，。；\n]{0,16}(?:实事|行动|工程)[^，。；\n]{0,8}[。：\n]"
    r"|将[^，。；\n]{0,4}(?:实施|推进|办好|办理|开展|公布|推出)[^，。；\n]{0,12}(?:(?:惠民|民生)(?:工程|项目)|实事)"
    r"|(?:到20\d\d年|将)[^。；\n]{0,12}(?:实现|达到|完成|建成)：(?=\n|$)"
    r"|(?:计划|拟|决定|将|确定)[^。\n]{0,10}(?:实施|办理|办好|推进)(?:以下|下列|如下)[^。\n]{0,8}："
    r"|^(?!(?:今|20\d\d)年以来|截[至止])[^。\n]{0,40}?(?:实事项目|民生实事)(?:共|为|有|包括)[^。\n]{0,20}：?(?=\n|$)"
    r"|(?:介绍|通报|公布|部署|明确)了?(?:新一年|新的一年|明年|来年|下一?步)[^，。；]{0,8}(?:安排|计划|打算|思路|部署|任务|目标)"
)
# The sentence that a word for a goal opens is one, and no longer (`目标任务：…`).
_STATED_GOAL = re.compile(r"[^，。；：\d]{0,8}(?:目标|任务|目标值|指标值|承诺)：")
_WENT_WELL = re.compile("(?:任务|项目|指标|工作|实事)[^，。；]{0,6}(?:进展顺利|(?:全部|圆满|顺利|全面)完成)")
_PROJECTS = "实事(?:候选)?(?:项目|工程|事项)?"
_PAPERS = "(?:方案|计划|要点|清单|任务|实事(?:项目)?|规划|目标|意见)"
_OUT = "(?:新鲜|正式)?(?:出炉|发布|公布|揭晓|敲定|确定|亮相|印发|出台|来了|票决产生)"
_AHEAD_TITLE = re.compile(
    rf"(?:规划纲要[^\n]*|拟办[^\n]{{0,10}}实事|{_PROJECTS}(?:清单)?|民生新举措|任务|(?:重点|主要)?工作(?:安排|打算|思路|部署)|目标(?:是什么|有哪些)?|工作要点"
    rf"|(?:目标|指标)值|规划[^\n，。；]{{0,4}}指标|(?:行动|实施|工作)(?:方案|计划)|(?:实施|指导)意见|若干措施|规划(?={_OUT}))"
    rf"[”」]?{_OUT}?[!?！？]?(?:\([^()\n]*\))?$"
    rf"|{_PROJECTS}(?:清单)?[”」]?{_OUT}[，！!？?：:—| ]"
    rf"|(?:规划|计划|方案|意见|纲要)(?:\([^()\n]*\))?》{_OUT}|清单{_OUT}|(?:这样|这么|怎么)干"
    rf"|{_PROJECTS}(?:清单|计划|安排|公示|公告|公开表|承诺|候选|任务分解|责任分解|有这些|有哪些)"
    r"|征求[^\n]{0,30}(?:实事|项目|规划|方案|指标)[^\n]{0,8}意见|(?:任务|责任)(?:清单|分解|分工)|工作(?:任务)?清单"
    r"|(?:发布|公布|确定|敲定|推出)20\d\d年[^\n，。；]{0,10}实事(?:项目)?$|(?:计划|规划|力争|拟)(?:到|在|于)?20\d\d年"
    rf"|将[^\n，。；]{{0,8}}办好?[^\n，。；]{{0,8}}实事$|{_PAPERS}(?:\([^()\n]*\))?》?的?(?:通知|公示|公告)$"
    r"|继续实施[^\n]{0,6}民生实事"
)
# A first line of news that says what this year, or a place, will do.
_WILL_TITLE = re.compile(
    r"(?:今年|明年|年内|未来|20\d\d年)[^\n]{0,14}(?<![即行])将(?![近要军])|将(?=新[建增设]|建|免费|投[放入用]|增|实施|推|为|办|添)|要办好"
)
# What a first line goes on with where the line break below the title is lost.
_PRINTED = re.compile(r"(?:(?:文章|信息)?来源|发布(?:日期|时间)|时间|作者|记者)：|20\d\d-\d")
_REPORTED = re.compile(
    "(?<!要)完成|进展|办理|成效|回顾|盘点|总结|收官|兑现|交卷|交账|办结|评估|背景|起点|情况|报告$|超额|提前"
    r"|(?:推进|落实|做实)(?![^\n]*(?:方案|计划|规划|意见|措施|清单|分解)(?:\([^()\n]*\))?$)"
)
# A heading of these is of what is to come whatever year it names.
_STILL_AHEAD = re.compile("^到|目标|拟办|(?:要|拟|将)(?:完成|办|实施)")
# A sentence that begins so tells what is, also where plans are set out.
_TELLS = re.compile(
    r"[^，。；\d]{0,12}(?:去年|上年|截[至止](?!20[2-9]\d年)|目前|近年|年来|长期以来|据(?:统计|测算|调查|监测)"
    r"|(?:数据|统计|监测|调查|结果)(?:显示|表明))"
)
_INTENDS = re.compile(
    r"(?<!即)将(?![近要军])|力争|确保|计划|今年|明年|下一?步|(?<![高升加长降低少展大得达])到20\d\d年|(?<![主重需必首只])要"
)
_PROGRESS_OF = re.compile(r"实事[^\n]{0,20}(?:进展|办理|进度|推进情况|落实情况)")
_BUILDING = re.compile(
    "在建|拟建|开工|动工|奠基|破土|封顶|结顶|(?<!医生)签约(?!率|服务|居民|人|家庭)|重点项目|(?:新建|迁建|扩建|建设)(?:工程|项目)+$"
)
# An opening that places a project, or says how large it is, speaks of one that is still to be built.
_PLACED = re.compile(r"(?:迁建|搬迁|新建|扩建|改建|建设)(?:工程)?项目(?:位于|选址|占地|用地|总?投资|总?建筑)")
_BUILT = re.compile("(?<![将拟待])(?:建成|启用|投用|投入使用|竣工|落成|开诊|交付)(?!后)")
_REPORT_HEAD = 80  # characters in which a work report says that it is one
_OPENING = 300  # characters in which a project is placed
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.．]")
_GOAL_YEAR = re.compile(r"[^，。；从由]{0,6}到(20[2-5]\d)年")
_BY_YEAR = re.compile(
    r"((?:提出|目标|规划|计划|要求)[^。]{0,20})?(?<![高升加长降低少展大得达年底])到(20[2-5]\d|201\d)年(?!底?[^，。；]{0,4}(?:已|达到了|累计))"
)
_OPENING_YEAR = re.compile(r"[^，。；\d到]{0,6}(20\d\d)年")
_OPENING_PLAN = re.compile("[^，。；\\d到]{0,4}十([一二三四五])五”?(?:期间|时期|期?末|以来)")
_YEARS = re.compile(r"(20\d\d)年")
_PROSE = re.compile("[，。；]")
_WILL = re.compile(
    "(?<!即)将(?=[为对以在新建开投推提加集实设增]|全(?![市区县省国])|继续|进一步|通过|组织|大力|着力|重点|逐步)"
)
# What a sentence begins with that says how far the task before it has come.
ANSWERS = re.compile("(?:已|目前|截[至止]|实际|进展|进度|(?:全部|提前|超额|均已)?完成)")
_DONE = re.compile("了(?!解)|已|累计|完成率|目前|截[至止]|至今|去年|以来|现有|[拥共]有|期间")
_THIS_YEAR = re.compile("今年|年内|同时，|此外，|其中，")
# A sentence without a subject that says what to do.
_BARE_VERB = re.compile(
    r"(?:[为对在][^，。；]{1,30}?|积极|全面|大力|加快|深入|扎实|稳步|有序|持续|不断|着力|重点)?"
    r"(?:新增|新建|改扩?建|扩建|建设|建立|开展|组织|实施|推进|推动|完善|健全|加强|强化|支持|鼓励|扩大|提高|提升|打造|落实|培训|培育|培养|举办|帮扶|免费|启动|优化|深化|配备|配置|增设|招聘|招录|引进|投放|筛查|接种)"
)
_REACHED = re.compile(".{0,40}?(?:了|已|累计|目前|截[至止])")
_CONTINUES = re.compile("继续|进一步")
_AIMS = re.compile(
    r"(?:[今明]年|20\d\d年|下一?步|接下来)[^。]{0,24}?(?<!即)将(?![近要军])|力争|努力(?:使|实现|达到)|确保"
)


def _title(text: str) -> str:
    return _PRINTED.split(text.lstrip("\n ")[:60].split("\n")[0])[0].rstrip("。 ")


def title_ahead(text: str) -> bool:
    """Whether a report's first line says that it lists what is to be done (`十件民生实事`, `主要目标`)."""
    title = _title(text)
    return bool(_AHEAD_TITLE.search(title)) and not _REPORTED.search(title)


def title_progress(text: str) -> bool:
    """Whether a report's first line says that it names the year's projects and how far each has come."""
    return bool(_PROGRESS_OF.search(_title(text)))


def title_building(text: str) -> bool:
    """Whether a report speaks of buildings under way, by its first line (`集中开工`) or its opening."""
    opening = _PLACED.search(text, 0, _OPENING)
    return bool(_BUILDING.search(_title(text))) or (bool(opening) and not _BUILT.search(_title(text)))


def title_built(text: str) -> bool:
    """Whether a report's first line says that a building is finished or in use."""
    title = _title(text)
    return bool(_BUILT.search(title)) and not title_building(text)


@dataclass(slots=True)
class Stance:
    """What a report has announced so far.

    Attributes:
        planning: whether the title or a heading announced plans.
        lists: whether the title itself says that the report lists what is to be done.
        progress: whether the title says that projects are named, each with how far it has come.
        report: whether the title says that it is a report on a government's work.
        willed: whether the title says what will be done, so that a sentence of it is of this year's plans.
        begins: the first year of the stretch that a plan is for, or None.
        goal: whether the last dated sentence named a year to come (`到2025年，…`).
        stated: whether a word for a goal opens the sentence (`目标任务：…`), or it is an item's task.
        told: whether the sentence tells what is (`目前，…`), also among plans, or goes on to.
        mood: whether the verbs of its paragraph say what is to be done (see `moods`).
        goals_from: where in the sentence a year to come is named that its numbers are goals for, or None.
        goal_year: that year.
        answered: whether the sentence after this one says how far it has come (`…500个。已完成526个`).
        opens: whether the sentence is a heading that announces plans.
        year_ahead: the year to come that such a heading names, or None.
    """

    planning: bool = False
    lists: bool = False
    progress: bool = False
    report: bool = False
    willed: bool = False
    begins: int | None = None
    goal: bool = False
    stated: bool = False
    told: bool = False
    mood: bool = False
    goals_from: int | None = None
    goal_year: str | None = None
    answered: bool = False
    opens: bool = False
    year_ahead: str | None = None
    _before: str = ""
    _goes: bool = False

    @property
    def ahead(self) -> bool:
        """Whether a number of the sentence is planned unless its own words say that it was reached."""
        return ((self.planning or self.mood) and not self.told) or self.goal or self.stated

    @property
    def looks_back(self) -> bool:
        """Whether a work report tells of the year that ends: what it expects (`预计`) is its result."""
        return self.report and not (self.planning or self.mood or self.goal)

    @property
    def within(self) -> bool:
        """Whether a part of the report sets out plans, rather than the whole by its title."""
        return (self.planning or self.mood) and not self.lists

    def open_sentence(
        self, sentence: str, heading: bool, paragraph: bool, year: int | None, known: bool
    ) -> None:
        """Take in a sentence of a report of a year, which its title may say (``known``)."""
        self.opens, self.year_ahead = False, None
        if heading:
            self._take_heading(sentence, year)
        elif (self.planning or self.goal) and _WENT_WELL.search(sentence):
            self.planning = self.goal = False
        first = sentence[:16]
        dated = _GOAL_YEAR.match(first)
        if dated:
            past = year is not None and int(dated[1]) <= year
            self.goal = not past or not (known or first[dated.end() :][:1] in ("末", "底"))
        elif paragraph and "|" not in sentence and "\t" not in sentence and _PROSE.search(sentence):
            self.goal = False
        by_year = _BY_YEAR.search(sentence) if "到20" in sentence else None
        later = by_year and (year is None or int(by_year[2]) > year or by_year[1])
        self.goals_from = by_year.end() if by_year and later else None
        self.goal_year = by_year[2] if by_year and later else None
        if by_year and later and sentence.rstrip("\n").endswith("："):
            self.planning, self.opens, self.year_ahead = True, True, by_year[2]
        self.stated = "：" in first and bool(_STATED_GOAL.match(first))
        self._tell(sentence, paragraph, self.begins or year)
        if self.willed and (_THIS_YEAR.search(sentence) or _BARE_VERB.match(sentence)):
            self.stated = self.stated or not (self.told or _DONE.search(sentence))
        if paragraph and self.answered and _NUMBERED.match(first):
            self.stated = not _DONE.search(sentence)
        of_plans = _OF_PLANS.search(sentence)
        projects = of_plans and (
            _PROJECTS_AHEAD.search(sentence)
            or ((self.mood or not self.report) and _DOES_WELL.search(sentence))
        )
        if self._goes_on(sentence) or projects:
            self.goal = True
        elif self.progress and (paragraph or self.goal):
            self.goal = paragraph and bool(_NUMBERED.match(sentence))
        if of_plans and _SETS_OUT.search(sentence):
            self.planning = True
        self._before = sentence

    def _take_heading(self, sentence: str, year: int | None) -> None:
        """Take in a heading: it announces plans, or what was done."""
        years = [int(y) for y in _YEARS.findall(sentence)] if "年" in sentence else []
        if _PLAN_HEAD.search(sentence) and not _DONE_HEAD.search(sentence):
            ahead = self.lists or not years or year is None or max(years) > year
            self.planning = self.opens = ahead or bool(_STILL_AHEAD.search(sentence))
            if years and self.planning and year is not None and max(years) == year + 1:
                self.year_ahead = str(max(years))
        elif _DONE_HEAD.search(sentence) or (years and not self.lists):
            self.planning = False

    def _goes_on(self, sentence: str) -> bool:
        """Whether a sentence goes on with what the one before it says is to be done (`为…配备…`)."""
        before, on = self._before, self._goes
        self._goes = False
        if not before.endswith("\n"):
            willed = on or ("将" in before and bool(_WILL.search(before)))
            continues = _CONTINUES.match(sentence) and _AIMS.search(before)
            self._goes = bool(continues or (willed and _BARE_VERB.match(sentence)))
        return self._goes

    def _tell(self, sentence: str, paragraph: bool, begins: int | None) -> None:
        """Take in whether a sentence tells what is (`目前，…`), or says what is to be, or neither."""
        if not (self.planning or self.mood or self.willed):
            self.told = False
            return
        opening = _OPENING_YEAR.match(sentence) if begins else None
        before = int(opening[1]) if opening else _end_of_plan(sentence)
        if before < (begins or 0) or _TELLS.match(sentence):
            self.told = True
        elif paragraph or _INTENDS.search(sentence):
            self.told = False


def _end_of_plan(sentence: str) -> int:
    """The last year of the five-year plan that a sentence opens with (`“十三五”期间，…`); 9999 for none."""
    plan = _OPENING_PLAN.match(sentence)
    return 2010 + 5 * "一二三四五".index(plan[1]) if plan else 9999


def announced(text: str, begins: int | None) -> Stance:
    """What a report's first line announces; ``begins`` is the first year of the stretch it plans for."""
    lists = title_ahead(text)
    return Stance(
        planning=lists,
        lists=lists,
        progress=title_progress(text),
        willed=bool(_WILL_TITLE.search(_title(text))) and not _REPORTED.search(_title(text)),
        report="政府工作报告" in text[:_REPORT_HEAD],
        begins=begins,
    )
