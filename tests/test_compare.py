"""Comparability: one grade, the right reasons, in both languages, for pairs and for sets."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.comparing.compare import compare
from extract.comparing.groups import bounds_of, group_of
from extract.comparing.reasons import GRADES
from extract.model import Mention

AREAS: list[dict[str, object]] = [
    {
        "adcode": "1",
        "zh": "甲区",
        "en": "Jia",
        "valid_from": "2021-04",
        "note": "Made in 2021 from the east of Yi",
        "note_zh": "2021年由乙区东部设立",
    },
    {"adcode": "2", "zh": "乙区", "en": "Yi", "valid_from": ""},
    {"adcode": "3", "zh": "丙区", "en": "Bing", "valid_from": None},
]
OLDER: dict[str, object] = {"zh": "老年人免费流感疫苗接种人数", "measure": "flow"}


def row(adcode: str = "1", **more: object) -> dict[str, object]:
    plain = {
        "adcode": adcode, "time_period": "2023", "value": 5.0, "unit": "人", "qualifier": "exact",
        "status": "actual", "nature": "stated", "basis": "level", "value_max": float("nan"),
    }  # fmt: skip
    return plain | more


def test_alike_figures_are_comparable() -> None:
    verdict = compare([row("1"), row("2", value=9.0)], AREAS)
    assert (verdict.grade, verdict.reasons) == ("comparable", ())
    assert verdict.zh.startswith("可比") and verdict.en.startswith("Comparable")


@pytest.mark.parametrize(
    ("more", "code", "grade"),
    [
        ({"time_period": "2022"}, "one_year_apart", "with_care"),
        ({"time_period": "2020"}, "years_apart", "with_care"),
        ({"time_period": "2018"}, "many_years_apart", "not_comparable"),
        ({"time_period": "2018-12-31"}, "many_years_apart", "not_comparable"),
        ({"time_period": None}, "period_unknown", "with_care"),
        ({"time_period": float("nan")}, "period_unknown", "with_care"),
        ({"time_period": "2023-01-01/"}, "part_of_a_year", "with_care"),
        ({"time_period": "2023-06"}, "part_of_a_year", "with_care"),
        ({"time_period": "2023-09-10/2023-12-31"}, "part_of_a_year", "with_care"),
        (
            {"sentence": "项目启动以来，共筛查5人", "start": 60, "sentence_start": 50},
            "cumulative",
            "with_care",
        ),
        ({"status": "target"}, "target_and_actual", "not_comparable"),
        ({"basis": "addition"}, "level_and_addition", "not_comparable"),
        ({"unit": "人次"}, "persons_and_person_times", "not_comparable"),
        ({"unit": "人次/千人"}, "persons_and_person_times", "not_comparable"),
        ({"unit": "家"}, "unit_differs", "not_comparable"),
        ({"group_note": "70岁以上户籍老年人"}, "group_differs", "with_care"),
        ({"qualifier": "at_least"}, "precision_differs", "with_care"),
        ({"qualifier": "approx"}, "precision_differs", "with_care"),
        ({"nature": "derived"}, "stated_and_derived", "with_care"),
        ({"area_note": "区中医院"}, "one_place", "with_care"),
        ({"label": "公办托育机构"}, "narrower_wording", "with_care"),
    ],
)
def test_each_way_of_being_unlike_has_its_reason(more: dict[str, object], code: str, grade: str) -> None:
    verdict = compare([row("1"), row("2", **more)], AREAS, {"zh": "某数", "measure": "flow"})
    assert verdict.grade == grade
    assert verdict.codes[0] == code
    reason = verdict.reasons[0]
    assert "乙区" in reason.zh and "Yi" in reason.en and "None" not in reason.zh + reason.en


def test_groups_of_other_ages_do_not_compare_as_counts_but_shares_do_with_care() -> None:
    seventy, sixty_five = {"group_note": "70岁以上户籍老年人"}, {"group_note": "65岁以上老年人"}
    assert (
        compare([row("1", **seventy), row("2", **sixty_five)], AREAS, OLDER).codes[0] == "age_bounds_differ"
    )
    assert compare([row("1", **seventy), row("2", **sixty_five)], AREAS, OLDER).grade == "not_comparable"
    shares = [row("1", unit="%", **seventy), row("2", unit="%", **sixty_five)]
    assert compare(shares, AREAS, OLDER).grade == "with_care"
    registered = [row("1", group_note="户籍老年人"), row("2", group_note="常住老年人")]
    assert "registered_and_resident" in compare(registered, AREAS, OLDER).codes


def test_older_people_without_an_age_are_compared_with_care() -> None:
    older = [row("1", group_note="老年人"), row("2", group_note="老年人")]
    assert compare(older, AREAS, OLDER).codes == ("age_bound_unstated",)
    bounded: dict[str, object] = {"zh": "60岁及以上老年人口", "measure": "stock"}
    assert compare(older, AREAS, bounded).grade == "comparable"


def test_a_bound_of_the_indicator_itself_is_no_difference() -> None:
    named: dict[str, object] = {"zh": "0—3岁婴幼儿数", "measure": "stock"}
    assert (
        compare([row("1", group_note="0至3岁婴幼儿"), row("2", group_note="婴幼儿")], AREAS, named).grade
        == "comparable"
    )


def test_a_part_of_the_year_does_not_matter_for_a_stock() -> None:
    stock: dict[str, object] = {"zh": "托位数", "measure": "stock"}
    assert compare([row("1"), row("2", time_period="2023-12-31")], AREAS, stock).grade == "comparable"


def test_figures_older_than_the_bounds() -> None:
    across = compare([row("1", time_period="2020"), row("2", time_period="2020")], AREAS)
    assert (across.grade, across.codes) == ("with_care", ("boundary_changed",))
    within = compare([row("1", time_period="2020"), row("1", time_period="2022")], AREAS)
    assert (within.grade, within.codes) == ("not_comparable", ("boundary_changed",))
    assert across.reasons[0].zh.endswith("不同（甲区：2021年由乙区东部设立）。")
    assert across.reasons[0].en.endswith("territory (Jia: Made in 2021 from the east of Yi).")
    before = compare([row("1", time_period="2019"), row("1", time_period="2020")], AREAS)
    assert before.grade == "comparable"


def test_two_values_of_one_report_are_said() -> None:
    verdict = compare([row("1", value=25.0), row("1", value=24.0), row("2")], AREAS)
    assert verdict.codes == ("several_values",) and "甲区" in verdict.zh


def test_many_areas_are_named_shortly() -> None:
    rows = [row(str(n), time_period="2023" if n % 2 else "2022") for n in range(1000)]
    verdict = compare(rows)
    assert verdict.codes == ("one_year_apart",) and "等500地" in verdict.zh and "496 more" in verdict.en


ROWS = st.fixed_dictionaries(
    {
        "adcode": st.sampled_from(["1", "2", "3"]),
        "time_period": st.sampled_from([None, "2018", "2022", "2023", "2023-01-01/", "2023-12-31"]),
        "value": st.floats(0, 100),
        "unit": st.sampled_from(["人", "人次", "%", "家", "个"]),
        "qualifier": st.sampled_from(["exact", "at_least", "approx", "at_most"]),
        "status": st.sampled_from(["actual", "target"]),
        "nature": st.sampled_from(["stated", "derived"]),
        "basis": st.sampled_from(["level", "addition", "change"]),
        "group_note": st.sampled_from([None, "老年人", "65岁以上老年人", "70岁以上户籍老年人"]),
        "label": st.sampled_from([None, "普惠托位", "公办托位"]),
    }
)


@given(st.lists(ROWS, max_size=6), st.randoms())
def test_the_verdict_does_not_hang_on_the_order(rows: list[dict[str, object]], chance: random.Random) -> None:
    verdict = compare(rows, AREAS)
    shuffled = chance.sample(rows, len(rows))
    other = compare(shuffled, AREAS)
    assert (verdict.grade, set(verdict.codes)) == (other.grade, set(other.codes))
    assert verdict.grade in GRADES and (verdict.grade == "comparable") == (not verdict.reasons)


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_a_figure_beside_itself_differs_in_nothing_and_more_figures_never_help(
    rows: list[dict[str, object]],
) -> None:
    order = list(GRADES)
    assert not {
        code for code in compare([rows[0], rows[0]], AREAS).codes if "differ" in code or "apart" in code
    }
    fewer, more = compare(rows[:-1], AREAS), compare(rows, AREAS)
    assert order.index(fewer.grade) <= order.index(more.grade)


@pytest.mark.parametrize(
    ("text", "number", "unit", "group"),
    [
        ("为8万名70岁以上在萧浙江户籍老年人免费接种", "8万", "人", "70岁以上在萧浙江户籍老年人"),
        ("为5751名老年人免费接种流感疫苗", "5751", "人", "老年人"),
        ("65周岁及以上老年人健康管理率达72.5%", "72.5%", "%", "65周岁及以上老年人"),
        ("并为老年人免费筛查，有4.9万余人受益", "4.9万", "人", "老年人"),
        ("为36000余名幼儿园在园生完成涂氟", "36000", "人", "幼儿园在园生"),
        ("区内0至3岁婴幼儿有3.6万人", "3.6万", "人", "0至3岁婴幼儿"),
        ("“两慢病”患者6.68万人", "6.68万", "人", "两慢病患者"),
        ("为老年人接种5751人，持证人员1.3万余人", "1.3万", "人", None),
        ("3岁以下婴幼儿托位4830个", "4830", "个", None),
        ("受益群众8900余人", "8900", "人", None),
    ],
)
def test_the_group_is_read_where_it_stands(text: str, number: str, unit: str, group: str | None) -> None:
    start = text.index(number)
    mention = Mention(
        "a",
        start,
        start + len(number),
        number,
        "quantity",
        unit=unit,
        sentence_start=0,
        sentence_end=len(text),
    )
    assert group_of(text, mention) == group
    broken = "\n".join(text)
    at = broken.index("\n".join(number))
    spread = Mention(
        "a", at, at + 2 * len(number) - 1, number, "quantity", unit=unit, sentence_end=len(broken)
    )
    assert group_of(broken, spread) == group


def test_bounds_are_taken_apart() -> None:
    assert bounds_of("70岁以上在萧浙江户籍老年人").age == (70, None)
    assert bounds_of("七十岁以上老年人").age == (70, None)
    assert bounds_of("0-3岁婴幼儿").age == bounds_of("3岁以下婴幼儿").age == (0, 3)
    assert bounds_of("户籍老年人").registered == "户籍" and bounds_of(None).age is None
