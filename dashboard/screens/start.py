"""What this is, the reports, and the comparisons that really compare."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cards, frame, markup, search, taking, views

here = frame.page("start")
words, data = here.words, here.data

query = frame.find(words("filter.find"), words("filter.find_hint"))
if query:
    st.html(cards.results(search.find(data, query, words), query, words))

first = data.first_areas
grades = frame.grades(here, first)
picked = views.headline(data, {name: grade[0] or "" for name, grade in grades.items()})
if picked:
    st.html(
        f"<h2>{markup.esc(words('start.headline'))}</h2>"
        f"<p class='muted'>{markup.esc(words('start.headline_note'))}</p>"
    )
    chosen = {name: views.select(data, name, first) for name in picked}
    shown = [
        cards.headline(name, views.compare(data, rows, [], words), grades[name][0], data, words, here.dark)
        for name, rows in chosen.items()
    ]
    st.html(f'<div class="grid">{"".join(shown)}</div>')
st.html(f"<h2>{markup.esc(words('start.districts', n=len(data.area)))}</h2>")
if not data.few:
    st.html(f"<p class='muted'>{markup.esc(words('start.some', n=len(first)))}</p>")
st.html(
    f'<div class="grid">{"".join(cards.district(data, adcode, words, here.dark) for adcode in first)}</div>'
)
st.html(cards.about(data, words))
if picked:
    taking.draw(here, pd.concat(chosen.values()), "hengbi-headline", words("start.headline"))
