"""When a number speaks of, and whether it is planned."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document, Mention


def quantities(text: str, year: int | None = 2023) -> list[Mention]:
    return [
        m for m in read_mentions(Document("t.txt", text), area="330113", year=year) if m.kind == "quantity"
    ]


def periods(text: str, year: int | None = 2023) -> list[str | None]:
    return [m.period for m in quantities(text, year)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全年门诊量40万人次。", "2023"),
        ("2022年门诊量40万人次。", "2022"),
        ("上一年门诊量40万人次。", "2022"),
        ("截至2023年底，全区有托位4830个。", "2023-12-31"),
        ("2023年末，全区有托位4830个。", "2023-12-31"),
        ("截至2023年9月30日，全区有托位4830个。", "2023-09-30"),
        ("2023年8月完成接种3000人。", "2023-08"),
        ("上半年门诊量25万人次。", "2023-01-01/2023-06-30"),
        ("下半年门诊量25万人次。", "2023-07-01/2023-12-31"),
        ("一季度门诊量10万人次。", "2023-01-01/2023-03-31"),
        ("前三季度门诊量30万人次。", "2023-01-01/2023-09-30"),
        ("1—9月门诊量40万人次。", "2023-01-01/2023-09-30"),
        ("2月底完成接种3000人。", "2023-02-28"),
        ("2021—2023年，新建医院3家。", "2021-01-01/2023-12-31"),
        ("2021年以来，新建医院3家。", "2021-01-01/"),
        ("自2021年启动改造以来，新建医院3家。", "2021-01-01/"),
        ("从2021年开始，截至目前已新建医院3家。", "2021-01-01/"),
        ("2021年起增加筛查项目，至今筛查3000人。", "2021-01-01/"),
        ("自去年5月20日启动筛查以来，截至目前筛查3000人。", "2022-05-20/"),
        ("从2021年开始改造，新建医院3家。", "2023"),
        ("去年10月至今年9月底，分娩3000人。", "2022-10-01/2023-09-30"),
        ("2022年10月1日至2023年9月30日，分娩3000人。", "2022-10-01/2023-09-30"),
        ("统计年度（2022年10月1日至2023年9月30日）分娩3000人。", "2022-10-01/2023-09-30"),
        ("9月21日，记者获悉，全区新建医院3家。", "2023"),
        ("据2022年9月21日新闻发布会，全区有救护车30辆。", "2022"),
        ("“十五”期间，新建医院3家。", "2001-01-01/2005-12-31"),
        ("新中国成立之初，全区有医院3家。", "1949"),
        ("解放前夕，全区有医院3家。", "1949"),
        ("据第六次全国人口普查，常住人口48万人。", "2010"),
        ("自2018年以来，出生人口首次低于4000人。", "2023"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert periods(text) == [period]


def test_a_day_behind_a_stretch_of_years_is_no_end_of_it() -> None:
    assert periods("近三年不断增长，截至2023年7月底，全区有托位4830个。")[-1] == "2023-07-31"


def test_the_country_was_founded_in_1949() -> None:
    assert periods("医院由新中国成立之初的3家增加到2023年的42家。") == ["1949", "2023"]
    assert periods("解放初期，全区仅有医院3家。") == ["1949"]
    assert periods("解放路社区有托位48个。") == ["2023"]


def test_leap_years_have_their_day() -> None:
    assert periods("2月底完成接种3000人。", 2024) == ["2024-02-29"]


def test_each_value_of_a_change_has_its_own_year() -> None:
    assert periods("人均预期寿命从2016年的78.6岁提高到2023年的79.9岁。") == ["2016", "2023"]


def test_each_clause_has_its_own_period() -> None:
    text = "截至2023年底，全区托位4830个；一季度门诊量10万人次；上半年门诊量25万人次。"
    assert periods(text) == ["2023-12-31", "2023-01-01/2023-03-31", "2023-01-01/2023-06-30"]


def test_last_year_is_the_told_one_where_this_year_did_nothing_yet() -> None:
    assert periods("去年，全区诊疗206万人次。今年，将再建2家医院。") == ["2023", "2024"]
    assert periods("去年诊疗206万人次，今年诊疗213万人次。") == ["2022", "2023"]
    assert periods("孕产妇死亡率2.1/10万，去年为3.2/10万。") == ["2023", "2022"]
    assert periods("今年诊疗213万人次，去年同期为206万人次；出院8万人次。") == ["2023", "2022", "2023"]


def test_the_new_year_is_the_next_one() -> None:
    assert periods("全区有医院8家。新的一年，再建2家医院。") == ["2023", "2024"]


def test_what_a_year_is_the_base_of_is_not_of_that_year() -> None:
    assert periods("人均预期寿命在2015年的基础上提高1.3岁，达到79.9岁。")[-1] == "2023"
    assert periods("床位由五年前的3.8万张增至5.1万张。")[-2:] == ["2018", "2023"]


def test_a_year_in_brackets_is_its_numbers_alone() -> None:
    assert periods("急救反应时间从13.2分钟（2021年）缩短为10.7分钟。") == ["2021", "2023"]


def test_plans_of_a_speech_are_of_the_year_it_was_given_in() -> None:
    text = (
        "政府工作报告\n——2024年1月6日在区人民代表大会上\n一、2023年工作回顾\n新增托位600个。\n"
        "二、今后工作打算\n新增托位800个，医院9月建成，设床位300张。"
    )
    assert [period[:4] for period in periods(text, None) if period] == ["2023", "2024", "2024"]


def test_a_year_that_is_compared_with_dates_nothing() -> None:
    assert periods("门诊量40万人次，比2022年增长5%。")[0] == "2023"


def test_nor_does_one_that_stands_with_a_preposition_before() -> None:
    text = "2023年，全区总诊疗206万人次，同2012年相比增加1.35%；出院10.2万人次。"
    assert periods(text)[-1] == "2023"


def test_nothing_tells_nothing() -> None:
    assert periods("门诊量40万人次。", None) == [None]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("2024年计划新增托位800个。", ["target"]),
        ("到2025年，每千人口托位数达到4.6个。", ["target"]),
        ("力争新增托位800个。", ["target"]),
        ("目标任务为新增托位800个。", ["target"]),
        ("将新增托位800个。", ["target"]),
        ("新增托位800个。", ["actual"]),
        ("计划生育家庭有800户。", ["actual"]),
    ],
)
def test_plans_and_achievements(text: str, statuses: list[str]) -> None:
    assert [m.status for m in quantities(text)] == statuses


def test_a_heading_of_plans_holds_for_what_follows() -> None:
    text = "一、2023年工作总结\n新增托位600个。\n二、2024年工作计划\n新增托位800个。"
    assert [m.status for m in quantities(text)] == ["actual", "target"]


def test_stocks_that_follow_a_years_end_are_of_its_last_day() -> None:
    text = "2023年末，全市有医院20家。\n卫生技术人员8100人。全年诊疗520万人次。"
    assert periods(text) == ["2023-12-31", "2023-12-31", "2023"]


def test_the_date_of_the_news_is_not_that_of_the_number() -> None:
    assert periods("5月20日召开的新闻发布会介绍，全区有医院20家。") == ["2023"]


def test_what_a_value_is_compared_with_is_the_year_befores() -> None:
    text = "婴儿死亡率为2.1‰，较上年2.6‰下降；孕产妇死亡率5.1/10万，比2019年的8.2/10万下降。"
    assert periods(text) == ["2023", "2022", "2023", "2019"]


def test_a_plans_goal_that_nothing_else_dates_is_for_its_last_year() -> None:
    text = "健康区建设行动计划（2023—2025年）\n（一）主要指标\n1.人均期望寿命达到82岁。\n"
    found = read_mentions(Document("t.txt", text), area="330113")
    assert [(m.period, m.status) for m in found if m.indicator] == [("2025", "target")]


def test_a_list_under_a_year_to_come_is_of_that_year() -> None:
    text = "卫生强区战略\n2022-03-22\n到2027年将实现：\n1、人均期望寿命达到82岁\n"
    found = read_mentions(Document("t.txt", text), area="330113")
    assert [m.period for m in found if m.indicator] == ["2027"]


def test_the_year_of_a_bound_dates_no_result() -> None:
    text = "孕产妇死亡率2.1/10万，提前达到2030年≤12/10万的目标；婴儿死亡率为1.9‰。"
    assert (periods(text)[-1], quantities(text)[-1].status) == ("2023", "actual")


def test_what_several_years_brought() -> None:
    assert periods("2020年至2022年，三年累计引进人才300名。")[-1] == "2020-01-01/2022-12-31"
    assert periods("三年共引进人才300名。")[-1] == "2021-01-01/2023-12-31"


def test_the_same_months_of_the_year_before() -> None:
    text = "1—6月份，全县医疗机构诊疗总人次26.2万，去年同期为24.1万，增长8.7%。"
    assert periods(text)[:2] == ["2023-01-01/2023-06-30", "2022-01-01/2022-06-30"]


def test_a_heading_of_what_was_done_dates_what_stands_below() -> None:
    text = "工作情况\n一、2022年完成情况\n培训救护员3000人。\n二、2023年工作安排\n培训救护员4000人。"
    assert periods(text) == ["2022", "2023"]


def test_the_whole_year_is_that_which_the_sentence_names() -> None:
    assert periods("2021年末，户籍人口48.2万人；全年出生人口4120人。") == ["2021-12-31", "2021"]
    assert periods("全年出生人口4120人。") == ["2023"]


def test_what_is_now_is_not_of_the_time_named_before() -> None:
    assert periods("解放前夕，我市只有医院3家，而如今，医院有26家。", None) == ["1949", None]


def test_the_first_months_of_a_year() -> None:
    assert periods("今年前9个月，筛查2000人。")[-1] == "2023-01-01/2023-09-30"
    assert periods("前五个月，筛查2000人。")[-1] == "2023-01-01/2023-05-31"
    assert periods("提前3个月完成，筛查2000人。")[-1] == "2023"
