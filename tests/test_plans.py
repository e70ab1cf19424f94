"""Planned or achieved: what the words before and after a number say."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


def statuses(text: str, year: int | None = 2023) -> list[str | None]:
    return [
        m.status
        for m in read_mentions(Document("t.txt", text), area="330113", year=year)
        if m.kind == "quantity"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划新增托位600个。", ["target"]),
        ("力争每千人口床位达到8.5张。", ["target"]),
        ("到2025年，人均预期寿命达到82岁。", ["target"]),
        ("规划床位1500张。", ["target"]),
        ("健康素养水平目标31%，达到33%。", ["target", "actual"]),
        ("今年将为3万名适龄妇女免费筛查两癌。", ["target"]),
        ("规范管理率63.9%（任务62%）。", ["actual", "target"]),
        ("免疫规划疫苗接种率95%。", ["actual"]),
        ("主要指标已达到目标值，人均预期寿命（户籍居民2023年为82.4岁）居前。", ["actual"]),
        ("区政府将“新增普惠托位300个”列入2023年民生实事项目。", ["target"]),
        ("《意见》提出，2023年，实现每千人口拥有3岁以下婴幼儿托位4.5个。", ["target"]),
        ("计划生育家庭1200户。", ["actual"]),
        ("全区共有医院12家。", ["actual"]),
        ("“十四五”期间，全市已建成托位600个，急救平均反应时间缩短至9分钟。", ["actual"] * 2),
        ("全面完成规划确定的目标和指标，人均预期寿命提高到2020年的79.3岁。", ["actual"]),
        ("投资6亿元的区人民医院新院区主体完工。", ["target"]),
        ("这一年\n中学竣工交付，投资6亿元的区人民医院新院区主体完工。", ["target"]),
        ("投资6亿元的区人民医院新院区已经完工、投入使用。", ["actual"]),
        ("健康素养水平提高到2020年的31%。", ["actual"]),
        ("2024年，全区将新增托位300个。", ["target"]),
        ("力争全年诊疗500万人次。", ["target"]),
        ("健康素养水平达到36%（目标值）。", ["target"]),
        ("筛查率82%，超出省定目标任务22个百分点。", ["actual", "actual"]),
        ("完成目标任务的103%。", ["actual"]),
        ("预计全年总诊疗107万人次。", ["actual"]),
        ("争取上级资金4800万元。", ["actual"]),
        ("将超过22万名患者纳入管理。", ["actual"]),
        ("3000名妇女将免费接受两癌筛查。", ["target"]),
        ("居民健康素养水平将超过26%。", ["target"]),
        ("已有3000名妇女将病历上传。", ["actual"]),
        ("该区将深入推进改革，实现检验互认项目40项。", ["target"]),
        ("按照行动计划要求，高血压患者规范管理率达到71.5%。", ["actual"]),
        ("按照《慢病方案》要求，高血压患者规范管理率达到71.5%。", ["actual"]),
        ("筛查两癌2.1万人，为目标任务的105%；新增AED120台。", ["actual", "actual", "actual"]),
        ("规划建设的5个社区卫生服务中心全部建成，总投资1.2亿元。", ["target", "actual"]),
        ("每千人口托位数将由3.6个提高到4.6个。", ["actual", "target"]),
        ("布设AED200台项目：已布设120台。", ["target", "actual"]),
        ("高血压患者规范管理率尚未达到70%的规划要求。", ["target"]),
        ("完成了31家村卫生室的改造任务。", ["actual"]),
        ("将在现有AED60台的基础上增配180台，其中学校100台。", ["actual", "target", "target"]),
        ("计划筛查两癌3万人，其中已筛查2万人。", ["target", "actual"]),
        ("计划普查已婚育龄妇女宫颈癌5000人。", ["target"]),
        ("力争新增就业5000人，实际利用外资增长5%。", ["target", "target"]),
        ("入选国家培养计划的科技人才12名。", ["actual"]),
        ("院区建设纳入国家规划，新建医院3家。", ["actual"]),
        ("根据发展规划，新建医院3家。", ["target"]),
        ("发展的目标是：诊疗量年均增长7%左右，达到110万人次。", ["target", "target"]),
        ("全年门诊56万人次，比计划多2万人次。", ["actual", "actual"]),
        ("项目要求，老年人健康管理率达到65%以上，全区实际达到71.2%。", ["target", "actual"]),
        ("全区将免费体检作为民生实事，为5.8万名老人体检。", ["actual"]),
        ("签约动员会提出，年底家庭医生签约率达到45%。", ["target"]),
        ("行动计划的目标全部实现，新增托位1500个。", ["actual"]),
        ("为实现到2030年健康素养水平达到32%的目标，区里培训科普员120名。", ["target", "actual"]),
        ("力争完成两癌筛查3.2万人的目标任务。", ["target"]),
        ("筛查两癌3.2万人，为计划的106%。", ["actual", "actual"]),
        ("筛查两癌3.2万人，占全年任务（3万人）的106%。", ["actual", "target", "actual"]),
        ("区卫健局将对1.6万名适龄妇女开展两癌筛查。", ["target"]),
        ("今年我区将1.6万名妇女纳入两癌免费检查范围。", ["target"]),
        ("我区已将1.6万名妇女纳入两癌免费检查范围。", ["actual"]),
        ("两癌检查列为全区民生实事，对1.6万名妇女进行免费检查。", ["target"]),
        ("我区承担1.6万名妇女两癌检查任务。", ["target"]),
        ("我区完成1.6万名妇女两癌检查任务。", ["actual"]),
        ("由区卫健局牵头的“新增托位600个”项目，已新增托位640个。", ["target", "actual"]),
    ],
)
def test_words_of_intent(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_a_heading_of_plans_governs_what_stands_below() -> None:
    text = "一、2023年工作总结\n新增托位600个。\n二、2024年工作安排\n新增托位300个。\n"
    assert statuses(text) == ["actual", "target"]


def test_projects_of_the_year_are_goals() -> None:
    text = "今年年初，我区把“新增托位600个”“建设家庭病床1000张”纳入全区民生实事。全年新增托位1041个。"
    assert statuses(text) == ["target", "target", "actual"]


def test_projects_that_are_to_be_done_well_are_goals() -> None:
    text = "继续办好民生实事。完成两癌筛查3500人，新增停车位100个。\n去年新增托位600个。"
    assert statuses(text) == ["target", "target", "actual"]


def test_cells_below_a_column_of_tasks_are_goals() -> None:
    text = "编号\t任务\t进度\n1\t新增托位640个\t35%\n2\t新增普惠托位410个\t60%\n\n全年新增托位512个。\n"
    assert statuses(text) == ["target", "actual", "target", "actual", "actual"]


def test_so_are_those_below_projects_beside_what_was_done() -> None:
    text = "序号\t项目内容\t完成情况\n1\t新增托位640个\t新增托位655个\n"
    assert statuses(text) == ["target", "actual"]


def test_a_row_that_does_not_begin_with_its_number_is_not_shifted() -> None:
    rows = ["季度\t序号\t事项名称\t进展情况", "一季度\t1\t新增托位640个\t新增托位30个"]
    text = "\n".join([*rows, "2\t新增普惠托位410个\t新增普惠托位25个\t", ""])
    assert statuses(text)[-2:] == ["actual", "actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照计划，全年新建急救站3个，站点总数达到45个，平均反应时间缩短至12分钟。", ["target"] * 3),
        ("居民健康素养水平分别不低于24%和30%。", ["target", "target"]),
        ("将超过22万名高血压患者和9万名糖尿病患者纳入健康管理。", ["actual", "actual"]),
    ],
)
def test_a_plan_holds_for_all_its_numbers(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_how_many_there_are_is_no_goal() -> None:
    assert statuses("计划实现全区14家社区卫生服务中心急诊全覆盖。") == ["actual"]


def test_what_comes_in_the_new_year_is_a_goal() -> None:
    assert statuses("新的一年，健康讲座进村500场。") == ["target"]
    assert statuses("明年，家庭医生签约率提高到45%以上。") == ["target"]


def test_what_follows_a_goal_met_early_is_reached() -> None:
    text = "人均期望寿命81.8岁，提前1年实现“十四五”规划目标；孕产妇死亡率7.2/10万，婴儿死亡率2.3‰。"
    assert set(statuses(text)) == {"actual"}


def test_a_rise_on_last_year_among_goals_is_one() -> None:
    text = "2023年主要目标\n诊疗人次同比增长6%以上。\n诊疗人次同比增长6.3%。\n"
    assert statuses(text) == ["target", "actual"]


def test_how_much_of_a_goal_is_done_is_no_goal() -> None:
    text = "2023年民生实事项目清单\n新增托位500个，完成126个，完成率25.2%。"
    assert statuses(text)[-1] == "actual"


def test_the_end_of_five_years_to_come() -> None:
    text = "2020年，全区有医院8家。“十四五”末，人均预期寿命达到81.5岁。"
    assert statuses(text, None) == ["actual", "target"]
    assert statuses(text.replace("达到", "达到了"), None) == ["actual", "actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("筛查任务分别为4200人、6100人。", ["target", "target"]),
        ("紧盯实事任务清单（培训救护员3000人、普及培训8000人），精心组织。", ["target", "target"]),
        ("现有机构812家，比“十三五”末增加26家；床位4210张。", ["actual"] * 3),
        ("《决定》明确了到2028年的主要目标：千人床位数达到6.4张；千人护士数达到3.6人。", ["target"] * 2),
        ("区医院迁建工程总投资2.6亿元，目前主体完工，预计明年投用。", ["target"]),
        ("区医院迁建工程总投资2.6亿元，目前已完工投用。", ["actual"]),
    ],
)
def test_what_is_set_and_what_is_compared_with(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_a_title_of_gifts_to_the_people_lists_plans() -> None:
    assert statuses("新建驿站20家…某区推十大“民生红包”\n新建6家社康机构。")[-1] == "target"


def test_a_list_of_what_will_be_done_goes_on_with_bare_verbs() -> None:
    text = "概况\n明年，全区将建成康复医院。提质扩面签约服务。完成急救中心建设，打造12分钟急救圈。"
    assert statuses(text) == ["target"]


def test_what_a_list_of_projects_names_behind_its_colon_is_a_goal() -> None:
    text = "我省将妇女保健纳入十件重点民生实事中：对适龄妇女免费开展宫颈癌、乳腺癌筛查，各完成筛查60万人次。"
    assert statuses(text)[-1] == "target"
    assert statuses(text.replace("各完成", "已完成"))[-1] == "actual"


def test_whom_a_project_is_for_is_its_goal() -> None:
    assert statuses("免费“两癌”筛查项目目标人群1300人，已完成1350人。") == ["target", "actual"]


def test_projects_that_this_year_is_to_do_well_stand_behind_their_colon() -> None:
    text = "今年重点办好十件民生实事：1.新建社区卫生服务站4个；2.新增托位500个。"
    assert statuses(text)[1:] == ["target", "target"]


def test_a_task_that_is_done_is_no_goal() -> None:
    assert statuses("完成慢性阻塞性肺疾病筛查任务1.5万例。") == ["actual"]
    assert statuses("计划完成慢性阻塞性肺疾病筛查任务1.5万例。") == ["target"]


def test_a_task_of_so_many_that_is_done_is_no_goal() -> None:
    assert statuses("全年完成慢阻肺筛查5000人、肺功能检查1000人的任务。") == ["actual", "actual"]
    assert statuses("健康素养水平目标值25%，实际值30.6%。") == ["target", "actual"]
