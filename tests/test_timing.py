"""The period of a number, as its aspect and its indicator's measure take it."""

from __future__ import annotations

import pytest

from extract.linking.observe import read_mentions
from extract.model import Document


def periods(text: str, year: int | None = 2023) -> list[str | None]:
    found = read_mentions(Document("t.txt", text), area="330113", year=year)
    return [mention.period for mention in found if mention.indicator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what was done by a day was done since the year began
        ("截至9月底，新增婴幼儿托位400个。", ["2023-01-01/2023-09-30"]),
        ("截至2023年底，新增婴幼儿托位400个。", ["2023"]),
        ("截至2023年12月23日，全区无偿献血4007人次。", ["2023-01-01/2023-12-23"]),
        ("截至9月底，全区共有婴幼儿托位4000个。", ["2023-09-30"]),
        # what there is since a year began is there now, what was put into building is of all that time
        ("“十四五”以来，互认项目明确为386项。", ["2023"]),
        ("2021年以来，共投入4200万元改善医疗卫生基础设施。", ["2021-01-01/"]),
        ("2018—2022年，总投资6000万元的县医院病房楼建成投用。", ["2018-01-01/2022-12-31"]),
        ("“十三五”期间，全区新增医疗机构床位1200张。", ["2016-01-01/2020-12-31"]),
        # lives and deaths are counted over the year that ends
        ("截至2023年底，人均预期寿命83.2岁。", ["2023"]),
        # figures per residents that go on a list of the year's end
        ("年末全区有执业医师3510人，每千人口床位6.15张。", ["2023-12-31", "2023-12-31"]),
        ("年末全区有执业医师3510人。每千人口床位6.15张。", ["2023-12-31", "2023"]),
        ("居民平均期望寿命达到81.7岁（2021年末），比2020年高。", ["2021"]),
        # the base year of a comparison
        ("从2015年到2019年，每千人口床位由5.1张增加到6.3张。", ["2015", "2019"]),
        ("婴儿死亡率由2015年的5.1‰降到2019年的4.3‰，孕产妇死亡率由9.1/10万降到8.2/10万。",
         ["2015", "2019", "2015", "2019"]),
        ("孕产妇死亡率、婴儿死亡率分别由2015年的9.1/10万、5.1‰降至2019年的8.2/10万、4.3‰。",
         ["2015", "2015", "2019", "2019"]),
    ],
)  # fmt: skip
def test_period(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


def test_a_figure_compared_with_dates_nothing_after_it() -> None:
    text = "为6.9万名老年人免费接种流感疫苗，是2021年的1.4倍；老年人健康管理率76.8%。"
    assert periods(text) == ["2023", "2023"]


def test_last_year_is_counted_from_the_day_of_a_speech() -> None:
    head = "新闻发布会实录\n时间：2024年1月15日\n2023年工作推进有力，2023年完成各项任务。\n"
    assert periods(f"{head}去年完成结直肠癌初筛4.36万人。\n", None) == ["2023"]
