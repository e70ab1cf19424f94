"""The words of comparison: grades, and why figures are unlike, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

GRADES: Mapping[str, tuple[str, str]] = {
    "comparable": ("可比", "Comparable"),
    "with_care": ("谨慎比较", "Compare with care"),
    "not_comparable": ("不可比", "Not comparable"),
}
QUALIFIERS = {
    "exact": ("确数", "exact"), "at_least": ("至少", "at least"),
    "approx": ("约数", "about"), "at_most": ("至多", "at most"),
}  # fmt: skip
STATUSES = {"actual": ("实际", "actual"), "target": ("目标", "target")}
NATURES = {"stated": ("报告写明", "stated"), "derived": ("推算", "derived")}
BASES = {"level": ("总量", "total"), "addition": ("新增", "addition"), "change": ("增幅", "change")}
WORDS: Mapping[str, tuple[str, str]] = {
    "target_and_actual": ("目标与实际不同", "Targets stand beside actual figures"),
    "level_and_addition": ("总量与新增（增幅）不同", "Totals stand beside additions or changes"),
    "unit_differs": ("单位不同", "Units differ"),
    "many_years_apart": (
        "年份相差{apart}年，不宜直接比较",
        "{apart} years apart, too far to compare directly",
    ),
    "period_unknown": ("时间不明", "It is not known what time these speak of"),
    "part_of_a_year": ("只涵盖一段时间，并非全年", "Covers a stretch that is not the whole year"),
    "age_bounds_differ": ("人群年龄界限不同", "Ages of the group differ"),
    "registered_and_resident": ("户籍与常住口径不同", "Registered persons stand beside residents"),
    "narrower_wording": ("所计对象的限定词不同", "What is counted is narrowed differently"),
    "precision_differs": ("精确程度不同", "Some figures are bounds or round numbers"),
    "stated_and_derived": ("部分为推算数", "Some figures are stated, some derived"),
    "boundary_changed": (
        "数据早于现行行政区划，所指范围不同",
        "Older than the area's present bounds, so of another territory",
    ),
    "one_place": (
        "只是其中某一机构或项目的数据，并非全区",
        "Of one institution or project, not of the whole area",
    ),
    "several_values": ("同一报告有不止一个数值", "The report gives more than one value"),
    "persons_and_person_times": (
        "人数与人次不同，一人可计多次",
        "Persons stand beside person-times; one person may count often",
    ),
    "one_year_apart": ("年份相差1年", "One year apart"),
    "years_apart": (
        "年份相差{apart}年，其间情况可能已大变",
        "{apart} years apart; much may have changed between",
    ),
    "cumulative": ("为某一起点以来的累计数，并非全年数", "Counted since a start, not over one year"),
    "group_differs": ("人群范围的说法不同", "The groups are bounded in different words"),
    "age_bound_unstated": (
        "未写明老年人的年龄界限",
        "The report does not say from what age people count as older",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which figures are unlike: its code, how much it weighs, and a sentence."""

    code: str
    grade: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How comparable figures are, and why not more so; the weightiest reasons first."""

    grade: str
    reasons: tuple[Reason, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons."""
        return tuple(reason.code for reason in self.reasons)

    @property
    def zh(self) -> str:
        """The verdict in Chinese, one paragraph."""
        return f"{GRADES[self.grade][0]}：{''.join(r.zh for r in self.reasons) or '各项口径一致。'}"

    @property
    def en(self) -> str:
        """The verdict in English, one paragraph."""
        return f"{GRADES[self.grade][1]}: {' '.join(r.en for r in self.reasons) or 'alike in every respect.'}"
