"""All indicators by all chosen districts: who states what, and what compares."""

from __future__ import annotations

import streamlit as st

from dashboard import frame, matrices, names, taking, views

here = frame.page("matrix")
words, data = here.words, here.data
ORDERS = ("domain", "districts", "grade", "name")
LEAST = ("1", "2", "3", "4")
KINDS = (names.ALL, *matrices.GRADES, "none")
STATUSES = (names.ALL, "actual", "target")

with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    query = frame.find(words("filter.search"), words("filter.search_hint"))
    domains = [names.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    domain = frame.choice(
        words("filter.domain"), "domain", domains, lambda d: names.domain_name(data, d, words)
    ).drawn()
    grade = frame.choice(words("filter.grade"), "grade", KINDS, lambda g: words(f"filter.grade_{g}")).drawn()
    order = frame.choice(words("filter.sort"), "sort", ORDERS, lambda o: words(f"sort.{o}")).drawn()

districts = frame.districts(here)
with st.container(horizontal=True, vertical_alignment="bottom"):
    least = frame.choice(
        words("filter.least"), "least", LEAST, lambda n: words("filter.least_option", n=n), segments=True
    ).drawn()
    status = frame.choice(
        words("filter.status"), "status", STATUSES, lambda o: words(f"status.{o}"), segments=True
    ).drawn()

grades = frame.grades(here, frame.beside(here, districts))
cells = matrices.cells_of(data, districts, domain, status)
lines = matrices.lines(data, cells, grades, query, int(least), order, words)
lines = matrices.graded(lines, grade)
if not districts:
    frame.empty(words("empty.no_district"), words("empty.no_district_hint"))
elif not lines:
    frame.empty(words("empty.no_match"), words("empty.no_match_hint"))
else:
    kept = {line["indicator"] for line in lines}
    st.html(matrices.key(words, len(lines), matrices.spread(lines)))
    st.html(matrices.table(lines, cells, districts, data, words, here.dark, order == "domain"))
    taking.draw(
        here, [row for row in cells if row["indicator"] in kept], "hengbi-matrix", words("matrix.title")
    )
