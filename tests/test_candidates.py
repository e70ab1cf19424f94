"""Which record a number speaks for, and the reason when it speaks for none."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document, Mention


def only(text: str) -> Mention:
    found = [
        m for m in read_mentions(Document("t.txt", text), area="330113", year=2023) if m.kind == "quantity"
    ]
    assert len(found) == 1, found
    return found[0]


def linked(text: str) -> list[str | None]:
    return [m.indicator for m in read_mentions(Document("t.txt", text), year=2023) if m.kind == "quantity"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("全国每千人口床位7.2张。", "area"),
        ("区中医院引进医学人才12名。", "institution"),
        ("2家公立医院开通移动支付。", "not_whole"),
        ("全区已有60家医疗机构接入平台。", "not_whole"),
        ("平均每1.8万人拥有1家社康中心。", "each"),
        ("新增养老床位120张。", "never"),
        ("门诊量同比增长12%。", "change"),
        ("举办文化活动12场。", "no_wording"),
        ("全区有医院36.5家。", "range"),
        ("今年每个街道（乡、镇）至少建成1所普惠性托育机构。", "each"),
    ],
)
def test_every_refusal_has_its_reason(text: str, reason: str) -> None:
    assert only(text).reason.split(":")[0] == reason


def test_the_longer_wording_wins_and_all_are_kept() -> None:
    mention = only("每千人口执业（助理）医师3.5人。")
    assert mention.indicator == "physicians_per_1000"
    assert mention.candidates[0].indicator == "physicians_per_1000"
    assert all(mention.candidates[0].score >= other.score for other in mention.candidates)


def test_a_whole_set_is_said_to_be_one() -> None:
    assert (
        only("截至目前，该系统在全区12家社区卫生服务中心实现全覆盖。").indicator == "community_health_centres"
    )
    assert only("在12家社区卫生服务中心开展试点。").indicator is None


def test_the_whole_set_that_an_office_has() -> None:
    assert linked("县卫生局辖14个乡、镇卫生院，326个村卫生所。") == [
        "community_health_centres",
        "village_clinics",
    ]


def test_staff_and_beds_of_one_kind_of_house_and_of_all() -> None:
    found = linked("卫生监督所（中心）4个，卫生技术人员58人。卫生院11所，卫生机构床位410张。")
    assert "health_workers" not in found
    assert found[-1] == "hospital_beds"
    assert "hospital_beds" not in linked("民营医院数量达到58家，床位4900张。")


def test_the_levels_of_a_network_are_whole_sets() -> None:
    text = "以区级医院为龙头、12家社区卫生服务中心为枢纽的服务体系。"
    assert only(text).indicator == "community_health_centres"


def test_what_a_part_is_of_may_refuse_it() -> None:
    found = read_mentions(
        Document("t.txt", "村卫生室有乡村医生263名，其中执业（助理）医师86名。"), area="330113"
    )
    assert [m.indicator for m in found if m.kind == "quantity"] == [None, None]


def test_staff_that_follow_the_beds_of_one_kind_of_house_are_its_own() -> None:
    found = linked("社区卫生服务中心（站）实有床位420张，卫生技术人员1260人，其中执业医师520人。")
    assert not {"hospital_beds", "health_workers", "physicians"} & set(found)


def test_houses_of_several_kinds_that_make_up_one_net_are_the_whole() -> None:
    assert linked("把17所镇卫生院和216个村卫生室编成2个医共体。") == [
        "community_health_centres",
        "village_clinics",
        "medical_communities",
    ]


def test_a_figure_per_residents_is_the_areas() -> None:
    assert "beds_per_1000" in linked("区中医院康复楼竣工，新增医疗床位650张，每千人口床位数达7.1张。")


def test_an_item_s_own_words_go_before_those_it_borrows() -> None:
    text = "全区高血压和Ⅱ糖尿病规范管理率分别达到70%和68%。"
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    names = [m.indicator for m in found if m.kind == "quantity"]
    assert names == ["hypertension_management_rate", "diabetes_management_rate"]


def test_what_was_long_ago_may_lie_far_outside_what_is() -> None:
    text = "孕产妇死亡率由1951年的1420/10万下降到2022年的9.3/10万。"
    assert linked(text) == ["maternal_mortality", "maternal_mortality"]
    assert linked("孕产妇死亡率为1420/10万。") == [None]


def test_a_rise_told_in_two_clauses() -> None:
    text = "全市参加无偿献血的人数逐年增加，从1997年的2130人次，发展到2022年的6.4万人次，献血点18个。"
    assert linked(text) == ["blood_donations", "blood_donations", None]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全区设8家社区卫生服务中心，1家乡镇卫生院，109个社区卫生服务站，31个村卫生室。", "village_clinics"),
        ("采用抽样方法，调查临平区8家社区卫生服务中心。", None),
        ("全区110家卫生院拥有9400名卫生技术人员。", None),
        ("每万人拥有卫生技术人员63人，其中医生24人。", None),
        ("婴儿死亡率1751‰。", None),
    ],
)
def test_what_is_counted_of_all_and_what_of_some(text: str, indicator: str | None) -> None:
    document = Document("t.txt", text)
    assert read_mentions(document, area="330113", year=2023)[-1].indicator == indicator
