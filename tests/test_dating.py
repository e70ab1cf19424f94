"""The year that a report without a card reports on."""

from __future__ import annotations

import pytest

from extract.context.dating import (
    goal_year,
    plan_begins,
    printed_year,
    report_year,
    spoken_year,
    title_period,
)


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("临平区2023年卫生健康工作总结\n全年共建成3家。", "", 2023),
        ("回顾2022年，成绩不俗。2022年建成3家，到2025年再建5家。", "", 2022),
        ("全区有托位4830个。", "linping-2021.txt", 2021),
        ("全区有托位4830个。", "report.txt", None),
        ("全区有托位2044个。", "", None),
        ("某县2021年政府工作报告\n全县有医院8家。", "", 2020),
        ("区卫生和计划生育局2016年工作总结\n全区有医院8家。\n2017年工作打算\n建医院1家。", "", 2016),
        ("卫生局工作总结\n2016年，较好地完成年度目标任务。\n2017年工作打算\n建医院1家。", "", 2016),
        ("某县政府工作报告\n2022年，全县有医院8家。", "", 2022),
        ("政府工作报告\n2013年3月19日\n全县有医院8家。", "", 2012),
        ("某县政府工作报告（2021年10月19日）\n全县有医院8家。", "", 2021),
        ("某县年鉴（2022）·卫生\n全县有医院8家。", "", 2021),
        ("某县召开2019年全县卫生健康工作会议\n会议指出，2018年有床位4700张。\n2019年，建医院1家。", "", 2018),
        ("某县年鉴2022 卫生\n全县有医院8家。", "", 2021),
        ("2016年人均寿命82岁\n2017年06月02日 08:31:08 来源：日报\n", "", 2016),
        ("2030年，全县人均寿命将达80岁\n2017年，全县有医院8家。", "", 2017),
        ("某县召开2019年爱牙日现场会\n发放资料4700份。", "", 2019),
        ("《健康规划》：2030年人均寿命80岁\n发布日期：2017-06-06\n到2030年，达到80岁。", "b2030.txt", 2017),
        ("2023年肠癌筛查2.1万人\n发布日期：2024-01-15\n全年筛查2.1万人。", "", 2023),
        ("群众受益\n记者在2018年全市卫生工作会议上了解到，去年有床位4700张。2017年建医院1家。", "", 2017),
        (
            "日报报道：全市召开2025年卫生健康工作会议暨推进会，去年出生1.6万人，2024年全省出生96万人。",
            "",
            2024,
        ),
        ("管理率达六成\n2019-11-23 21:22 来源：新闻\n全区于2010年启动随访管理。", "", 2019),
        ("管理率达六成\n2019-11-23 21:22 来源：新闻\n2018年，随访管理2.1万人。", "", 2018),
        ("卫生工作会议召开\n2017年，有床位4700张。\n会议指出，2018年要稳步推进健康城市建设。", "", 2017),
        ("2020年有床位4.7万张，而2015年是3.2万张，比2015年多。", "", 2020),
    ],
)
def test_the_year_of_a_report_without_card(text: str, name: str, year: int | None) -> None:
    assert report_year(text, name)[0] == year


def test_the_years_of_a_tables_header_are_no_title() -> None:
    text = "指标\t2022年\t2023年\n床位（张）\t4100\t4300\n"
    assert report_year(text) == (2023, False)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("“十四五”公共服务规划\n每千人口托位4.5个。", 2025),
        ("健康城市行动\n到2030年，人均预期寿命80岁。", 2030),
        ("健康城市行动\n到2025年建3家，到2030年建5家。", None),
        ("健康城市\n有医院3家。", None),
    ],
)
def test_the_year_of_its_goals(text: str, year: int | None) -> None:
    assert goal_year(text) == year


def test_a_speech_of_spring_reports_on_the_year_before() -> None:
    head = "关于医疗卫生工作的报告\n——2024年3月27日在区人大常委会会议上\n"
    text = f"{head}2023年，全区有医院3家。2024年有5家。\n"
    assert report_year(text)[0] == 2023
    assert spoken_year(text) == 2024
    assert report_year(text.replace("3月", "9月"))[0] == 2024
    assert spoken_year("某区2024年政府工作报告\n去年，建成3家。") == 2024
    assert spoken_year("2024年3月27日，全区卫生工作有序推进。") is None


def test_the_year_until_whose_day_something_is_said_weighs_more() -> None:
    assert report_year("卫生简讯\n截至2023年11月3日，有健康村87个，2025年再看。")[0] == 2023


def test_the_first_year_of_a_plan() -> None:
    assert plan_begins("全区“十四五”卫生规划\n") == 2021
    assert plan_begins("健康区建设三年行动计划（2023—2025年）\n") == 2023
    assert plan_begins("2023年工作总结\n") is None


def test_the_year_of_printing() -> None:
    assert printed_year("卫生工作\n2013年2月17日 10:55 来源于 晚报\n") == 2013
    assert printed_year("卫生工作\n发布日期：2022-03-22\n") == 2022
    assert printed_year("卫生工作\n2013年2月17日，全区有医院8家。\n") is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全区2024年一季度卫生服务情况\n", "2024-01-01/2024-03-31"),
        ("全区1月医疗服务指标\n", "2024-01"),
        ("截至9月30日，全区接种3000人\n", "2024-09-30"),
        ("日报12月18日电 12月17日，区里介绍民生实事进展。\n", None),
        ("全区2024年卫生工作总结\n", None),
    ],
)
def test_the_stretch_that_a_first_line_is_about_is_no_day_of_news(text: str, period: str | None) -> None:
    assert title_period(text, 2024) == period
