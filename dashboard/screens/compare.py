"""One indicator, the chosen districts side by side."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, frame, grading, markup, names, state, taking, views
from dashboard.load import records

here = frame.page("compare")
words, data = here.words, here.data
grades = frame.grades(here)


def choose_indicator() -> str | None:
    """Draw the choice of domain and indicator; offer only what has data, unless asked."""
    domains = [names.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    left, right = st.columns([2, 1])
    with right:
        domain = frame.pick(
            words("filter.domain"), "domain", domains, lambda d: names.domain_name(data, d, words)
        )
    state.take_flag("all")
    offer = views.offered(data, domain, st.session_state["all"])
    counts = dict(zip(offer["indicator"], offer["districts"], strict=True))
    if not counts:
        return None
    first = next(
        (
            i
            for i in views.headline(data, {k: v[0] or "" for k, v in grades.items()}, 99, True)
            if i in counts
        ),
        next(iter(counts)),
    )
    wanted = state.take_one("indicator", first, counts)
    if wanted:
        known = wanted in data.indicator
        say = "gone.indicator_elsewhere" if known else "gone.indicator"
        name = names.indicator_name(data, wanted, words)
        frame.lost("indicator", wanted, {} if known else frame.indicators(here, counts), words, say, name)
    with left:
        st.selectbox(
            words("filter.indicator"),
            list(counts),
            key="indicator",
            format_func=lambda i: words(
                "filter.indicator_option", name=names.indicator_name(data, i, words), n=counts[i]
            ),
        )
    state.put("indicator", first)
    return str(st.session_state["indicator"])


def choose_reading(indicator: str) -> tuple[str, str, str, str]:
    """Draw the choices of reading, year, status and reference line."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="reading"):
        modes = views.modes(data, indicator)
        mode = frame.pick(words("filter.mode"), "mode", modes, lambda m: words(f"mode.{m}"), segments=True)
        with st.popover(words("filter.more")):
            years = [views.LATEST, *map(str, views.years(data, indicator))]
            year = frame.pick(words("filter.year"), "year", years, lambda y: words.known(f"year.{y}", y))
            statuses, lines = (names.ALL, "actual", "target"), ("none", "mean", "target")
            status = frame.pick(
                words("filter.status"), "status", statuses, lambda o: words(f"status.{o}"), segments=True
            )
            line = frame.pick(
                words("filter.line"), "line", lines, lambda o: words(f"line.{o}"), segments=True
            )
            st.toggle(words("filter.all"), key="all")
    state.put("all", False)
    return mode, year, status, line


def show(indicator: str, districts: list[str]) -> None:
    """Draw the comparison: the grade first, then chart, table, notes and downloads."""
    mode, year, status, line_kind = choose_reading(indicator)
    chosen = views.select(data, indicator, districts, year, status, mode)
    if chosen.empty:
        frame.empty(words("empty.no_values"), words("empty.no_values_hint"))
        st.html(markup.stated_by(data, indicator, words))
        return
    rows = views.compare(data, chosen, districts, words, mode)
    line = views.reference(rows, line_kind, words)
    grade, reasons = grading.grade(chosen, data, words, indicator)
    st.html(markup.grade_strip(grade, reasons, words))
    title = views.title(data, indicator, rows, mode, words)
    links = ["" if row["missing"] else markup.evidence_url(row, words) for row in records(rows)]
    figure = charts.compare(rows, title[0], title[1], views.source_line(data, words), links, line, here.dark)
    st.plotly_chart(
        figure,
        theme=None,
        config=charts.config(f"hengbi-{indicator}"),
        key="chart",
        alt=views.alt(title, rows, words),
    )
    if line_kind != "none" and line is None:
        frame.notice(words(f"compare.no_{line_kind}"))
    rates = views.rates(data, rows, words) if mode == "stated" else {}
    st.html(markup.chart_buttons(words) + markup.compare_table(rows, words, here.dark, rates))
    st.html(markup.issues(views.issues(data, indicator, districts), data, words))
    st.html(markup.definition(data.indicator[indicator], words))
    taking.draw(here, chosen, f"hengbi-{indicator}", " · ".join(filter(None, title)), chart=True)


indicator = choose_indicator()
districts = frame.districts(here)
if indicator is None:
    frame.empty(words("empty.no_indicator"), words("empty.no_indicator_hint"))
elif not districts:
    frame.empty(words("empty.no_district"), words("empty.no_district_hint"))
else:
    show(indicator, districts)
