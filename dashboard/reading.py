"""A report as it was read: its numbers, their kinds, and the account of them all."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd

from dashboard import names
from dashboard.asking import Data, records
from dashboard.markup import esc, link, url
from dashboard.words import Words

KINDS = ("quantity", "rank", "date", "bound", "label", "other")
DIGITS = re.compile(r"\d+")


def of_report(data: Data, report: str) -> pd.DataFrame:
    """Give the mentions of a report in the order of its text."""
    return data.mentions(report).sort_values("start").reset_index(drop=True)


def nearest(mentions: pd.DataFrame, start: str) -> dict[str, Any] | None:
    """Find the mention that begins at an offset, or that holds it; None where there is none."""
    if not start.isdigit() or mentions.empty:
        return None
    held = mentions[(mentions["start"] <= int(start)) & (mentions["end"] > int(start))]
    return None if held.empty else {str(k): v for k, v in held.iloc[0].to_dict().items()}


def ledger(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count the mentions by kind and by the reason of what was decided.

    Returns:
        ``kind``, ``reason``, ``count``, ``used`` (how many carry an indicator), in the order of ``KINDS``.
    """
    frame = mentions.assign(used=mentions["indicator"].notna(), place=mentions["kind"].map(KINDS.index))
    grouped = frame.groupby(["place", "kind", "reason"], dropna=False).agg(
        count=("n", "size"), used=("used", "sum")
    )
    return (
        grouped.reset_index().sort_values(["place", "count"], ascending=[True, False]).drop(columns="place")
    )


def unaccounted(text: str, mentions: pd.DataFrame) -> list[int]:
    """Find the runs of digits that no mention covers; there should be none.

    Returns:
        Where they begin.
    """
    covered = bytearray(len(text) + 1)
    for start, end in zip(mentions["start"], mentions["end"], strict=True):
        covered[int(start) : int(end)] = b"\x01" * (int(end) - int(start))
    return [m.start() for m in DIGITS.finditer(text) if not all(covered[m.start() : m.end()])]


def places(issues: pd.DataFrame, lang: str) -> dict[int, list[str]]:
    """List what issues say of the places of a text: where a span begins → sentences."""
    noted: dict[int, list[str]] = {}
    for row in records(issues):
        for span in json.loads(row["spans"] or "[]"):
            noted.setdefault(int(span["start"]), []).append(str(row[lang]))
    return noted


def marked(
    text: str,
    mentions: pd.DataFrame,
    issues: pd.DataFrame,
    report: str,
    kinds: list[str],
    chosen: int | None,
    words: Words,
    named: tuple[int, int] | None = None,
) -> str:
    """Write a report as HTML with every number marked by kind, each a link that chooses it.

    The text is never trusted: every character of it goes through ``esc``.

    Args:
        text: the report, untouched.
        mentions: of ``of_report``.
        issues: of the report; the places they speak of get a sign.
        report: the report's id.
        kinds: which kinds to mark; the chosen number is marked whatever its kind.
        chosen: where the chosen number begins.
        words: of the reader's language.
        named: the stretch of a name to show where no number is chosen.
    """
    noted = places(issues, words.lang)
    picked = None if chosen is None else mentions[mentions["start"] == chosen]
    sentence = (
        named or (-1, -1)
        if picked is None or picked.empty
        else (int(picked.iloc[0]["sentence_start"]), int(picked.iloc[0]["sentence_end"]))
    )
    # White space around the whole text is left out on the screen; no offset changes by that.
    pieces, at, last = [], len(text) - len(text.lstrip()), len(text.rstrip())
    for row in records(mentions):
        start, end = int(row["start"]), int(row["end"])
        if start < at or (row["kind"] not in kinds and start != chosen):
            continue
        pieces.append(_stretch(text, at, start, sentence))
        inner = _mark(text[start:end], row, report, start == chosen, noted.get(start, []), words)
        pieces.append(f'<span class="said">{inner}</span>' if sentence[0] <= start < sentence[1] else inner)
        at = end
    pieces.append(_stretch(text, at, last, sentence))
    body = "".join(pieces)
    if named:  # the sign by which the page scrolls to what was chosen
        sign = f'<mark class="chosen" id="n{named[0]}"></mark>'
        body = body.replace('<span class="said">', sign + '<span class="said">', 1)
    return body


def _stretch(text: str, start: int, end: int, sentence: tuple[int, int]) -> str:
    low, high = max(start, sentence[0]), min(end, sentence[1])
    if low >= high:
        return esc(text[start:end])
    return f'{esc(text[start:low])}<span class="said">{esc(text[low:high])}</span>{esc(text[high:end])}'


def _mark(inner: str, row: dict[str, Any], report: str, chosen: bool, noted: list[str], words: Words) -> str:
    used = " used" if isinstance(row["indicator"], str) else ""
    kind = f"m {row['kind']}{used}{' chosen' if chosen else ''}"
    label = f"{inner}, {words('kind.' + row['kind'])}"
    current = ' aria-current="true"' if chosen else ""
    anchor = link(url("evidence", words, report=report, start=row["start"]), esc(inner), kind, label)
    anchor = anchor.replace("<a ", f'<a id="m{row["start"]}"{current} ', 1)
    sign = (
        f'<sup class="sign" title="{esc(" ".join(noted))}" '
        f'aria-label="{esc(" ".join(noted))}" role="img">!</sup>'
        if noted
        else ""
    )
    return anchor + sign


def facts(mention: dict[str, Any], data: Data, words: Words) -> list[tuple[str, str]]:
    """List what was read of a number and what was decided, as pairs of name and words."""
    pairs = [("kind", words(f"kind.{mention['kind']}"))]
    if _there(mention["value"]) and mention["kind"] in ("quantity", "rank", "bound"):
        # The bare value first; what the report meant by it, unit and qualifier, has its own lines.
        bare = {**mention, "unit": None, "qualifier": "exact", "nature": "stated"}
        pairs.append(("value", names.value_text(bare, words)))
    if _there(mention["unit"]):
        pairs.append(("unit", words.unit(mention["unit"])))
    if mention["kind"] == "quantity":
        pairs.append(
            ("qualifier", words.known(f"qualifier.{mention['qualifier']}", str(mention["qualifier"])))
        )
    if _there(mention["status"]):
        pairs.append(("status", words.known(f"status.{mention['status']}", str(mention["status"]))))
    if _there(mention["indicator"]):
        pairs.append(("indicator", names.indicator_name(data, mention["indicator"], words)))
    if mention["aspect"] not in (None, "level"):
        pairs.append(("aspect", words.known(f"aspect.{mention['aspect']}", str(mention["aspect"]))))
    pairs += [
        (key, str(mention[key])) for key in ("label", "area", "scope", "period") if _there(mention[key])
    ]
    return [*pairs, ("why", why(str(mention["reason"] or ""), words))]


def why(reason: str, words: Words) -> str:
    """Put the code of a reason in plain words; one that no text knows is shown as it is."""
    if reason.startswith("never: "):
        return words("reason.never", detail=reason.removeprefix("never: "))
    return words.known(f"reason.{reason}", reason.replace("_", " ")) if reason else words("reason.none")


def _there(value: object) -> bool:
    return value is not None and value != "" and not (isinstance(value, float) and pd.isna(value))


def card(mention: dict[str, Any], data: Data, words: Words) -> str:
    """Show one number: what it is, what was decided, why, and what else was considered."""
    rows = "".join(
        f"<dt>{esc(words('fact.' + key))}</dt><dd>{esc(value)}</dd>"
        for key, value in facts(mention, data, words)
    )
    to = ""
    if _there(mention["indicator"]):
        href = url("compare", words, indicator=mention["indicator"])
        to = f"<p>{link(href, esc(words('evidence.to_compare')), 'ev')}</p>"
    place = words("evidence.offsets", start=mention["start"], end=mention["end"])
    return (
        f'<div class="picked"><p class="big num">{esc(mention["text"])}'
        f"</p><dl>{rows}</dl>{_candidates(mention, data, words)}{to}"
        f'<p class="muted small">{esc(place)}</p></div>'
    )


def _candidates(mention: dict[str, Any], data: Data, words: Words) -> str:
    items = []
    for indicator, score, reason in json.loads(mention["candidates"] or "[]"):
        name = names.indicator_name(data, str(indicator), words)
        verdict = (
            words("candidate.matched", score=f"{float(score):.2g}") if score else words("candidate.refused")
        )
        told = f"<code>{esc(reason)}</code>" if score else esc(why(str(reason), words))
        items.append(
            f'<li><strong>{esc(name)}</strong> <span class="muted">{esc(verdict)}</span><br>{told}</li>'
        )
    return (
        f"<details><summary>{esc(words('candidate.title', n=len(items)))}"
        f"</summary><ul>{''.join(items)}</ul></details>"
        if items
        else ""
    )


def ledger_table(frame: pd.DataFrame, total: int, loose: int, words: Words) -> str:
    """Show the account of a report: every number by kind and reason, and that none is left over."""
    body = "".join(
        f'<tr><th scope="row"><span class="m {esc(r["kind"])}">{esc(words("kind." + r["kind"]))}</span>'
        f"</th><td>{esc(why(str(r['reason'] or ''), words))}</td>"
        f'<td class="num">{r["used"]}</td><td class="num">{r["count"]}</td></tr>'
        for r in records(frame)
    )
    head = "".join(
        f'<th scope="col">{esc(words("ledger." + key))}</th>' for key in ("kind", "reason", "used", "count")
    )
    verdict = words("ledger.all_accounted", n=total) if not loose else words("ledger.left_over", n=loose)
    foot = (
        f'<tr><th scope="row" colspan="2">{esc(words("ledger.total"))}'
        f'</th><td class="num">{int(frame["used"].sum())}'
        f'</td><td class="num">{total}</td></tr>'
    )
    return (
        f"<section><h2>{esc(words('ledger.title'))}</h2>"
        f'<p class="verdict {"bad" if loose else "good"}">{esc(verdict)}</p>'
        f'<div class="scroll"><table class="ledger"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        f"<tfoot>{foot}</tfoot></table></div></section>"
    )
