"""Two indicators against each other, districts as labelled dots."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, frame, markup, names, plots, relations, state, taking, views

here = frame.page("relations")
words, data = here.words, here.data
axes = st.container()
districts = frame.districts(here)
values = relations.values(data, frame.beside(here, districts))
across = [name for name in values if relations.partners(values, name)]


def choose(key: str, options: list[str], label: str) -> str:
    """Draw the choice of one axis."""
    gone = state.take_one(key, options[0], options)
    if gone:
        name = names.indicator_name(data, gone, words)
        say = "gone.partner" if gone in values else "gone.indicator"
        near = {} if gone in values else frame.indicators(here, options)
        frame.lost(key, gone, near, words, say, name)
    st.selectbox(
        words(label),
        options,
        key=key,
        format_func=lambda i: words(
            "filter.indicator_option", name=names.indicator_name(data, i, words), n=len(values[i])
        ),
    )
    state.put(key, options[0])
    return str(st.session_state[key])


def show(x: str, y: str, districts: list[str]) -> None:
    """Draw the dots, their table and the downloads."""
    found = relations.pairs(values, x, y, districts, data, words)
    if len(found) < 2:
        frame.empty(words("empty.no_pairs"), words("empty.no_pairs_hint"))
        return
    titles = [names.indicator_name(data, name, words) for name in (x, y)]
    title = words("relations.chart", x=titles[0], y=titles[1])
    figure = plots.scatter(found, title, (titles[0], titles[1]), views.source_line(data, words), here.dark)
    said = words("alt.and").join(
        words("alt.pair", name=p["name"], x=p["x_text"], y=p["y_text"]) for p in found
    )
    st.plotly_chart(
        figure,
        theme=None,
        config=charts.config("hengbi-relations"),
        key="chart",
        alt=words("alt.scatter", title=title, rows=said),
    )
    frame.notice(words("relations.few", n=len(found)))
    st.html(markup.chart_buttons(words) + relations.pairs_table(found, titles, words, here.dark))
    taking.draw(here, relations.rows_of(found), "hengbi-relations", title, chart=True)


if across:
    left, right = axes.columns(2)
    with left:
        x = choose("x", across, "relations.across")
    with right:
        y = choose("y", relations.partners(values, x), "relations.up")
    show(x, y, districts)
else:
    frame.empty(words("empty.no_pairs"), words("empty.no_pairs_hint"))
