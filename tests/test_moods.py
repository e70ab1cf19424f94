"""Which paragraphs of a work report look ahead: by their verbs and figures, where no heading says it."""

from __future__ import annotations

import pytest

from extract.context.moods import looks_ahead, paragraphs_ahead
from extract.linking.observe import read_mentions
from extract.model import Document

AHEAD = (
    "（三）办好健康民生。加快推进区中医院扩建，支持乡镇卫生院创建社区医院，新增托位300个以上，力争年内启用。",
    "加强基层服务。深化医共体建设，完善分级诊疗，改造村卫生室20个，培训乡村医生200名以上。",
    "健全养老服务体系，启动康养中心项目建设，新增护理床位150张，进一步提高服务水平。",
)
BACK = (
    "健康民生持续改善。区中医院扩建工程竣工，3家卫生院创成社区医院，新增托位326个，居全市前列。",
    "一年来，新增托位326个，改造村卫生室23个，培训乡村医生217名，家庭医生签约率达到41.3%。",
    "成功创建国家卫生县城，累计建成养老服务站46个，群众满意度提高2.3个百分点。",
)


@pytest.mark.parametrize("paragraph", AHEAD)
def test_a_paragraph_that_looks_ahead(paragraph: str) -> None:
    assert looks_ahead(paragraph)


@pytest.mark.parametrize("paragraph", [*BACK, "全区有医院12家，床位3000张。", ""])
def test_a_paragraph_that_looks_back_or_nowhere(paragraph: str) -> None:
    assert not looks_ahead(paragraph)


def test_only_in_work_reports_and_not_where_the_title_looks_back() -> None:
    body = "\n".join([BACK[0], AHEAD[0], ""])
    assert paragraphs_ahead(f"某区2023年政府工作报告（节选）\n{body}") == {
        len(f"某区2023年政府工作报告（节选）\n{BACK[0]}\n")
    }
    assert not paragraphs_ahead(f"某区政府工作报告：过去一年工作\n{body}")
    assert not paragraphs_ahead(f"区卫健局2023年工作\n{body}")


def test_figures_of_such_a_paragraph_are_goals() -> None:
    text = "\n".join(["某区2023年政府工作报告（节选）", BACK[0], AHEAD[0], ""])
    found = read_mentions(Document("t.txt", text), area="330113")
    counted = {mention.text: mention.status for mention in found if mention.kind == "quantity"}
    assert counted == {"3": "actual", "326": "actual", "300": "target"}


def test_what_a_report_expects_of_the_year_that_ends_is_its_result() -> None:
    text = "某区2023年政府工作报告\n一年来，人均期望寿命预计达到82.1岁，群众满意度提高2.3个百分点。\n"
    found = read_mentions(Document("t.txt", text), area="330113")
    assert [(m.text, m.status) for m in found if m.indicator] == [("82.1", "actual")]


def test_what_a_report_did_well_and_made_ready_is_done() -> None:
    text = "某区2023年政府工作报告\n（六）用心用情办好民生实事。新增托位326个，全年谋划项目61个。\n"
    found = read_mentions(Document("t.txt", text), area="330113")
    assert {m.text: m.status for m in found if m.kind == "quantity"} == {"326": "actual", "61": "actual"}
