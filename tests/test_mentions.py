"""What `find` promises: every number, with its kind, value, unit and qualifier, where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.numbers.found import Found
from extract.numbers.mentions import find
from extract.numbers.reading import read


def spans(text: str) -> list[tuple[str, Found]]:
    reading = read(text)
    return [(text[slice(*reading.span(f.start, f.end))], f) for f in find(reading)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(words, found.kind) for words, found in spans(text)]


def only(text: str) -> Found:
    ((_, found),) = spans(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "value_max", "unit", "qualifier"),
    [
        # What other readers take for years, dates, money or nothing.
        ("全区规划床位1500—2000张。", "1500—2000", "1500", "2000", "张", "exact"),
        ("孕产妇死亡率为4.5/10万。", "4.5/10万", "4.5", None, "1/10万", "exact"),
        ("急救平均响应时间12分钟。", "12", "12", None, "分钟", "exact"),
        ("全区有托位2044个。", "2044", "2044", None, "个", "exact"),
        ("每年改造10-15家。", "10-15", "10", "15", "家", "exact"),
        ("完成投资40余亿元。", "40余亿", "4000000000", None, "元", "at_least"),
        ("服务千余名老人。", "千", "1000", None, "人", "at_least"),
        ("惠及上万户家庭。", "万", "10000", None, "户", "at_least"),
        ("一两年内建成。", "一两", "1", "2", "年", "exact"),
        # Multipliers and fractions.
        ("常住人口6.68万人。", "6.68万", "66800", None, "人", "exact"),
        ("总投资17.8亿元。", "17.8亿", "1780000000", None, "元", "exact"),
        ("规模达1.2万亿元。", "1.2万亿", "1200000000000", None, "元", "exact"),
        ("补助3000万美元。", "3000万", "30000000", None, "美元", "exact"),
        ("参加2千余人。", "2千", "2000", None, "人", "at_least"),
        ("投入8千多万元。", "8千多万", "80000000", None, "元", "at_least"),
        ("投入1千2百余万元。", "1千2百余万", "12000000", None, "元", "at_least"),
        ("参加20万余人次。", "20万", "200000", None, "人次", "at_least"),
        ("签约率81.43%。", "81.43%", "81.43", None, "%", "exact"),
        ("婴儿死亡率1.4‰。", "1.4‰", "1.4", None, "‰", "exact"),
        ("提高2.4个百分点。", "2.4", "2.4", None, "个百分点", "exact"),
        ("门诊量1,234,567人次。", "1,234,567", "1234567", None, "人次", "exact"),
        ("门诊量123 456人次。", "123 456", "123456", None, "人次", "exact"),
        ("建筑面积12万㎡。", "12万", "120000", None, "平方米", "exact"),
        # Chinese numerals.
        ("四家公立医院。", "四", "4", None, "家", "exact"),
        ("比五年前多。", "五", "5", None, "年", "exact"),
        ("这五年不平凡。", "五", "5", None, "年", "exact"),
        ("新院分二期建设。", "二", "2", None, "期", "exact"),
        ("共有护士三千六百名。", "三千六百", "3600", None, "人", "exact"),
        ("约两万人。", "两万", "20000", None, "人", "approx"),
        ("百余场活动。", "百", "100", None, "场", "at_least"),
        ("两三百人参加。", "两三百", "200", "300", "人", "exact"),
        ("覆盖百分之九十五的居民。", "百分之九十五", "95", None, "%", "exact"),
        ("九成以上居民满意。", "九成", "90", None, "%", "at_least"),
        ("半小时就医圈。", "半", "0.5", None, "小时", "exact"),
        # Qualifiers.
        ("不少于20名医生。", "20", "20", None, "人", "at_least"),
        ("医生80多人。", "80", "80", None, "人", "at_least"),
        ("医生近50人。", "50", "50", None, "人", "approx"),
        ("医生60人左右。", "60", "60", None, "人", "approx"),
        ("医生70人以上。", "70", "70", None, "人", "at_least"),
        ("费用不超过30元。", "30", "30", None, "元", "at_most"),
        ("抢救时间在60分钟以内。", "60", "60", None, "分钟", "at_most"),
        ("覆盖率≥95%。", "95%", "95", None, "%", "at_least"),
        # Ranges and signs.
        ("控制在5%-8%。", "5%-8%", "5", "8", "%", "at_most"),
        ("下降到3～5天。", "3～5", "3", "5", "天", "exact"),
        ("增幅为－3.5％。", "－3.5％", "-3.5", None, "%", "exact"),
    ],
)
def test_quantities(
    text: str, words: str, value: str, value_max: str | None, unit: str, qualifier: str
) -> None:
    found = {said: f for said, f in spans(text) if f.kind == "quantity"}
    assert list(found) == [words]
    f = found[words]
    assert (f.value, f.value_max) == (Decimal(value), Decimal(value_max) if value_max else None)
    assert (f.unit, f.qualifier) == (unit, qualifier)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("综合考核列全省第9。", "9", 9),
        ("位列全市第三位。", "三", 3),
        ("满意度位居第一。", "一", 1),
        ("排名首位。", "首", 1),
        ("荣登榜首。", "榜首", 1),
        ("位列全国第12名。", "12", 12),
        ("升幅排在首位。", "首", 1),
        ("连续两年夺得第一。", "一", 1),
        ("发病多的是肺癌（第二位）。", "二", 2),
        ("各项指标均列全市前三。", "三", 3),
    ],
)
def test_ranks(text: str, words: str, value: int) -> None:
    said, found = next((said, found) for said, found in spans(text) if found.kind == "rank")
    assert (said, found.kind, found.value) == (words, "rank", Decimal(value))


@pytest.mark.parametrize("text", ["党的二十大精神", "十九届三中全会", "首位患者", "第一时间", "前三季度"])
def test_what_only_orders_is_no_rank(text: str) -> None:
    assert [kind for _, kind in kinds(text) if kind in ("rank", "quantity")] == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("每镇至少建成1家。", "at_least"),
        ("经过7年努力。", "exact"),
        ("经过七年努力。", "exact"),
        ("大楼地上十一层。", "exact"),
        ("完成乳腺彩超3423人。", "exact"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize("text", ["某县统计公报（2）\n有医院。", "扎实落地【4】。", "达标〔注2〕。"])
def test_page_furniture(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["other"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("截至2023年12月31日。", "2023年12月31"),
        ("2023-08-05启用。", "2023-08-05"),
        ("2023.8.5启用。", "2023.8.5"),
        ("2023年8月启用。", "2023年8"),
        ("8月5日启用。", "8月5"),
        ("1-9月完成。", "1-9"),
        ("2020—2023年完成。", "2020—2023"),
        ("回顾2023，成绩不俗。", "2023"),
        ("早上8点开诊。", "8"),
        ("始建于20世纪，", "20"),
        ("一季度完成。", "一"),
    ],
)
def test_dates(text: str, words: str) -> None:
    assert kinds(text) == [(words, "date")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3岁以下婴幼儿", "3"),
        ("0至3岁儿童", "0至3"),
        ("70岁以上户籍老年人", "70"),
        ("65岁及以上老年人", "65"),
        ("35-64岁妇女", "35-64"),
        ("10人以上的聚集性疫情", "10"),
    ],
)
def test_bounds(text: str, words: str) -> None:
    assert kinds(text) == [(words, "bound")]


@pytest.mark.parametrize(
    "text",
    [
        "实施516专项行动",
        "建设5G基站",
        "服务G20峰会",
        "接听120急救电话",
        "95后的护士",
        "“6+1”平台",
        "“812”人才库",
        "“131”服务网",
        "开设24小时云诊室",
        "防治7慢病",
        "抗击COVID-19疫情",
        "监测PM2.5浓度",
        "拨打12345热线",
    ],
)
def test_labels(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["label"]


@pytest.mark.parametrize("text", ["工作情况如下\n1.床位建设", "工作如下\n2、人才培养", "（1）提升能力。"])
def test_list_numbers(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "全区唯一一家三甲医院。",
        "医共体一体化管理。",
        "三级医院。",
        "万众一心。",
        "两慢病管理。",
        "医疗、医保、医药三医联动。",
        "第一人民医院。",
        "第一时间救治。",
        "千方百计。",
        "千家万户。",
        "十四五规划。",
        "每千人口。",
        "每一个家庭。",
        "另一家。",
        "一家人。",
        "百分百。",
        "三伏贴。",
        "市医院二期启用。",
        "一年前。",
        "三年前期工作。",
    ],
)
def test_numerals_inside_words_are_left_out(text: str) -> None:
    assert spans(text) == []


def test_a_change_from_one_value_to_another_is_two_numbers() -> None:
    assert [words for words, _ in spans("托位从8个到32个，由24到36家。")] == ["8", "32", "24", "36"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("常住人口６.６８万人", "６.６８万"),
        ("签约率８１.４３％。", "８１.４３％"),
        ("床 位 1 2 3 4 张，医 院 多，护 士 好，医 生 勤，我 们 大 家 好。", "1 2 3 4"),
        ("医院众多，成绩很好，其中注册护士4\n100人。", "4\n100"),
        ("護士三千六百名", "三千六百"),
        ("門診量２０萬人次", "２０萬"),
        ("建档率10 %。", "10 %"),
    ],
)
def test_offsets_are_those_of_the_untouched_text(text: str, words: str) -> None:
    assert [said for said, _ in spans(text)] == [words]


def test_a_number_after_an_age_is_a_quantity() -> None:
    assert kinds("为8万名70岁以上老年人接种") == [("8万", "quantity"), ("70", "bound")]


def test_life_expectancy_is_no_bound() -> None:
    assert kinds("人均预期寿命达83.2岁") == [("83.2", "quantity")]


@pytest.mark.parametrize("text", ["2044个托位", "2000张床位", "1998人", "2023个项目"])
def test_a_count_that_looks_like_a_year_is_a_count(text: str) -> None:
    assert only(text).kind == "quantity"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("总诊疗人次（万人次）：936.5", "9365000", "人次"),
        ("床位数（张）：3126", "3126", "张"),
        ("常住人口（万）：32.5", "325000", None),
        ("床位（含家庭病床）3126张", "3126", "张"),
    ],
)
def test_the_unit_that_a_name_has_in_brackets(text: str, value: str, unit: str | None) -> None:
    found = only(text)
    assert (found.kind, found.value, found.unit) == ("quantity", Decimal(value), unit)


@pytest.mark.parametrize("words", ["十万分之6.8", "10万分之6.8"])
def test_of_a_hundred_thousand(words: str) -> None:
    found = only(f"孕产妇死亡率为{words}。")
    assert (found.value, found.unit) == (Decimal("6.8"), "1/10万")
