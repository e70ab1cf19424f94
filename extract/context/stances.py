"""What a report's title, headings and opening sentences announce: plans or results.

The wordings stand in `announcing`, each with an example.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns import Pattern

from .announcing import any_of
from .titles import is_work_report

_AHEAD_TITLE, _REPORTED, _WILL_TITLE = map(any_of, ("title_ahead", "title_reported", "title_will"))
_PROGRESS_OF, _BUILDING, _BUILT = map(any_of, ("title_progress", "title_building", "title_built"))
_PLAN_HEAD, _DONE_HEAD = any_of("heading_ahead"), any_of("heading_done")
_PROJECTS_AHEAD, _SETS_OUT = any_of("projects"), any_of("sets_out")

# A work report says so of the year that ends, too.
_DOES_WELL = Pattern("(?:全力|用心|扎实|认真|努力)[^，。；]{0,6}办好[^，。；]{0,10}实事")
# Without one of these a sentence neither announces projects nor sets plans out.
_OF_PLANS = re.compile(
    "今年|》|候选|惠民|民生|：\\n|以下|下列|如下|将继续|将实施|将办|确定|实事|清单|票决|表决|审议|投票|新一年|新的一年|明年|来年|下一步|下步"
)
# The sentence that a word for a goal opens is one, and no longer (`目标任务：…`).
_STATED_GOAL = Pattern(r"[^，。；：\d]{0,8}(?:目标|任务|目标值|指标值|承诺)：")
_WENT_WELL = Pattern("(?:任务|项目|指标|工作|实事)[^，。；]{0,6}(?:进展顺利|(?:全部|圆满|顺利|全面)完成)")
# A heading of these is of what is to come whatever year it names.
_STILL_AHEAD = Pattern("^到|目标|拟办|(?:要|拟|将)(?:完成|办|实施)")
# A sentence that begins so tells what is, also where plans are set out.
_TELLS = Pattern(
    r"[^，。；\d]{0,12}(?:去年|上年|截[至止](?!20[2-9]\d年)|目前|近年|年来|长期以来|据(?:统计|测算|调查|监测)"
    r"|(?:数据|统计|监测|调查|结果)(?:显示|表明))"
)
_INTENDS = Pattern(
    r"(?<!即)将(?![近要军])|力争|确保|计划|今年|明年|下一?步|(?<![高升加长降低少展大得达])到20\d\d年|(?<![主重需必首只])要"
)
# An opening that places a project, or says how large it is, speaks of one that is still to be built.
_PLACED = Pattern(r"(?:迁建|搬迁|新建|扩建|改建|建设)(?:工程)?项目(?:位于|选址|占地|用地|总?投资|总?建筑)")
_OPENING = 300  # characters in which a project is placed
_NUMBERED = Pattern(r"\(?[一二三四五六七八九十\d]{1,3}[)、.．]")
_GOAL_YEAR = re.compile(r"[^，。；从由]{0,6}到(20[2-5]\d)年")
_BY_YEAR = Pattern(
    r"((?:提出|目标|规划|计划|要求|明确|确定)[^。]{0,20})?(?<![高升加长降低少展大得达年底])到(20[2-5]\d|201\d)年(?!底?[^，。；]{0,4}(?:已|达到了|累计))"
)
# A year that something is done for sets no goals for what is done (see `plans`).
_TO_AN_END = re.compile("为了?(?:如期)?(?:实现|达到|完成)")
_OPENING_YEAR = Pattern(r"[^，。；\d到]{0,6}(20\d\d)年")
_OPENING_PLAN = Pattern("[^，。；\\d到]{0,4}十([一二三四五])五”?(?:期间|时期|期?末|以来)")
_YEARS = Pattern(r"(20\d\d)年")
_PROSE = Pattern("[，。；]")
_WILL = Pattern(
    "(?<!即)将(?=[为对以在新建开投推提加集实设增]|全(?![市区县省国])|继续|进一步|通过|组织|大力|着力|重点|逐步)"
)
# What a sentence begins with that says how far the task before it has come.
ANSWERS = re.compile("(?:已|目前|截[至止]|实际|进展|进度|(?:全部|提前|超额|均已)?完成)")
_DONE = Pattern("了(?!解)|已|累计|完成率|目前|截[至止]|至今|去年|以来|现有|[拥共]有|期间")
_THIS_YEAR = Pattern("今年|年内|同时，|此外，|其中，")
# A sentence without a subject that says what to do.
_BARE_VERB = Pattern(
    r"(?:[为对在][^，。；]{1,30}?|积极|全面|大力|加快|深入|扎实|稳步|有序|持续|不断|着力|重点)?"
    r"(?:新增|新建|改扩?建|扩建|建设|建立|开展|组织|实施|推进|推动|完善|健全|加强|强化|支持|鼓励|扩大|提高|提升|打造|落实|培训|培育|培养|举办|帮扶|免费|启动|优化|深化|配备|配置|增设|招聘|招录|引进|投放|筛查|接种|提质|创建|完成)"
)
_REACHED = Pattern(".{0,40}?(?:了|已|累计|目前|截[至止])")
_CONTINUES = re.compile("继续|进一步")
_AIMS = Pattern(
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
        reported: whether the title says that something is reported (`完成情况`).
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
    reported: bool = False
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
        self._take_year(sentence, paragraph, year, known)
        self.stated = "：" in first and bool(_STATED_GOAL.match(first))
        self._tell(sentence, paragraph, self.begins or year)
        if self.willed and (_THIS_YEAR.search(sentence) or _BARE_VERB.match(sentence)):
            self.stated = self.stated or not (self.told or _DONE.search(sentence))
        if paragraph and self.answered and _NUMBERED.match(first):
            self.stated = not _DONE.search(sentence)
        of_plans = _OF_PLANS.search(sentence)
        if self._goes_on(sentence) or (of_plans and self._names_projects(sentence)):
            self.goal = True
        elif self.progress and (paragraph or self.goal):
            self.goal = paragraph and bool(_NUMBERED.match(sentence))
        if of_plans and _SETS_OUT.search(sentence):
            self.planning = True
        self._before = sentence

    def _take_year(self, sentence: str, paragraph: bool, year: int | None, known: bool) -> None:
        """Take in a year to come that a sentence names for goals (`到2025年，…`)."""
        first = sentence[:16]
        dated = None if _TO_AN_END.match(first) else _GOAL_YEAR.match(first)
        if dated:
            past = year is not None and int(dated[1]) <= year
            sure = known or self.reported or first[dated.end() :][:1] in ("末", "底")
            self.goal = not (past or (year is None and self.reported)) or not sure
        elif paragraph and "|" not in sentence and "\t" not in sentence and _PROSE.search(sentence):
            self.goal = False
        self.goals_from = self.goal_year = None
        by_year = _BY_YEAR.search(sentence) if "到20" in sentence and not _TO_AN_END.match(first) else None
        unknown = year is None and not self.reported
        if by_year and (unknown or int(by_year[2]) > (year or 9999) or by_year[1]):
            self.goals_from, self.goal_year = by_year.end(), by_year[2]
            if sentence.rstrip("\n").endswith("："):
                self.planning, self.opens, self.year_ahead = True, True, by_year[2]

    def _names_projects(self, sentence: str) -> bool:
        """Whether a sentence of plans names projects that are to come (`继续办好民生实事`)."""
        if _PROJECTS_AHEAD.search(sentence) and not (self.reported and "》" in sentence):
            return True
        return (self.mood or not self.report) and bool(_DOES_WELL.search(sentence))

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
            bare = willed and _BARE_VERB.match(sentence) and not _REACHED.match(sentence)
            self._goes = bool(continues or bare)
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
    reported = bool(_REPORTED.search(_title(text)))
    return Stance(
        planning=lists,
        lists=lists,
        progress=title_progress(text),
        willed=not reported and bool(_WILL_TITLE.search(_title(text))),
        reported=reported,
        report=is_work_report(text),
        begins=begins,
    )
