"""The codebook: every indicator with definition, unit, wording and examples, as Markdown and HTML."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from extract.patterns import Pattern
from extract.records import catalogue

from .schema import TITLES, columns
from .source import Source

_MEASURES = {
    "stock": "存量（期末有多少） · stock", "flow": "流量（一段时间内多少） · flow", "level": "水平 · level",
    "rate": "比率 · rate", "share": "占比 · share", "change": "变化 · change",
}  # fmt: skip
_DIRECTIONS = {
    "higher": "高为好 · higher is better",
    "lower": "低为好 · lower is better",
    "none": "无 · none",
}
_MARKDOWN = Pattern(r"([\\`*_{}\[\]<>#|!~])")
_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif;
       max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
h3 { margin-top: 2rem } h3 small { font-weight: 400; opacity: .75 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem }
dt { opacity: .75 } dd { margin: 0 }
code { font-size: .9em; overflow-wrap: anywhere } nav { columns: 2 } table { border-collapse: collapse }
td, th { border: 1px solid #8886; padding: .2rem .5rem; text-align: start; vertical-align: top }
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator as the codebook shows it; ``facts`` are pairs of a heading and its lines."""

    id: str
    zh: str
    en: str
    domain: str
    facts: Sequence[tuple[str, Sequence[str]]]


def write(source: Source, folder: Path) -> None:
    """Write ``codebook.md`` and ``codebook.html``, which needs no other file."""
    entries = [_entry(row, found) for row, found in _rows(source)]
    order = {domain: place for place, domain in reversed([*enumerate(entry.domain for entry in entries)])}
    entries.sort(key=lambda entry: order[entry.domain])
    for name, made in (("codebook.md", markdown(source, entries)), ("codebook.html", page(source, entries))):
        (folder / name).write_text(made, encoding="utf-8", newline="\n")


def markdown(source: Source, entries: Sequence[Entry]) -> str:
    """The codebook as Markdown."""
    lines = ["# 横比指标手册 · Codebook", "", _about(source, entries), ""]
    for domain, group in groupby(entries, lambda entry: entry.domain):
        lines += [f"## {_escaped(domain)}", ""]
        for entry in group:
            lines += [f"### {_escaped(entry.zh)} · {_escaped(entry.en)}", ""]
            lines += [_bullet(head, words) for head, words in [("编号 · id", [entry.id]), *entry.facts]]
            lines += [""]
    lines += ["## 表与列 · Tables and columns", ""]
    for table in source.tables:
        zh, en = TITLES[table]
        lines += [
            f"### {zh} · {table}",
            "",
            f"{en}.",
            "",
            "| 列 · column | 含义 · meaning |",
            "| --- | --- |",
        ]
        lines += [f"| {_code(c.name)} | {_escaped(c.zh)} · {_escaped(c.en)} |" for c in columns(table)]
        lines += [""]
    return "\n".join(lines)


def page(source: Source, entries: Sequence[Entry]) -> str:
    """The codebook as one HTML page without scripts, pictures or links to elsewhere."""
    esc = html.escape
    parts = [
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>横比指标手册 · Codebook</title><style>{_STYLE}</style></head><body>",
        f"<h1>横比指标手册 · Codebook</h1><p>{esc(_about(source, entries))}</p><nav><ul>",
        *(f'<li><a href="#{esc(e.id)}">{esc(e.zh)}</a></li>' for e in entries),
        "</ul></nav>",
    ]
    for domain, group in groupby(entries, lambda entry: entry.domain):
        parts.append(f"<h2>{esc(domain)}</h2>")
        for entry in group:
            parts.append(f'<h3 id="{esc(entry.id)}">{esc(entry.zh)} <small>{esc(entry.en)}</small></h3><dl>')
            for head, words in [("编号 · id", [entry.id]), *entry.facts]:
                told = "<br>".join(f"<code>{esc(w)}</code>" if _is_code(head) else esc(w) for w in words)
                parts.append(f"<dt>{esc(head)}</dt><dd>{told}</dd>")
            parts.append("</dl>")
    parts.append("<h2>表与列 · Tables and columns</h2>")
    for table in source.tables:
        zh, en = TITLES[table]
        rows = "".join(
            f"<tr><td><code>{esc(c.name)}</code></td><td>{esc(c.zh)}<br>{esc(c.en)}</td></tr>"
            for c in columns(table)
        )
        parts.append(f"<h3>{esc(zh)} · {esc(table)}</h3><p>{esc(en)}.</p><table>{rows}</table>")
    return "\n".join([*parts, "</body></html>", ""])


def _rows(source: Source) -> Iterator[tuple[Mapping[str, object], Counter[str]]]:
    found: dict[str, Counter[str]] = {}
    for row in source.dicts("observations"):
        found.setdefault(str(row["indicator"]), Counter())[str(row["adcode"])] += 1
    for row in source.dicts("indicators"):
        yield row, found.get(str(row["indicator"]), Counter())


def _entry(row: Mapping[str, object], found: Counter[str]) -> Entry:
    name = str(row["indicator"])
    record = catalogue.load().get(name)
    patterns = str(row["wording"] or "").splitlines()
    facts: list[tuple[str, Sequence[str]]] = [
        ("定义 · definition", [str(words) for words in (row["definition_zh"], row["definition"]) if words]),
        ("单位 · unit", [str(row["unit"])]),
        ("量的种类 · measure", [_MEASURES.get(str(row["measure"]), str(row["measure"]))]),
        ("方向 · direction", [_DIRECTIONS.get(str(row["direction"]), str(row["direction"]))]),
        ("识别措辞 · wording", [line for line in patterns if not line.startswith("≠ ")]),
        ("排除措辞 · never", [line.removeprefix("≠ ") for line in patterns if line.startswith("≠ ")]),
        ("例 · examples", record.examples if record else []),
        ("反例 · counterexamples", record.counterexamples if record else []),
        ("数据集中 · in the data set", [f"{found.total()} 个观测值，{len(found)} 个地区"]),
    ]
    domain = f"{row['domain_zh']} · {row['domain_en']}"
    told = [(head, words) for head, words in facts if words]
    return Entry(name, str(row["zh"]), str(row["en"]), domain, told)


def _about(source: Source, entries: Sequence[Entry]) -> str:
    return (
        f"数据集 {source.version}，{len(entries)} 个指标。"
        f"Data set {source.version} of Hengbi {source.package}, "
        f"{len(entries)} indicators. A number in 【】 of an example is read as the indicator; "
        f"in a counterexample it is not. In wordings # is the number with its unit, "
        f"… anything within the clause."
    )


def _is_code(head: str) -> bool:
    return head.endswith(("id", "wording", "never"))


def _bullet(head: str, words: Sequence[str]) -> str:
    written = [_code(word) if _is_code(head) else _escaped(word) for word in words]
    return (
        f"- {head}: {written[0]}"
        if len(written) == 1
        else "\n".join([f"- {head}:", *(f"  - {w}" for w in written)])
    )


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Text as code of Markdown, fenced by more backquotes than it holds in a row."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{' '.join(text.split())}{pad}{fence}"
