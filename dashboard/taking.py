"""What a reader takes along from a page: how to cite it, a link that holds its state, files."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import citing, downloads, interchange, load, markup, state
from dashboard.asking import Data, Record, Rows
from dashboard.downloads import OBSERVATIONS
from dashboard.words import LANGUAGES, Words
from dashboard.words import load as words_of

if TYPE_CHECKING:
    from dashboard.frame import Page

PARTS = ("shown", "everything")
ENTIRE = {"observations": "hengbi", "programmes": "hengbi-programmes-all"}
CITED = 12  # reports that a citation on the screen names; a reader copies no hundred
MOST = 20_000  # rows that one file holds; a workbook of more takes minutes and much memory


def draw(
    here: Page,
    shown: list[Record] | Rows,
    name: str,
    title: str,
    chart: bool = False,
    what: str = OBSERVATIONS,
) -> None:
    """Draw the end of a page: citation, links to share, and the way to the files.

    Args:
        here: the page.
        shown: the rows that the page shows, or how they are chosen where it shows a part of them.
        name: of the files, without ending.
        title: what the citation calls the page's figure.
        chart: whether the page has a chart that can be saved as a picture.
        what: what the rows are, ``observations`` or ``programmes``.
    """
    reports = here.data.reports_of(shown) if isinstance(shown, Rows) else [row["report_id"] for row in shown]
    share(here, title, reports)
    words = here.words
    with st.container(key="downloads"):
        label = words("download.open" if chart else "download.open_rows")
        if st.button(label, key="download", width="content"):
            st.session_state["_part"] = PARTS[0]
            dialog = st.dialog(words("download.title"), width="medium")(_choose)
            chosen, keys = (shown, None) if isinstance(shown, Rows) else _chosen(shown)
            asked = _Asked(words.lang, here.data.version, chosen, keys, title, what)
            dialog(asked, name, chart)


def _chosen(shown: list[Record]) -> tuple[Rows, tuple[str, ...]]:
    """Say how to ask for rows again: their indicators and districts, and of these their keys."""
    frame = pd.DataFrame(shown)
    indicators = tuple(dict.fromkeys(frame["indicator"])) if "indicator" in frame else None
    return Rows(indicators, tuple(dict.fromkeys(frame["adcode"]))), tuple(downloads.keys(frame))


def share(here: Page, title: str, reports: list[str]) -> None:
    """Draw how to cite what the page shows, and a link to it in either language."""
    box(here, citing.figure(title, reports, here.data, here.words, CITED), here.words("share.note"))


def box(here: Page, text: str, note: str) -> None:
    """Draw a citation to copy, a link to the page in either language, and what the link holds."""
    words = here.words
    links = "".join(
        markup.copy_button(words_of(lang)("share.link"), words, query=state.query(lang)) for lang in LANGUAGES
    )
    st.html(
        f'<section class="about take"><h2>{markup.esc(words("share.title"))}</h2>'
        f'<p class="cite">{markup.esc(text)}</p><div class="tools">'
        f"{markup.copy_button(words('share.cite'), words, text)}{links}</div>"
        f'<p class="muted small">{markup.esc(note)}</p></section>'
    )


@dataclass(frozen=True)
class _Asked:
    """What a dialog gives: how its rows are chosen, of these those of the keys, and what they are."""

    lang: str
    version: str
    chosen: Rows
    keys: tuple[str, ...] | None
    title: str
    what: str

    def rows(self, data: Data) -> pd.DataFrame:
        """Give the rows, in the order of the keys where there are keys."""
        rows = downloads.of_choice(data, self.chosen, self.what)
        if self.keys is None:
            return rows
        order = {key: place for place, key in enumerate(self.keys)}
        rows = rows[rows["key"].isin(order)]
        return rows.assign(place=rows["key"].map(order)).sort_values("place", kind="stable")


def _choose(asked: _Asked, name: str, chart: bool) -> None:
    """Draw the dialog: which rows, what is in them, in which format."""
    words, data = words_of(asked.lang), load.data()
    keys = asked.keys
    shown = data.count(asked.chosen) if keys is None else len(keys)
    counts = {"shown": shown, "everything": data.sizes[asked.what]}
    st.segmented_control(
        words("download.rows"),
        PARTS,
        key="_part",
        required=True,
        format_func=lambda part: words(f"download.{part}", n=counts[part]),
    )
    part = str(st.session_state["_part"])
    if counts[part] > MOST:
        st.html(f"<p>{markup.esc(words('download.too_many', n=counts[part], most=MOST))}</p>")
        return
    if part != "shown":
        asked, name = replace(asked, chosen=Rows(), keys=None, title=""), ENTIRE[asked.what]
    st.html(_inside(asked.rows(data), data, words, asked.what))
    filters = json.dumps(state.whole() if part == "shown" else {}, ensure_ascii=False)
    archives = interchange.KINDS[asked.what]
    for kind, mime in (downloads.MIME | dict.fromkeys(archives, downloads.MIME["zip"])).items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"row_{kind}"):
            st.download_button(
                words(f"download.{kind}"),
                partial(_file, asked, kind, filters),
                f"{name}-{kind}.zip" if kind in archives else f"{name}.{kind}",
                mime,
                key=f"get_{part}_{kind}",
                on_click="ignore",
                width="content",
            )
            st.html(f"<span class='muted small'>{markup.esc(words(f'download.{kind}_note'))}</span>")
    if chart:
        note = f"<p class='muted small'>{markup.esc(words('download.picture_note'))}</p>"
        st.html(markup.chart_buttons(words) + note)


def _inside(rows: pd.DataFrame, data: Data, words: Words, what: str) -> str:
    """Say what the files will hold: rows, indicators, districts, reports, version and columns."""
    told = words(
        f"download.inside_{what}",
        rows=len(rows),
        indicators=rows["indicator"].nunique() if "indicator" in rows else 0,
        districts=rows["adcode"].nunique(),
        reports=rows["report_id"].nunique(),
        version=data.version[:8],
    )
    columns = markup.esc(words(f"download.columns_{what}"))
    return f"<p>{markup.esc(told)}</p><p class='muted small'>{columns}</p>"


@st.cache_data(show_spinner=False, max_entries=16)
def _file(asked: _Asked, kind: str, filters: str) -> bytes:
    """Write one file, when it is asked for; the same question is answered once."""
    data, words = load.data(), words_of(asked.lang)
    rows = asked.rows(data)
    if kind in interchange.KINDS[asked.what]:
        return interchange.content(kind, rows, data, asked.what)
    if kind == "zip":
        return downloads.to_zip(data, words, rows, json.loads(filters), asked.title, asked.what)
    frame = downloads.table(rows, data, words, asked.what)
    return downloads.content(kind, frame, data, words, asked.what)
