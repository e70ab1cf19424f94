"""What a reader takes along from a page: how to cite it, a link that holds its state, files."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import citing, downloads, load, markup, state
from dashboard.load import Data
from dashboard.words import LANGUAGES, Words
from dashboard.words import load as words_of

if TYPE_CHECKING:
    from dashboard.frame import Page

PARTS = ("shown", "everything")


def draw(here: Page, shown: pd.DataFrame, name: str, title: str, chart: bool = False) -> None:
    """Draw the end of a page: citation, links to share, and the way to the files.

    Args:
        here: the page.
        shown: the observations that the page shows.
        name: of the files, without ending.
        title: what the citation calls the page's figure.
        chart: whether the page has a chart that can be saved as a picture.
    """
    share(here, title, list(shown["report_id"]))
    words = here.words
    with st.container(key="downloads"):
        if st.button(words("download.open"), key="download", width="content"):
            st.session_state["_part"] = PARTS[0]
            dialog = st.dialog(words("download.title"), width="medium")(_choose)
            dialog(words.lang, here.data.version, tuple(shown["observation_id"]), name, title, chart)


def share(here: Page, title: str, reports: list[str]) -> None:
    """Draw how to cite what the page shows, and a link to it in either language."""
    words = here.words
    text = citing.figure(title, reports, here.data, words)
    links = "".join(
        markup.copy_button(words_of(lang)("share.link"), words, query=state.query(lang)) for lang in LANGUAGES
    )
    st.html(
        f'<section class="about take"><h2>{markup.esc(words("share.title"))}</h2>'
        f'<p class="cite">{markup.esc(text)}</p><div class="tools">'
        f"{markup.copy_button(words('share.cite'), words, text)}{links}</div>"
        f'<p class="muted small">{markup.esc(words("share.note"))}</p></section>'
    )


def _choose(lang: str, version: str, ids: tuple[str, ...], name: str, title: str, chart: bool) -> None:
    """Draw the dialog: which rows, what is in them, in which format."""
    words, data = words_of(lang), load.data()
    everything = tuple(data.observations["observation_id"])
    counts = {"shown": len(ids), "everything": len(everything)}
    st.segmented_control(
        words("download.rows"),
        PARTS,
        key="_part",
        required=True,
        format_func=lambda part: words(f"download.{part}", n=counts[part]),
    )
    part = str(st.session_state["_part"])
    chosen, file = (ids, name) if part == "shown" else (everything, "hengbi")
    rows = data.observations[data.observations["observation_id"].isin(set(chosen))]
    st.html(_inside(rows, data, words))
    filters = json.dumps(state.whole() if part == "shown" else {}, ensure_ascii=False)
    for kind, mime in downloads.MIME.items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"row_{kind}"):
            st.download_button(
                words(f"download.{kind}"),
                partial(_file, version, kind, lang, chosen, filters, title if part == "shown" else ""),
                f"{file}.{kind}",
                mime,
                key=f"get_{part}_{kind}",
                on_click="ignore",
                width="content",
            )
            st.html(f"<span class='muted small'>{markup.esc(words(f'download.{kind}_note'))}</span>")
    if chart:
        note = f"<p class='muted small'>{markup.esc(words('download.picture_note'))}</p>"
        st.html(markup.chart_buttons(words) + note)


def _inside(rows: pd.DataFrame, data: Data, words: Words) -> str:
    """Say what the files will hold: rows, indicators, districts, reports, version and columns."""
    told = words(
        "download.inside",
        rows=len(rows),
        indicators=rows["indicator"].nunique(),
        districts=rows["adcode"].nunique(),
        reports=rows["report_id"].nunique(),
        version=data.version[:8],
    )
    return f"<p>{markup.esc(told)}</p><p class='muted small'>{markup.esc(words('download.columns'))}</p>"


@st.cache_data(show_spinner=False, max_entries=64)
def _file(version: str, kind: str, lang: str, ids: tuple[str, ...], filters: str, title: str) -> bytes:
    """Write one file, when it is asked for; the same question is answered once."""
    data, words = load.data(), words_of(lang)
    order = {name: place for place, name in enumerate(ids)}
    rows = data.observations[data.observations["observation_id"].isin(order)]
    rows = rows.assign(place=rows["observation_id"].map(order)).sort_values("place", kind="stable")
    if kind == "zip":
        return downloads.to_zip(data, words, rows, json.loads(filters), title)
    return downloads.content(kind, downloads.table(rows, data, words), data, words)
