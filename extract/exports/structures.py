"""The structure of the observations in SDMX: concepts, code lists, data structure and dataflow, by pysdmx."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.storage.tables import Cell

from .source import Source

if TYPE_CHECKING:
    from pysdmx.model import Annotation, Code, Codelist, Component, ConceptScheme, Schema

AGENCY, VERSION = "HENGBI", "1.0.0"
_PREPARED = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # no clock: the same data set, the same bytes
_WORDS = {
    "CL_OBS_STATUS": {"actual": ("实际", "Reached at the time"), "target": ("目标", "Planned or aimed at")},
    "CL_QUALIFIER": {
        "exact": ("等于", "As it stands"), "at_least": ("不少于", "At least: 余, 多, 以上, 超"),
        "approx": ("约", "About: 约, 近"), "at_most": ("不多于", "At most: 以内"),
    },
    "CL_NATURE": {"stated": ("写明", "The report states it"), "derived": ("推算", "Computed from others")},
    "CL_BASIS": {
        "level": ("总量", "How many there are"), "addition": ("新增", "How many were added"),
        "change": ("变化", "How much it changed"),
    },
}  # fmt: skip
# id: what it is (D dimension, M measure, A attribute), needed, type, list of its values, name, description
_COMPONENTS: Mapping[str, tuple[str, bool, str, str, str, str]] = {
    "INDICATOR": ("D", True, "", "CL_INDICATOR", "指标 · Indicator", "What was measured"),
    "REF_AREA": ("D", True, "", "CL_AREA", "地区 · Reference area", "Of which area"),
    "REPORT": ("D", True, "", "CL_REPORT", "报告 · Report", "The report it comes from"),
    "STATEMENT": (
        "D", True, "String", "", "所在 · Statement",
        "Where in the report's text the number begins, or the formula of a derived value",
    ),
    "TIME_PERIOD": (
        "D", True, "ObservationalTimePeriod", "", "时间 · Time period",
        "When; an open stretch is given by its first day, with the whole in TIME_NOTE",
    ),
    "OBS_VALUE": (
        "M", True, "Double", "", "数值 · Observation value",
        "The number in base units, the lower end of a range",
    ),
    "UNIT_MEASURE": ("A", True, "", "VL_UNIT_MEASURE", "单位 · Unit of measure", "Unit of the value"),
    "OBS_STATUS": ("A", True, "", "CL_OBS_STATUS", "实际或目标 · Observation status", "Reached or planned"),
    "QUALIFIER": ("A", True, "", "CL_QUALIFIER", "限定 · Qualifier", "Exact, a bound or approximate"),
    "NATURE": ("A", True, "", "CL_NATURE", "写明或推算 · Nature", "Stated by the report, or derived"),
    "BASIS": ("A", True, "", "CL_BASIS", "总量、新增或变化 · Basis", "Level, addition or change"),
    "VALUE_MAX": ("A", False, "Double", "", "数值上限 · Upper end", "Upper end of a range"),
    "TIME_NOTE": ("A", False, "String", "", "时间原样 · Time note", "Where TIME_PERIOD words it otherwise"),
    "GROUP_NOTE": ("A", False, "String", "", "所限人群 · Group", "The people the report bounds it to"),
    "AREA_NOTE": ("A", False, "String", "", "所指机构 · Place", "The one institution or project it is of"),
    "LABEL": ("A", False, "String", "", "叫法 · Label", "The thing measured, in the report's words"),
    "START": ("A", False, "Integer", "", "起 · Start", "Where the number begins in the report's text"),
    "END": ("A", False, "Integer", "", "止 · End", "Where it ends, not included"),
    "EXACT": ("A", False, "String", "", "原文数字 · Exact", "The number as the report writes it"),
    "SENTENCE": ("A", False, "String", "", "原句 · Sentence", "The sentence around it"),
    "SENTENCE_START": ("A", False, "Integer", "", "句起 · Sentence start", "Where the sentence begins"),
    "SENTENCE_END": ("A", False, "Integer", "", "句止 · Sentence end", "Where it ends, not included"),
    "PLACE": ("A", False, "String", "", "文件中位置 · Place in file", "Page, paragraph or cell"),
    "FORMULA": ("A", False, "String", "", "公式 · Formula", "How a derived value was computed"),
    "CORRECTED": ("A", True, "Integer", "", "读法已更正 · Corrected", "1 where the card corrects it"),
    "RATE_OF": ("A", False, "", "CL_INDICATOR", "所算自 · Rate of", "The indicator it is a rate of"),
    "PARENTS": ("A", False, "String", "", "所据 · Parents", "JSON list of what it was computed from"),
}  # fmt: skip
_RULE = (
    "Texts that begin with = + - @ (or full-width forms), a tab, a line break or an apostrophe have an "
    "apostrophe before them; a backslash, a carriage return, a null and a byte order mark in them are "
    "written as \\uXXXX."
)


def write(source: Source, path: Path) -> Schema:
    """Write the structure message of a source.

    Returns:
        The schema of its dataflow, which the data are written by.
    """
    from pysdmx.io.json.sdmxjson2.writer.v2_0.structure import write as write_json
    from pysdmx.model import Dataflow, DataStructureDefinition, Organisation, Schema
    from pysdmx.model.dataflow import Components
    from pysdmx.model.message import Header

    lists = _lists(source)
    scheme = _concepts()
    components = Components([_component(name, lists) for name in _COMPONENTS])
    name = "横比 Hengbi: district health indicators"
    definition = DataStructureDefinition(
        id="DSD_HENGBI", name=name, agency=AGENCY, version=VERSION, components=components,
        description=_RULE,
    )  # fmt: skip
    flow = Dataflow(
        id="DF_HENGBI", name=name, agency=AGENCY, version=VERSION,
        annotations=_notes({"DATA_VERSION": source.version}),
        structure=f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:DSD_HENGBI({VERSION})",
    )  # fmt: skip
    header = Header(id=f"hengbi-{source.version}", prepared=_PREPARED, sender=Organisation(id=AGENCY))
    body = json.loads(str(write_json([scheme, *lists.values(), definition, flow], header=header)))
    # pysdmx 1.21 writes an empty list of groups, which the schema of SDMX-JSON forbids.
    del body["data"]["dataStructures"][0]["dataStructureComponents"]["groups"]
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return Schema(
        context="dataflow", agency=AGENCY, id="DF_HENGBI", version=VERSION, components=components, name=name,
        generated=_PREPARED,
    )  # fmt: skip


def _concepts() -> ConceptScheme:
    from pysdmx.model import Concept, ConceptScheme

    items = [Concept(id=name, name=row[4], description=row[5]) for name, row in _COMPONENTS.items()]
    name = "横比的概念 · Concepts of Hengbi"
    return ConceptScheme(id="CS_HENGBI", name=name, agency=AGENCY, version=VERSION, items=items)


def _component(name: str, lists: Mapping[str, Codelist]) -> Component:
    from pysdmx.model import Component, DataType, ItemReference, Role

    role, needed, kind, values, title, about = _COMPONENTS[name]
    sort = "ValueList" if values.startswith("VL_") else "Codelist"
    return Component(
        id=name,
        required=needed,
        role=Role(role),
        concept=ItemReference(
            sdmx_type="Concept", agency=AGENCY, id="CS_HENGBI", version=VERSION, item_id=name
        ),
        local_dtype=DataType(kind or "String"),
        name=title,
        description=about,
        local_codes=lists.get(values),
        local_enum_ref=f"urn:sdmx:org.sdmx.infomodel.codelist.{sort}={AGENCY}:{values}({VERSION})"
        if values
        else None,
        attachment_level="O" if role == "A" else None,
    )


def _lists(source: Source) -> dict[str, Codelist]:
    from pysdmx.model import Code

    made = {
        "CL_INDICATOR": _list(
            "CL_INDICATOR", "指标 · Indicators", [_indicator(r) for r in source.dicts("indicators")]
        ),
        "CL_AREA": _list("CL_AREA", "地区 · Areas (GB/T 2260)", [_area(r) for r in source.dicts("areas")]),
        "CL_REPORT": _list("CL_REPORT", "报告 · Reports", [_report(r) for r in source.dicts("reports")]),
        "VL_UNIT_MEASURE": _list("VL_UNIT_MEASURE", "单位 · Units of measure", _units(source)),
    }
    for name, words in _WORDS.items():
        codes = [Code(id=word, name=zh, description=en) for word, (zh, en) in words.items()]
        made[name] = _list(name, name.removeprefix("CL_").replace("_", " ").capitalize(), codes)
    return made


def _list(name: str, title: str, codes: Sequence[Code]) -> Codelist:
    from pysdmx.model import Codelist

    # Units such as 个/千人 and % are no ids of a code list; for such values SDMX 3 has value lists.
    sort = {"sdmx_type": "valuelist"} if name.startswith("VL_") else {}
    return Codelist(id=name, name=title, agency=AGENCY, version=VERSION, items=codes, **sort)  # type: ignore[arg-type]


def _indicator(row: Mapping[str, Cell]) -> Code:
    keep = (
        "en",
        "definition",
        "domain",
        "measure",
        "unit",
        "direction",
        "wording",
        "per_resident",
        "derived",
    )
    return _code(row["indicator"], row["zh"], row["definition_zh"] or row["definition"], row, keep)


def _area(row: Mapping[str, Cell]) -> Code:
    keep = ("en", "parent_zh", "parent_en", "valid_from", "valid_to")
    return _code(row["adcode"], row["zh"], row["note"], row, keep)


def _report(row: Mapping[str, Cell]) -> Code:
    keep = ("adcode", "year", "publisher", "published", "file", "sha256", "format", "chars")
    return _code(row["report_id"], row["title"] or row["report_id"], None, row, keep)


def _units(source: Source) -> list[Code]:
    from pysdmx.model import Code

    named = {str(row["unit"]) for table in ("indicators", "observations") for row in source.dicts(table)}
    return [Code(id=unit, name=unit) for unit in sorted(named)]


def _code(code: Cell, name: Cell, about: Cell, row: Mapping[str, Cell], keep: Iterable[str]) -> Code:
    from pysdmx.model import Code

    facts = {key: str(row[key]) for key in keep if row[key] not in (None, "")}
    return Code(
        id=str(code), name=str(name), description=str(about) if about else None, annotations=_notes(facts)
    )


def _notes(facts: Mapping[str, str]) -> list[Annotation]:
    from pysdmx.model import Annotation

    return [Annotation(id=key, type=key, text=text) for key, text in facts.items()]
