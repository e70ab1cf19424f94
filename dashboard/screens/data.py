"""The whole table with filters, the downloads, the codebook and the sources."""

from __future__ import annotations

import streamlit as st

from dashboard import downloads, frame, markup, state, tablet, views

here = frame.page("data")
words, data = here.words, here.data
ROWS = 50


def filters() -> dict[str, str]:
    """Draw the filters and give what is chosen."""
    domains = [views.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    years = [views.ALL, *map(str, views.years(data))]
    choices = {
        "domain": (domains, lambda d: views.domain_name(data, d, words)),
        "year": (years, lambda y: words("year.all") if y == views.ALL else y),
        "status": ((views.ALL, "actual", "target"), lambda s: words(f"status.{s}")),
        "nature": ((views.ALL, "stated", "derived"), lambda n: words(f"nature.{n}")),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        state.take_one("q", "")
        st.text_input(words("filter.search"), key="q", placeholder=words("filter.search_hint"), type="search")
        state.put("q", "")
        for key, (options, label) in choices.items():
            state.take_one(key, views.ALL, options)
            st.selectbox(words(f"filter.{key}"), options, key=key, format_func=label)
            state.put(key, views.ALL)
    return {key: str(st.session_state[key]) for key in ("q", *choices)}


chosen = filters()
districts = frame.districts(here)
rows = tablet.rows(data, districts, **chosen)
if rows.empty:
    frame.empty(words("empty.no_rows"), words("empty.no_match_hint"))
else:
    pages = [str(n + 1) for n in range((len(rows) - 1) // ROWS + 1)]
    at = 0
    if len(pages) > 1:
        state.take_one("part", "1", pages)
        st.segmented_control(words("filter.part", n=len(rows)), pages, key="part", required=True)
        state.put("part", "1")
        at = (int(st.session_state["part"]) - 1) * ROWS
    st.html(tablet.table(rows.iloc[at : at + ROWS], data, words, here.dark))
    downloads.draw(here, rows, "hengbi-selection")
downloads.archive(here)
st.html(tablet.codebook(data, words))
st.html("".join(markup.report_card(report, data, words) for report in data.report.values()))
st.html(tablet.files(words))
