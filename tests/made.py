"""Small made-up districts, records and readings, for the tests of what follows reading."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path

from extract.model import Document, Evidence, Mention, Observation, Report
from extract.records.catalogue import Indicator

NAMES = {"330113": "临平区", "330110": "余杭区", "330112": "临安区", "330109": "萧山区", "330213": "奉化区"}
TEXT = "全区有托位4830个，每千人口托位4.44个。救护车12辆。社区卫生服务中心25个。又有卫生服务中心24家。"


def record(name: str, measure: str = "stock", unit: str = "个", **more: object) -> Indicator:
    """A record of an indicator, its names made from its id."""
    words = {"zh": f"{name}数", "en": name, "domain": "childcare", "definition": f"All {name}"}
    return Indicator(id=name, measure=measure, unit=unit, **(words | more))  # type: ignore[arg-type]


RECORDS = {
    r.id: r
    for r in (
        record("childcare_places", zh="3岁以下婴幼儿托位数", per_resident=True),
        record("childcare_places_per_1000", "rate", "个/千人"),
        record("childcare_places_new", "flow", added=True),
        record("childcare_places_inclusive"),
        record("childcare_inclusive_share", "share", "%"),
        record("childcare_institutions", unit="家"),
        record("community_health_centres", unit="家", zh="社区卫生服务中心（卫生院）数", per_resident=True),
        record("public_hospitals", unit="家", zh="区（县）属公立医院数"),
        record("ambulances", unit="辆", per_resident=True),
        record("resident_population", unit="人"),
        record("flu_vaccinations_older", "flow", "人", zh="老年人免费流感疫苗接种人数"),
        record("older_checkup_rate", "share", "%", zh="老年人健康体检（管理）率"),
        record("copd_screened", "flow", "人", zh="慢阻肺筛查人数"),
        record("planned_beds", "level", "张", by_project=True),
        record("physicians", unit="人"),
        record("nurses", unit="人"),
    )
}
_WORDING = {
    "每千人口托位": ("childcare_places_per_1000", "个/千人"),
    "托位": ("childcare_places", "个"),
    "救护车": ("ambulances", "辆"),
    "服务中心": ("community_health_centres", "家"),
}


def reader(document: Document, area: str, year: int) -> list[Mention]:
    """A reader of ``TEXT`` and its like: the nearest known word before a number is its indicator."""
    found = []
    for match in re.finditer(
        r"(?P<word>每千人口托位|托位|救护车|服务中心)?(?P<number>\d+(?:\.\d+)?)", document.text
    ):
        name, unit = _WORDING.get(match["word"] or "", (None, None))
        start = document.text.rfind("。", 0, match.start()) + 1
        found.append(
            Mention(
                document.name, match.start("number"), match.end("number"), match["number"], "quantity",
                Decimal(match["number"]), unit=unit, status="actual", indicator=name, label=match["word"],
                period=str(year), reason="linked", sentence_start=start,
                sentence_end=document.text.find("。", match.end()) + 1,
            )
        )  # fmt: skip
    return found


def seeds(folder: Path, texts: dict[str, str] | None = None, year: int = 2023) -> Path:
    """Write a folder of districts, one report each; by default all five of ``NAMES``."""
    for adcode, text in (texts or dict.fromkeys(NAMES, TEXT)).items():
        district(folder, adcode, text, year)
    return folder


def district(folder: Path, adcode: str, text: str = TEXT, year: int = 2023, more: str = "") -> Path:
    """Write one district with a card that fits; ``more`` is added at the card's end."""
    home = folder / f"{adcode}-district"
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{year}.txt").write_bytes(text.encode())
    sha = hashlib.sha256(text.encode()).hexdigest()
    card = (
        f'adcode = "{adcode}"\nzh = "{NAMES.get(adcode, "某区")}"\nen = "D{adcode}"\nvalid_from = "2021-04"\n'
    )
    report = f'\n[[report]]\nyear = {year}\ntitle = "一年"\nfile = "{year}.txt"\nsha256 = "{sha}"\n'
    (home / "district.toml").write_text(card + report + more, encoding="utf-8")
    return home


def years(folder: Path, adcode: str, texts: dict[int, str]) -> None:
    """Write one district with a report for each of several years."""
    cards = []
    for year, text in texts.items():
        home = district(folder, adcode, text, year)
        cards.append((home / "district.toml").read_text(encoding="utf-8").partition("\n[[report]]"))
    body = cards[0][0] + "".join(f"\n[[report]]{card}" for _, _, card in cards)
    (home / "district.toml").write_text(body, encoding="utf-8")


def report(text: str = TEXT, adcode: str = "330113", year: int = 2023) -> Report:
    """A report with a text."""
    return Report(
        f"{adcode}-{year}", adcode, year, "一年", "", "", f"{year}.txt", "0" * 64, Document("a.txt", text)
    )


def observation(indicator: str, value: object, **more: object) -> Observation:
    """A stated observation; every field can be given, ``start`` and ``exact`` for its evidence."""
    start, exact = int(str(more.pop("start", 0))), str(more.pop("exact", value))
    area, year = str(more.get("ref_area", "330113")), str(more.get("time_period", "2023"))[:4]
    report_id = f"{area}-{year}"
    fields: dict[str, object] = {
        "id": f"{report_id}:{indicator}:{start}", "indicator": indicator, "ref_area": area,
        "time_period": "2023", "value": Decimal(str(value)), "value_max": None,
        "unit": RECORDS[indicator].unit, "qualifier": "exact", "status": "actual",
        "evidence": Evidence(report_id, start, start + len(exact), exact),
        "sentence": f"句{start}。",
    }  # fmt: skip
    return Observation(**(fields | more))  # type: ignore[arg-type]
