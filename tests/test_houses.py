"""Whose number it is where one house, one town or one person is spoken of."""

from __future__ import annotations

import pytest

from extract.context.houses import chained, house_of, institution, the_hospital


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("区第一人民医院有注册护士", "区第一人民医院"),
        ("塘栖镇建成托位", "塘栖"),
        ("青山园艺场妇女参加检查", "青山"),
        ("全区建成托位", None),
        ("新改扩建镇卫生院", None),
        ("各乡镇卫生院完成签约", None),
        ("创建10所儿童友好医院", None),
        ("区疾控中心主任介绍户籍人口", None),
        ("王大伯的血压", "王大伯"),
    ],
)
def test_who_is_named(clause: str, name: str | None) -> None:
    found = institution(clause, -1)
    assert (found or "").startswith(name) if name else found is None


def test_what_stands_before_the_own_area_does_not_count() -> None:
    clause = "在塘栖镇的带动下，全区建成托位"
    assert institution(clause, clause.index("建成")) is None


def test_a_house_that_opened_the_sentence_is_its_subject_still() -> None:
    assert chained("市人民医院新院去年投用，全年门诊", "全年门诊")[1] == "institution"
    assert chained("市人民医院新院去年投用，全市门诊", "全市门诊") == (None, "")
    assert chained("城东街道青杨社区现有居民6400人，签约率", "签约率") == ("青杨社区", "institution")


def test_a_house_behind_a_heading_or_opened_of_late() -> None:
    head = "门口的变化：昌硕街道社区卫生服务中心去年接诊1.2万人次，"
    assert chained(f"{head}签约居民", "签约居民")[1] == "institution"
    assert chained("投资2亿元的北城院区去年投用，开放床位", "开放床位")[1] == "institution"
    assert chained("县医院新院区、中医院大楼相继投用，床位", "床位") == (None, "")


def test_a_house_named_before() -> None:
    assert the_hospital("该院现有") is not None
    assert the_hospital("全区现有") is None


@pytest.mark.parametrize(
    ("title", "house"),
    [
        ("烟店镇卫生院开展义诊活动", "烟店镇卫生院"),
        ("新街街道社区卫生服务中心的家庭医生", "新街街道社区卫生服务中心"),
        ("烟店镇卫生院综合楼项目开工", None),
        ("全县乡镇卫生院开展义诊活动", None),
        ("全区开展义诊活动", None),
    ],
)
def test_the_house_of_a_title(title: str, house: str | None) -> None:
    assert house_of(f"{title}\n现场义诊150余人次。") == house


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("临平区人民医院2022年工作总结\n现有床位600张。", "临平区人民医院"),
        ("东湖街道社区卫生服务中心简介\n下设站3个。", "东湖街道社区卫生服务中心"),
        ("临平区中医院位于城东，现有床位320张。", "临平区中医院"),
        ("临平区公立医院改革工作总结\n现有床位600张。", None),
        ("临平区社区卫生服务中心工作情况\n现有12家。", None),
        ("乡镇卫生院工作情况\n现有12家。", None),
        ("工作总结\n我院设床位320张。我院有护士90人，本院医师80人。", "我院"),
        ("工作总结\n全区设床位3200张。我院有护士90人，全区医师800人。", None),
    ],
)
def test_papers_of_one_house(text: str, name: str | None) -> None:
    assert house_of(text) == name


def test_a_house_that_says_we() -> None:
    assert institution("我院现有床位", -1) == "我院"
    assert institution("在我院带领下全区现有床位", 9) is None
    assert chained("本中心签约2.3万人，建档", "建档") == ("本中心", "institution")


def test_a_station_named_before_is_meant_by_this_one() -> None:
    assert the_hospital("该分站配备救护车")
    assert the_hospital("该市配备救护车") is None


def test_a_house_behind_the_day_until_which_it_counts() -> None:
    name, why = chained("截至9月23日，市妇女儿童医疗中心分娩量为8100人，预计", "预计")
    assert (name, why) == ("市妇女儿童医疗中心", "institution")
    assert chained("据了解，该院设床位600张，去年门诊量", "去年门诊量")[1] == "institution"
    assert chained("2018年，根据省疾控中心测算，全年", "全年")[0] is None


def test_a_town_that_opened_the_sentence_is_its_subject_still() -> None:
    assert chained("东桥街道共有常住人口8.2万人，签约", "签约") == ("东桥街道", "institution")
    assert chained("东桥街道是试点，全区常住人口98万人，签约", "签约") == (None, "")
    assert chained("全县乡镇共有卫生院12家，签约", "签约") == (None, "")
    assert chained("记者从南园社区卫生服务中心获悉，该中心签约2万人，团队", "团队")[1] == "institution"


def test_a_town_in_brackets_is_none() -> None:
    assert institution("全县已建成乡···卫生院", -1) is None


def test_a_house_is_the_subject_behind_a_semicolon_where_none_other_is_named() -> None:
    assert chained("区人民医院投入460万元；床位90张，门诊", "门诊") == ("区人民医院", "institution")
    assert chained("区人民医院投入460万元；全区床位900张，门诊", "门诊") == (None, "")
    assert chained("推进区人民医院新院建设；床位900张，门诊", "门诊") == (None, "")
