"""The whole table with filters, the downloads, the codebook and the sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import frame, markup, names, tablet, taking, views

here = frame.page("data")
words, data = here.words, here.data
ROWS = 50


def filters() -> dict[str, str]:
    """Draw the filters and give what is chosen."""
    domains = [names.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    years = [names.ALL, *map(str, views.years(data))]
    choices: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "domain": (domains, lambda d: names.domain_name(data, d, words)),
        "year": (years, lambda y: words.known(f"year.{y}", y)),
        "status": ((names.ALL, "actual", "target"), lambda s: words(f"status.{s}")),
        "nature": ((names.ALL, "stated", "derived"), lambda n: words(f"nature.{n}")),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        query = frame.find(words("filter.search"), words("filter.search_hint"))
        chosen = {key: frame.pick(words(f"filter.{key}"), key, *choice) for key, choice in choices.items()}
    return {"q": query, **chosen}


chosen = filters()
districts = frame.districts(here)
rows = tablet.rows(data, districts, **chosen)
if rows.empty:
    frame.empty(words("empty.no_rows"), words("empty.no_match_hint"))
else:
    pages = [str(n + 1) for n in range((len(rows) - 1) // ROWS + 1)]
    at = 0
    if len(pages) > 1:
        part = frame.pick(words("filter.part", n=len(rows)), "part", pages, str, segments=True)
        at = (int(part) - 1) * ROWS
    st.html(tablet.table(rows.iloc[at : at + ROWS], data, words, here.dark))
    taking.draw(here, rows, "hengbi-selection", words("data.title"))
st.html(tablet.codebook(data, words))
st.html("".join(markup.report_card(report, data, words) for report in data.report.values()))
st.html(tablet.files(words) + tablet.machines(words))
