"""All indicators by all chosen districts: who states what, and what compares."""

from __future__ import annotations

import streamlit as st

from dashboard import downloads, frame, markup, state, views

here = frame.page("matrix")
words, data = here.words, here.data
grades = frame.grades(here)
ORDERS = ("domain", "districts", "grade", "name")
LEAST = ("1", "2", "3", "4")

with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    state.take_one("q", "")
    st.text_input(words("filter.search"), key="q", placeholder=words("filter.search_hint"), type="search")
    state.put("q", "")
    domains = [views.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    state.take_one("domain", views.ALL, domains)
    st.selectbox(words("filter.domain"), domains, key="domain", format_func=lambda d: views.domain_name(data, d, words))
    state.put("domain", views.ALL)
    state.take_one("sort", "domain", ORDERS)
    st.selectbox(words("filter.sort"), ORDERS, key="sort", format_func=lambda o: words(f"sort.{o}"))
    state.put("sort", "domain")

districts = frame.districts(here)
with st.container(horizontal=True, vertical_alignment="bottom"):
    state.take_one("least", "1", LEAST)
    st.segmented_control(words("filter.least"), LEAST, key="least", format_func=lambda n: words("filter.least_option", n=n), required=True)
    state.put("least", "1")
    state.take_one("status", views.ALL, (views.ALL, "actual", "target"))
    st.segmented_control(words("filter.status"), (views.ALL, "actual", "target"), key="status", format_func=lambda o: words(f"status.{o}"), required=True)
    state.put("status", views.ALL)

chosen = {key: str(st.session_state[key]) for key in ("q", "domain", "sort", "least", "status")}
cells = views.matrix(data, districts, chosen["domain"], chosen["status"])
lines = views.matrix_lines(data, cells, grades, chosen["q"], int(chosen["least"]), chosen["sort"], words)
if not districts:
    frame.empty(words("empty.no_district"), words("empty.no_district_hint"))
elif not lines:
    frame.empty(words("empty.no_match"), words("empty.no_match_hint"))
else:
    kept = {line["indicator"] for line in lines}
    st.html(markup.matrix_key(words, len(lines), views.spread(lines)))
    st.html(markup.matrix(lines, cells, districts, data, words, here.dark, chosen["sort"] == "domain"))
    downloads.draw(here, cells[cells["indicator"].isin(kept)], "hengbi-matrix")
