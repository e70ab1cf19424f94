"""The same district's values over the years."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, frame, markup, names, plots, state, taking, trends, views

here = frame.page("trend")
words, data = here.words, here.data
able = trends.able(data)
everything = list(views.offered(data)["indicator"])

if not everything:
    frame.empty(words("empty.no_report"), words("empty.no_report_hint"))
    st.stop()
first = able[0] if able else everything[0]
gone = state.take_one("indicator", first, everything)
if gone:
    frame.lost("indicator", gone, frame.indicators(here, everything), words, "gone.indicator")
st.selectbox(
    words("filter.indicator"),
    [*able, *(i for i in everything if i not in able)],
    key="indicator",
    format_func=lambda i: words(
        "trend.option" if i in able else "trend.option_one", name=names.indicator_name(data, i, words)
    ),
)
state.put("indicator", first)
indicator = str(st.session_state["indicator"])
districts = frame.districts(here)
points = trends.points(data, indicator, districts)
if not points:
    frame.empty(words("empty.no_values"), words("empty.no_values_hint"))
    st.stop()
if indicator not in able:
    frame.notice(words("trend.one_year"))
    picked = views.headline(
        data, {i: grade[0] or "" for i, grade in frame.grades(here, data.first_areas).items()}
    )
    st.html(trends.instead(indicator, able, picked, data, words))
name = names.indicator_name(data, indicator, words)
breaks = trends.breaks(points, data)
unit = words.join([words.unit(u) for u in dict.fromkeys(row["unit"] for row in points)])
figure = plots.trend(
    trends.lines(points, data, words), name, unit, views.source_line(data, words), breaks, here.dark
)
alt = trends.alt(points, name, data, words)
st.plotly_chart(figure, theme=None, config=charts.config(f"hengbi-trend-{indicator}"), key="chart", alt=alt)
st.html(markup.chart_buttons(words))
for adcode, year in breaks:
    reason = names.area_note(data.area[adcode], words)
    frame.notice(words("trend.break", name=names.short_name(data, adcode, words), year=year, reason=reason))
rows = sorted(views.compare(data, points, [], words), key=trends.in_time)
st.html(markup.compare_table(rows, words, here.dark))
taking.draw(here, points, f"hengbi-trend-{indicator}", name, chart=True)
