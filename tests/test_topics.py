"""A number without a noun goes on counting what the sentence before it, or the title, names."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


def linked(text: str) -> list[tuple[str, str | None]]:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [(mention.text, mention.indicator) for mention in found if mention.kind == "quantity"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全区开展结直肠癌筛查2.1万人。明年计划再筛查1.8万人。",
            [("2.1万", "colorectal_screenings"), ("1.8万", "colorectal_screenings")],
        ),
        (
            "居民健康素养水平31.6%。力争2025年达到33%。到2030年，进一步提高到38%。",
            [
                ("31.6%", "health_literacy_rate"),
                ("33%", "health_literacy_rate"),
                ("38%", "health_literacy_rate"),
            ],
        ),
        ("社区里做起肠癌早筛\n今年以来，全区已筛查6900人。", [("6900", "colorectal_screenings")]),
        (
            "县人民医院住院楼改扩建项目开工。据了解，该项目总投资6200万元。",
            [("6200万", "capital_investment")],
        ),
        ("县第二小学教学楼改扩建项目开工。据了解，该项目总投资6200万元。", [("6200万", None)]),
        (
            "全区公共场所AED60台。“十四五”期间要增配180台。",
            [("60", "aed_total"), ("180", "aed_new")],
        ),
        (
            "全区启动老年人流感疫苗免费接种，目前已接种1.9万人。",
            [("1.9万", "flu_vaccinations_older")],
        ),
        (
            "区里的事\n有6900人参加结直肠癌宣讲。已有1.3万人完成初筛。",
            [("6900", None), ("1.3万", "colorectal_screenings")],
        ),
        # a task's number, or one of those who were served, has its act from what is named
        (
            "农村妇女免费检查“两癌”\n截至目前已有2.1万名农村妇女得到这项服务。",
            [("2.1万", "womens_cancer_screenings")],
        ),
        (
            "两癌筛查惠民\n妇女两癌筛查项目又是一年。目标数是6万人，完成筛查的妇女已达6.2万人。",
            [("6万", "womens_cancer_screenings"), ("6.2万", "womens_cancer_screenings")],
        ),
        ("老人免费打流感疫苗\n已为3.6万名60岁以上老人接种。", [("3.6万", "flu_vaccinations_older")]),
        ("大肠癌早筛项目\n项目今年筛查5万人。", [("5万", "colorectal_screenings")]),
        ("办得怎样\n三、大肠癌筛查\n已完成2.1万人。", [("2.1万", "colorectal_screenings")]),
        ("办得怎样\n一、新增托位\n已完成860个。", [("860", "childcare_places_new")]),
        ("办得怎样\n二、家庭医生签约\n有14万人签定服务协议。", [("14万", "family_doctor_signed")]),
        ("开展两癌筛查\n500余名妇女接受了这次咨询。", [("500", None)]),
        ("开展结直肠癌筛查2.1万人。筛查妇女3万人。", [("2.1万", "colorectal_screenings"), ("3万", None)]),
        # another act, another unit, a noun of its own: not the same thing
        ("开展结直肠癌筛查2.1万人。随访3万人。", [("2.1万", "colorectal_screenings"), ("3万", None)]),
        ("开展结直肠癌筛查2.1万人。筛查3万户。", [("2.1万", "colorectal_screenings"), ("3万", None)]),
        ("开展结直肠癌筛查2.1万人。筛查学生3万人。", [("2.1万", "colorectal_screenings"), ("3万", None)]),
        (
            "年度工作\n开展结直肠癌筛查2.1万人。\n筛查3万人。",
            [("2.1万", "colorectal_screenings"), ("3万", None)],
        ),
    ],
)
def test_topic(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert linked(text) == expected


def test_two_diseases_in_one_word() -> None:
    assert linked("两慢病患者规范管理率分别为68.7%、67.9%。") == [
        ("68.7%", "hypertension_management_rate"),
        ("67.9%", "diabetes_management_rate"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2021年，全区出生人口6120人，此后不断趋降。2022年为5480人。", "births"),
        ("2021年，全区出生人口6120人，此后不断趋降。2022年为548人。", None),
        ("2021年，全区出生人口6120人，此后不断趋降。2022年为5.1%。", None),
        ("2021年，全区出生人口6120人，此后不断趋降。2022年死亡5480人。", None),
    ],
)
def test_a_year_s_value_of_what_was_counted_last(text: str, name: str | None) -> None:
    found = read_mentions(Document("t.txt", text), area="330113", year=2022)
    last = [m for m in found if m.kind == "quantity"][-1]
    assert (last.indicator, last.period) == (name, "2022")


def test_another_programme_between_is_not_passed_over() -> None:
    text = "全区完成“两癌”免费检查9200人；孕产妇免费产前筛查项目，目标任务为4220人，完成4310人。"
    assert [name for _, name in linked(text)] == ["womens_cancer_screenings", None, None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("东桥社区卫生服务中心病房区域投入使用。该改造项目总投资近90万元，增设通道。", "capital_investment"),
        ("问问县医院新院区何时能好\n项目位于新城。用地360亩。估算项目总投资6.8亿元。", "capital_investment"),
        ("市妇幼保健院整体搬迁建设项目是重点民生工程，占地46亩，设计总建筑面积9.6万平方米，分两期建设，总投资6.2亿元。",
         "capital_investment"),
        ("区人民医院新院奠基\n此次集中开工项目共计16个，总投资约98亿元，涵盖多个领域。", None),
        ("县医院改革发展报告\n各类重点建设项目120项，总投资98.3亿元。", None),
    ],
)  # fmt: skip
def test_what_a_cost_is_of(text: str, name: str | None) -> None:
    assert linked(text)[-1][1] == name


def test_a_task_is_of_the_screening_that_its_sentence_names() -> None:
    text = (
        "产筛和两癌检查工作获肯定\n全县产前筛查任务数为3120人，应完成目标任务2400人，已完成目标任务2510人。"
    )
    assert [name for _, name in linked(text)] == [None, None, None]
