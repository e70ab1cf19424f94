"""A number without a noun counts the thing that the clause before it names."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


def linked(text: str) -> list[str | None]:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    return [mention.indicator for mention in found if mention.kind == "quantity"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("健康细胞遍地开花，累计建成540个。", "healthy_units"),
        ("生育登记实现网上办，全年办理3120件。", "birth_registrations"),
        ("“两癌”筛查项目覆盖全县，7310名妇女受益。", "womens_cancer_screenings"),
        ("肠癌筛查项目启动以来，已有5.3万人参与初筛。", "colorectal_screenings"),
        ("流感疫苗免费接种：面向65周岁以上户籍老人，完成2.1万人。", "flu_vaccinations_older"),
        ("婴幼儿照护服务机构从无到有，达17家。", "childcare_institutions"),
        ("成长驿站\n全年新建11家。", "growth_stations_new"),
        ("“网约护士”\n全年接单2630单。", "home_nursing_visits"),
        ("今年又有2个社区获评“全国示范性老年友好型社区”，总数达5个。", "older_friendly_communities"),
    ],
)
def test_counts_what_the_clause_before_names(text: str, indicator: str) -> None:
    assert linked(text)[-1] == indicator


@pytest.mark.parametrize(
    "text",
    [
        "托育机构卫生评价有序开展，累计完成42家。",  # what was done to them
        "“两癌”保险广泛宣传，累计惠及3.2万人。",
        "“两癌”筛查机构持续优化，服务1.2万人。",  # by whom
        "家庭病床医保政策落地，惠及患者320人。",
        "名医工作室\n接诊患者1.3万人次。",
        "出生人口性别比保持平稳，全市控制在107.3。",
        "健康单位评价扎实推进，完成36家。",
        "家庭养老床位建设稳步推进，累计建成860张。",
        "健康细胞有12类，累计投入620万元。",
    ],
)
def test_what_is_about_the_thing_is_not_the_thing(text: str) -> None:
    assert not any(linked(text))


def test_a_goal_and_what_was_done_of_it_are_of_one_thing() -> None:
    text = "实施儿童乳牙涂氟民生实事，目标1.1万人，实际完成11860人。"
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [(m.indicator, m.status) for m in found if m.kind == "quantity"] == [
        ("fluoride_children", "target"),
        ("fluoride_children", "actual"),
    ]
