"""Columns of tasks, whose numbers are goals."""

from __future__ import annotations

from extract.layout.tasks import task_cells


def test_the_cells_below_a_column_of_tasks() -> None:
    text = "序号\t任务\t进展\n1\t新增托位500个\t已新增320个\n2\t配置AED40台\t已配置18台\n"
    assert [text[start:end] for start, end in task_cells(text)] == ["新增托位500个", "配置AED40台"]


def test_no_tasks_no_cells() -> None:
    assert list(task_cells("指标\t2023年\n托位（个）\t4830\n")) == []


def test_several_columns_may_say_what_is_to_be_done() -> None:
    text = "序号\t项目名称\t具体内容\t截至6月进展\n1\t新增托位500个\t其中普惠300个\t已新增320个\n"
    assert [text[start:end] for start, end in task_cells(text)] == ["新增托位500个", "其中普惠300个"]


def test_an_item_of_several_rows_and_a_table_after_it() -> None:
    text = (
        "序号|项目内容|进展情况|责任单位\n1|新增托位500个|新增托位600个|卫健局\n|筛查1万例以上|筛查10111例\n"
        "类别|机构|床位\n医院|12|4100\n"
    )
    assert [text[start:end] for start, end in task_cells(text)] == ["新增托位500个", "筛查1万例以上"]
