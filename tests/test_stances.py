"""Plans or results: what a title, a heading or an opening sentence announces for what follows."""

from __future__ import annotations

import pytest

from extract.context import stances
from extract.linking.observe import read_mentions
from extract.model import Document


def statuses(text: str, year: int | None = None) -> list[str | None]:
    found = read_mentions(Document("t.txt", text), area="330113", year=year)
    return [mention.status for mention in found if mention.indicator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年十件民生实事（卫生部分）\n新增婴幼儿托位400个。\n", ["target"]),
        ("2023年十件民生实事完成情况\n新增婴幼儿托位400个。\n", ["actual"]),
        ("慢性病管理：指标值\n高血压患者规范管理率：80%\n", ["target"]),
        ("区民生实事一季度进展\n一、新增婴幼儿托位400个。已开工。\n", ["target"]),
        ("区民生实事一季度进展\n一、新增婴幼儿托位400个。一季度新增托位90个。\n", ["target", "actual"]),
        ("全区卫生工作会\n会议公布了2023年民生实事清单。新增婴幼儿托位400个。\n", ["target"]),
        ("全区卫生工作会\n局长介绍了新一年工作安排。新增婴幼儿托位400个。\n", ["target"]),
        ("2023年区政府将办好十件实事\n1.完成新增婴幼儿托位400个。\n", ["target"]),
        ("2023年十件民生实事出炉！\n开展2万人结直肠癌筛查。\n", ["target"]),
        ("“十四五”公共服务规划主要指标\n人均预期寿命78.3岁。\n", ["target"]),
        ("区人大会议\n会议票决通过了2023年度民生实事项目。新增婴幼儿托位400个。\n", ["target"]),
        ("区卫生工作\n今年要为2万名高危人群筛查大肠癌。\n", ["target"]),
        ("工作\n目标任务：全年新增婴幼儿托位400个。新增婴幼儿托位410个。\n", ["target", "actual"]),
        ("区人大会议\n区长表示，今年要花更大力气办好民生。新增婴幼儿托位400个。\n", ["target"]),
        ("区民生实事进展\n一、为2万人筛查肠癌。截止7月底，1.3万人完成肠癌筛查。\n", ["target", "actual"]),
        ("两癌筛查\n今年将筛查2万人。继续完善服务，新增托位400个。", ["target", "target"]),
        ("两癌筛查\n今年筛查2万人。继续完善服务，新增托位400个。", ["actual", "actual"]),
        ("2023年“十件民生实事”出炉\n为2万人筛查肠癌。\n", ["target"]),
        ("区卫生发展“十三五”规划\n一、发展基础\n2015年，人均期望寿命79.8岁。\n", ["actual"]),
        ("全区“十三五”规划\n到2025年，人均期望寿命从2015年的79.8岁增长到81岁。\n", ["actual", "target"]),
        ("健康行动\n《计划》提出，到2023年，大力普及健康知识，人均期望寿命达到81岁。\n", ["target"]),
        ("居民健康\n到2017年，人均期望寿命达到81岁。\n", ["target"]),
        ("卫生要求\n婴儿死亡率≤6‰。\n", ["target"]),
        ("2023年主要工作\n新增婴幼儿托位400个。\n", ["actual"]),
        ("某区2023年工作总结\n落实《健康区方案》，明确责任。人均期望寿命达到81岁。\n", ["actual"]),
        ("某区“十三五”规划终期评估\n到2020年，人均期望寿命为81岁。\n", ["actual"]),
        ("区妇幼保健院新院区建设进展\n项目总投资5亿元，已完成投资3亿元。\n", ["target", "actual"]),
        ("区政府会议\n会议确定实施25项实事，其中包括新增托位400个、筛查两癌2万人。\n", ["target", "target"]),
        ("2023年全区卫生重点工作安排\n新增托位400个。\n", ["target"]),
        ("《慢病防治规划》印发\n高血压患者规范管理率达到70%。\n", ["target"]),
        ("某区今年将扩大托育\n记者了解到，今年全区安排资金，新增托位400个。\n", ["target"]),
        ("某区今年将扩大托育\n“去年，全区投入更多。新增托位400个。”\n", ["actual"]),
        ("某区今年将扩大托育\n今年以来，全区已新增托位400个。\n", ["actual"]),
        ("某市2023年8件民生实事正式确定\n新增托位400个。\n", ["target"]),
        ("“十四五”卫生发展总体目标\n“十三五”期间，人均期望寿命提高到81岁。\n", ["actual"]),
        ("局长：2015年人均期望寿命提高到81岁\n2013年2月17日 10:55 来源于 晚报\n全文如下：\n", ["target"]),
        ("某州代表大会召开\n2023年将推出10项惠民工程，包括托育服务。\n新增托位400个。\n", ["target"]),
        ("卫生强区战略\n到2027年将实现：\n1、人均期望寿命达到82岁\n", ["target"]),
        ("某区圆满完成“十三五”规划目标\n“十三五”时期，人均期望寿命提高到81岁。\n", ["actual"]),
        (
            "区医疗规划（2021—2025年）\n一、现状\n2020年末，有医院8家。\n第二章 目标\n人均期望寿命82岁。\n",
            ["actual", "target"],
        ),
        ("为民办实事 某区2023年清单来了\n涉及卫生的有：新增托位400个。\n", ["target"]),
        ("关于征求2023年民生实事项目意见的公告\n新增托位400个。\n", ["target"]),
        ("2023年民生实事任务分解的通知\n新增托位400个。\n", ["target"]),
        ("区民生实事清单新鲜出炉，快来看\n新增托位400个。\n", ["target"]),
        ("推进“健康细胞”建设三年行动计划\n新增托位400个。\n", ["target"]),
        ("区卫健局2023年重点工作任务清单\n新增托位400个。\n", ["target"]),
        ("区民生实事落实情况\n新增托位400个。\n", ["actual"]),
        ("关于民生项目的公示\n今年我区计划实施以下项目：\n（一）托育。新增托位400个。\n", ["target"]),
        ("民生项目\n我们承诺：年内新增托位400个。\n", ["target"]),
        ("2023年实事完成情况\n1.新增托位400个。已完成，新增托位420个。\n", ["target", "actual"]),
        ("卫生工作会\n会议强调，一要扩大托育供给，新增托位400个；二要做好服务。\n", ["target"]),
        ("健康区行动（2023—2030年）主要指标\n居民健康素养水平：2025年达到32%。\n", ["target"]),
        ("全区急救体系\n《健康区建设方案》提出，要完善急救网络，增配AED120台。\n", ["target"]),
        ("区卫生工作\n今年将为妇女免费检查。为全区居民新增托位400个。\n", ["target"]),
        ("区卫生工作\n今年将为妇女免费检查。目前全区有AED120台。\n", ["actual"]),
        (
            "区卫生工作\n规划提出目标——到2025年，全区慢病管理更规范，高血压患者规范管理率达到75%。\n",
            ["target"],
        ),
        ("票决结果揭晓\n经代表投票表决，2023年民生实事出炉。\n增配AED120台。\n", ["target"]),
        ("关于印发《2023年区政府实事项目》的通知\n各镇街：\n新增托位400个。\n", ["target"]),
        ("区政府网\n2023年区政府要完成的实事\n1.新增托位400个。\n", ["target"]),
        ("全区“十四五”卫生规划\n2020年末，人均期望寿命达到81岁。\n", ["actual"]),
        ("健康区建设行动方案\n据统计，高血压患者规范管理率达到71%。\n", ["actual"]),
        ("8.创建卫生城市对医疗服务的要求\n适龄儿童疫苗接种率达到90%以上。\n", ["target"]),
    ],
)
def test_stance(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_heading_of_the_year_to_come() -> None:
    text = "工作报告\n二、2024年主要工作\n新增婴幼儿托位400个。\n"
    assert statuses(text, 2023) == ["target"]


def test_a_year_beside_goals_is_where_they_start() -> None:
    rows = "主要指标\t单位\t2020年\t2025年目标\n婴儿死亡率\t‰\t2.28\t<3\n"
    assert statuses(f"全区“十四五”卫生规划\n{rows}", 2020) == ["actual", "target"]


def test_buildings_under_way_by_the_title() -> None:
    assert statuses("区医院迁建项目\n\n项目总投资2亿元，已完成投资8000万元。\n")[0] == "target"
    assert statuses("区医院病房楼奠基\n总投资2亿元，设置床位300张。\n") == ["target", "target"]
    assert stances.title_building("全区重大项目集中开工\n区人民医院总投资5亿元。")
    text = "全区重大项目集中开工\n区人民医院：总投资5亿元。\n"
    assert statuses(text, 2023) == ["target"]
    assert statuses(text.replace("集中开工", "巡礼"), 2023) == ["actual"]


def test_what_was_done_since_the_year_began_is_no_plan() -> None:
    text = "卫健局2023年做实民生实事\n今年以来，承担的民生实事有2项。\n截止7月底，共签约14.7万人。"
    found = read_mentions(Document("t.txt", text), year=2023)
    assert [m.status for m in found if m.kind == "quantity"][-1] == "actual"


def test_a_building_in_use_has_what_was_planned() -> None:
    assert statuses("区医院新院投用\n新院总投资5亿元，编制床位800张，分两期建设。\n") == ["actual", "actual"]
    assert statuses("区医院新院将投用\n新院编制床位800张。\n") == ["target"]
