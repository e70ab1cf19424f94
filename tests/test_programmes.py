"""Named programmes, platforms, services and honours: found by grammar, never by name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extract.model import Document
from extract.named.naming import HONOUR, KINDS, quotations, table
from extract.named.programmes import find, themes
from extract.readers import read

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*/*.txt"))
GOLDEN = tomllib.loads((ROOT / "tests" / "data" / "programmes.toml").read_text(encoding="utf-8"))


def named(text: str) -> dict[str, str]:
    return {p.name: p.kind for p in find(Document("made.txt", text))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("依托“掌上云健康”平台，群众少跑腿。", "掌上云健康", "platform"),
        ("区卫健局上线“一码就医”小程序。", "一码就医", "platform"),
        ("平台“一码就医”APP投用。", "一码就医", "platform"),
        ("开发重大传染病智能监测预警系统，成效明显。", "重大传染病智能监测预警系统", "platform"),
        ("数字化驾驶舱接入妇幼健康管理平台。", "妇幼健康管理平台", "platform"),
        ("深入实施“银龄守护”计划。", "银龄守护", "programme"),
        ("推进“护苗”专项行动。", "护苗专项行动", "programme"),
        ("今年启动“名医回乡”培养工程，首批十人。", "名医回乡培养工程", "programme"),
        ("开展“携手同行”，结对帮扶。", "携手同行", "programme"),
        ("推出“早筛早治”“送医到家”等党建品牌。", "送医到家", "programme"),
        ("与家庭医生签订“三高”远程随访服务包。", "三高远程随访服务包", "service"),
        ("构建“10分钟急救服务圈”。", "10分钟急救服务圈", "service"),
        ("在企业设立“暖心驿站”。", "暖心驿站", "service"),
        ("创新“医校融合”新模式。", "医校融合", "service"),
        ("荣获国家卫生县城称号。", "国家卫生县城", "honour"),
        ("我区获评省级慢性病综合防控示范区。", "省级慢性病综合防控示范区", "honour"),
        ("该案例入选“2023健康城市优秀案例”。", "2023健康城市优秀案例", "honour"),
        ("成为全省首个实现云诊室全覆盖的区县。", "全省首个实现云诊室全覆盖的区县", "honour"),
        ("全市首家县级互联网医院，", "全市首家县级互联网医院", "honour"),
        ("深化\"三医联动\"改革。", "三医联动", "programme"),
        ("圍繞「智慧醫療」平臺，", "智慧医疗", "platform"),
    ],
)  # fmt: skip
def test_names_are_found_by_what_stands_around_them(text: str, name: str, kind: str) -> None:
    assert named(text).get(name) == kind, named(text)


@pytest.mark.parametrize(
    "text",
    [
        "我们要把“看好病”落到实处。",
        "“家门口的医疗条件越来越好，水准也越来越高。”张大妈说。",
        "从“看病难”到“家门口享受三级医院服务”。",
        "驶入高质量发展“快车道”，跑出“加速度”。",
        "出台《关于推进“健康云平台”建设的实施方案》。",
        "《住宿场所卫生保洁数字化监管系统通用要求》团体标准发布。",
        "提供“一站式”服务，形成“双保险”。",
        "建立信息平台，完善管理系统，推进三年行动计划和10大专项行动。",
        "正在申报国家级胸痛中心示范单位，力争创建省级示范区。",
        "浙大二院“陈某某名医工作室”落户。",
        "平台经济发展大会举行，系统推进改革。",
        "获得充分肯定，获评优秀等次。",
        "",
        "”“\"“”",
    ],
)  # fmt: skip
def test_slogans_speech_titles_and_general_words_are_no_names(text: str) -> None:
    assert named(text) == {}


def test_every_span_is_of_the_untouched_text() -> None:
    text = "　　区里上线“健\n康 敲 门”系统，\r\n并入选“全国\n典型案例”。<b>“云&nbsp;平台”小程序</b>"
    found = find(Document("a.txt", text))
    assert found and all(text[p.start : p.end] == p.exact for p in found)
    assert all(p.exact in text and p.sentence in text for p in found)


def test_one_name_is_one_entry_with_its_fullest_sentence() -> None:
    text = "“云看护”系统\n\n依托“云看护”系统，全区老人得到照看，家属放心。\n“云看护”平台升级。"
    (only,) = find(Document("a.txt", text))
    assert only.times == 3 and only.sentence.startswith("依托") and only.theme in themes()


def test_plain_quotation_marks_pair_within_a_line() -> None:
    text = '他说"好\n"慢病管家"平台和"云随访"系统上线。'
    assert [text[start:end] for start, end in quotations(text)] == ['"慢病管家"', '"云随访"']


def test_long_and_hostile_texts_take_little_time() -> None:
    for piece in ("“" * 5, "“获评", "全省首个", "“系统”、", "平台" * 3, "(《", "“a”和"):
        find(Document("a.txt", piece * 4000))


def test_the_word_table_knows_kinds_and_themes_only() -> None:
    assert set(table()["nouns"]) == set(table()["ends"]) == set(KINDS) - {HONOUR}
    assert set(table()["compounds"]) <= set(KINDS) and themes()[-1] == "other"


def test_no_name_of_the_seeds_stands_in_the_rules() -> None:
    rules = "".join(
        (ROOT / "extract" / "named" / name).read_text(encoding="utf-8")
        for name in ("naming.py", "honours.py", "programmes.py", "programmes.toml")
    )
    general = set(table()["nouns"]["service"]) | {
        word for words in table()["ends"].values() for word in words
    }
    names = {name for report in GOLDEN.values() for kind in KINDS for name in report[kind]}
    assert not [name for name in names - general if len(name) > 3 and f'"{name}"' in rules]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_the_seeds_give_what_a_careful_reader_marked(path: Path) -> None:
    document = read(path)
    found = find(document)
    assert all(document.text[p.start : p.end] == p.exact for p in found)
    wanted = GOLDEN[path.parent.name]
    for kind in KINDS:
        assert sorted(p.name for p in found if p.kind == kind) == sorted(wanted[kind]), kind


def test_precision_and_recall_are_those_that_the_docs_state() -> None:
    found = sum(len(report[kind]) for report in GOLDEN.values() for kind in KINDS)
    wrong = sum(len(report["wrong"]) for report in GOLDEN.values())
    missed = sum(len(report["missed"]) for report in GOLDEN.values())
    right = found - wrong
    docs = (ROOT / "docs" / "programmes.md").read_text(encoding="utf-8")
    assert (
        f"{found} names" in docs
        and f"{right / found:.1%}" in docs
        and f"{right / (right + missed):.1%}" in docs
    )
    for report in GOLDEN.values():
        assert set(report["wrong"]) <= {name for kind in KINDS for name in report[kind]}
