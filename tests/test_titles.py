"""The first line of a report, and the reports of governments on their work."""

from __future__ import annotations

from extract.context.titles import first_line, is_work_report


def test_the_first_line_that_is_not_empty() -> None:
    assert first_line("\n \n卫生健康这一年\n全区有医院12家。") == "卫生健康这一年"
    assert len(first_line("长" * 200)) == 80


def test_a_work_report_says_so_in_its_title() -> None:
    assert is_work_report("政府工作报告\n2024年，全区有医院12家。")
    assert is_work_report("\n某区第三届人民代表大会第四次会议\n政府工作报告\n各位代表：")
    assert not is_work_report("卫生工作总结\n" + "全区有医院12家。" * 12 + "写入政府工作报告。")
