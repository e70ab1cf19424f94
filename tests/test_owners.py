"""Whose number it is: the report's own area, another one, one institution."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document, Mention


def last(text: str, area: str = "330113") -> Mention:
    return [m for m in read_mentions(Document("t.txt", text), area=area, year=2023) if m.kind == "quantity"][
        -1
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全区有托位4830个。",
        "我区有托位4830个。",
        "临平区有托位4830个。",
        "临平有托位4830个。",
        "辖区内有托位4830个。",
        "全市率先推进，全区有托位4830个。",
        "在全省首批开展试点，有托位4830个。",
    ],
)
def test_the_own_area(text: str) -> None:
    mention = last(text)
    assert (mention.area, mention.indicator) == (None, "childcare_places")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("全省有托位483000个。", "全省"),
        ("全国有托位4830000个。", "全国"),
        ("全市有托位48300个。", "全市"),
        ("余杭区有托位4830个。", "余杭区"),
        ("浙江省有托位483000个。", "浙江省"),
        ("杭州市有托位48300个。", "杭州市"),
        ("贵州省有托位4830个。", "贵州省"),
        ("塘栖镇有托位483个。", "塘栖镇"),
        ("目前仅有少数省份每千人口拥有托位4.5个。", "少数省份"),
        ("国家的要求是，到2025年，每千人口拥有托位4.5个。", "国家"),
    ],
)
def test_another_area(text: str, area: str) -> None:
    mention = last(text)
    assert (mention.area, mention.indicator) == (area, None)


@pytest.mark.parametrize(
    "text", ["区第一人民医院有注册护士483名。", "区中医院有注册护士483名。", "市妇幼保健院有注册护士483名。"]
)
def test_one_institution(text: str) -> None:
    assert last(text).indicator is None


def test_the_institution_is_named() -> None:
    assert last("区第一人民医院有注册护士483名。").area == "区第一人民医院"


def test_the_whole_city_is_the_own_area_of_a_city() -> None:
    mention = last("全市有托位48300个。", "330100")
    assert (mention.area, mention.indicator) == (None, "childcare_places")


def test_the_whole_province_is_not() -> None:
    assert last("全省有托位483000个。", "330100").area == "全省"


def test_the_own_area_after_another() -> None:
    mention = last("全省孕产妇死亡率为3.5/10万，全区孕产妇死亡率为2.1/10万。")
    assert (mention.area, mention.indicator) == (None, "maternal_mortality")


@pytest.mark.parametrize(
    "text",
    [
        "2023年我国人均预期寿命达到78.6岁，孕产妇死亡率15.1/10万。",
        "全省人均预期寿命79.2岁，婴儿死亡率2.5‰，孕产妇死亡率4.5/10万。",
        "杭州市人均预期寿命83.9岁，孕产妇死亡率3.2/10万。",
    ],
)
def test_what_a_sentence_lists_of_another_area_is_not_the_own(text: str) -> None:
    assert (last(text).indicator, last(text).reason) == (None, "area")


@pytest.mark.parametrize(
    "text",
    ["全省考核得分98.6分，孕产妇死亡率3.2/10万。", "全省人均预期寿命79.2岁，我区孕产妇死亡率3.2/10万。"],
)
def test_a_place_in_a_ranking_or_the_own_area_ends_the_list(text: str) -> None:
    assert last(text).indicator == "maternal_mortality"


def test_a_difference_is_not_linked() -> None:
    mention = last("每千人口托位数4.5个，比全省多0.5个。")
    assert mention.indicator is None


def test_town_health_centres_are_no_institution_of_their_own() -> None:
    assert last("提质改造乡镇卫生院4所，重点人群家庭医生签约率稳定在75%。").area is None


def test_results_recognised_in_the_whole_city_are_not_the_citys() -> None:
    assert last("检查检验结果全市互认，互认项目216个。").indicator == "recognised_items"


def test_a_community_centre_stays_the_subject_of_its_sentence() -> None:
    mention = last("某某街道社区卫生服务中心有床位40张，下设3个社区卫生服务站、4个家庭医生团队。")
    assert (mention.area, mention.indicator) == ("某某街道社区卫生服务中心", None)


@pytest.mark.parametrize("kind", ["儿童福利和保护服务机构", "疾病预防控制中心（防疫站）", "卫生监督检验机构"])
def test_what_houses_of_one_kind_have_is_not_the_areas(kind: str) -> None:
    mentions = read_mentions(Document("t.txt", f"全市有{kind}35个，卫生技术人员500人、床位80张。"), year=2023)
    assert [m.indicator for m in mentions if m.kind == "quantity"] == [None, None, None]


def test_a_new_act_after_a_semicolon_is_the_areas() -> None:
    text = "区妇幼保健院迁建项目完成投资1.6亿元；新建社区卫生服务站9家。"
    assert last(text).indicator == "community_health_stations_built"


def test_a_centre_that_speaks_of_itself() -> None:
    text = "街道社区卫生服务中心主任说，中心现有家庭医生团队12个，签约居民2.3万人，签约率41%。"
    found = [
        m for m in read_mentions(Document("t.txt", text), area="330113", year=2023) if m.kind == "quantity"
    ]
    assert [m.indicator for m in found] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区疾控中心主任介绍，全区户籍人口48.3万人。", "registered_population"),
        ("区疾控中心主任李某介绍，2023年末户籍人口48.3万人。", "registered_population"),
        ("某街道青杨社区辖区常住人口1.6万人。", None),
        ("截至2023年底，某街道青杨社区常住人口1.6万人，签约率达61.2%。", None),
    ],
)
def test_who_speaks_and_who_is_spoken_of(text: str, name: str | None) -> None:
    assert last(text).indicator == name


def test_the_whole_prefecture_is_no_county() -> None:
    assert last("全州医疗机构有床位1.3万张。", area="522300").indicator == "hospital_beds"


def test_a_farm_is_a_place_below() -> None:
    assert last("青山园艺场130名妇女参加“两癌”检查。").indicator is None


def test_the_same_figure_later_is_of_the_same_place() -> None:
    text = "1950年，我国人均预期寿命为36岁，2018年这一数值增长到76岁。"
    assert (last(text).indicator, last(text).area) == (None, "我国")
    text = "1980年，全区人均预期寿命为68岁，2018年这一数值增长到81岁。"
    assert last(text).indicator == "life_expectancy"


def test_a_district_behind_the_name_of_its_city_is_itself() -> None:
    assert last("杭州市临平区共有托位4830个。").indicator == "childcare_places"


def test_a_house_that_an_act_is_done_to_is_no_subject() -> None:
    text = "完成区急救中心建设，急救平均反应时间11分钟。"
    assert last(text).indicator == "emergency_response_minutes"


@pytest.mark.parametrize(
    "text",
    [
        "我国居民人均预期寿命从2010年的74.2岁提高到2018年的76.8岁，孕产妇死亡率从29.6/10万下降到17.9/10万。",
        "全国孕产妇死亡率已经由建国前的1480/10万下降到50/10万，婴儿死亡率也由建国前的210‰下降到1981年的34.2‰。",
    ],
)
def test_what_rose_and_fell_elsewhere_is_not_the_own(text: str) -> None:
    found = read_mentions(Document("t.txt", text), area="330113", year=2023)
    assert [m.indicator for m in found if m.kind == "quantity"] == [None] * 4
    own = text.replace("，孕", "，我区孕").replace("，婴", "，全区婴")
    found = read_mentions(Document("t.txt", own), area="330113", year=2023)
    assert [m.indicator is None for m in found if m.kind == "quantity"] == [True, True, False, False]


def test_what_no_hospital_has_is_the_areas() -> None:
    text = "区人民医院新院区投入使用，新增床位300张；家庭医生签约服务覆盖19.6万人。"
    assert last(text).indicator == "family_doctor_signed"


def test_a_centre_by_its_name_alone() -> None:
    assert last("南园社区卫生服务中心组建家庭医生团队8个。").indicator is None
    assert last("全区社区卫生服务中心组建家庭医生团队86个。").indicator == "family_doctor_teams"


def test_the_area_of_a_health_centre_is_its_own() -> None:
    text = "李桥镇卫生院辖区人口3.2万人，签约居民1.3万人。"
    assert last(text).indicator is None


def test_whom_one_turns_to_is_not_whose() -> None:
    assert last("面向全国招聘医学博士12名。").indicator == "talents_recruited"
    assert last("现有全国名老中医药专家传承工作室2个。").indicator == "expert_studios"


def test_a_campaign_is_no_area() -> None:
    assert last("健康中国行动成效明显，160家单位被评为健康单位。").indicator == "healthy_units"
    assert last("全国健康单位160家。").indicator is None


@pytest.mark.parametrize("text", ["2023年，桐乡人均期望寿命83.05岁。", "桐乡市人均期望寿命83.05岁。"])
def test_an_area_that_is_called_as_a_town_is(text: str) -> None:
    assert last(text, area="330483").indicator == "life_expectancy"
    assert last("桐乡市第一人民医院门诊12万人次。", area="330483").indicator is None


def test_what_a_blood_station_collects_its_area_gave() -> None:
    mention = last("2023年，临平区中心血站完成无偿献血24007人次。")
    assert (mention.area, mention.indicator) == (None, "blood_donations")


def test_a_place_before_one_of_many_owns_none_of_them() -> None:
    mention = last("决定命名上城区望江街道幸福里社区等320个社区为示范性老年友好型社区。")
    assert (mention.area, mention.indicator) == (None, "older_friendly_communities")
