"""Units as the guide wants them, and the words for what is measured."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("全区有社区卫生服务中心25个。", "家"),
        ("4个社区成功创建。", "个"),
        ("每千人口拥有托位4.44个。", "个/千人"),
        ("每千人口床位6.5张。", "张/千人"),
        ("每千人口拥有3岁以下婴幼儿托位2.8张。", "个/千人"),
        ("每万人口全科医生4.5人。", "人/万人"),
        ("孕产妇死亡率6.2/10万。", "1/10万"),
        ("开展健康宣教240余期。", "场"),
        ("总诊疗人次达84.2万。", "人次"),
        ("总投资4.2亿。", "元"),
        ("完成结直肠癌筛查1.2万例。", "例"),
        ("登记管理2型糖尿病患者8310例。", "人"),
    ],
)
def test_units(text: str, unit: str) -> None:
    found = [
        m for m in read_mentions(Document("t.txt", text), area="330113", year=2023) if m.kind == "quantity"
    ]
    assert [m.unit for m in found] == [unit]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("有图书馆3个，体育场5个，公园6个。", ["家", "个", "个"]),
        ("完成20个薄弱村卫生室改造。", ["家"]),
        ("12个医院建设项目开工。", ["个"]),
        ("36个行政村共设村卫生室40家。", ["个", "家"]),
        ("有疾控机构36个，其中县属28个，比上年增加2个。", ["家", "家", "家"]),
        ("有社团36个，比上年增加2个。", ["个", "个"]),
    ],
)
def test_institutions_are_counted_alike(text: str, units: list[str]) -> None:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.unit for m in found if m.kind == "quantity"] == units


def test_labels_are_words_of_the_report() -> None:
    text = "新增应急救护持证人员1.3万余人，324位省市名医专家坐诊。"
    found = [
        m for m in read_mentions(Document("t.txt", text), area="330113", year=2023) if m.kind == "quantity"
    ]
    assert [m.label for m in found] == ["新增应急救护持证人员", "省市名医专家坐诊"]


def test_a_rank_says_among_whom() -> None:
    found = [
        m
        for m in read_mentions(Document("t.txt", "健康浙江考核全省第9，互认率居全市第一。"))
        if m.kind == "rank"
    ]
    assert [(str(m.value), m.scope) for m in found] == [("9", "全省"), ("1", "全市")]


def test_beds_counted_with_the_common_word() -> None:
    found = read_mentions(Document("t.txt", "全区编制床位数1860个。"), area="330113", year=2023)
    assert [(m.indicator, m.unit) for m in found if m.kind == "quantity"] == [("hospital_beds", "张")]


def test_cases_of_what_was_done_are_no_persons() -> None:
    text = "完成结直肠癌筛查3400例，在管高血压患者3.1万例。"
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [(m.indicator, m.unit) for m in found if m.kind == "quantity"] == [
        ("colorectal_screenings", "例"),
        ("hypertension_managed", "人"),
    ]


def test_what_a_closed_bracket_counts_per_residents_ends_with_it() -> None:
    text = "全区卫技人员6961人（每千人口5.51人）、注册护士2546人。"
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.unit for m in found if m.kind == "quantity"] == ["人", "人/千人", "人"]
