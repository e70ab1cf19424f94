"""What the reports name: programmes, platforms, services and honours, districts side by side."""

from __future__ import annotations

import streamlit as st

from dashboard import downloads, frame, markup, named, names, taking, views

here = frame.page("programmes")
words, data = here.words, here.data
kinds, themes = (names.ALL, *named.KINDS), [names.ALL, *named.themes_of(data)]

with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    query = frame.find(words("programmes.search"), words("programmes.search_hint"))
    theme = frame.choice(words("programmes.theme"), "theme", themes, lambda t: words(f"theme.{t}")).drawn()
what = frame.choice(
    words("programmes.what"), "what", kinds, lambda k: words(f"named.{k}"), segments=True
).drawn()
districts = frame.districts(here)
year = views.LATEST
if named.several(data):
    years = named.years(data, districts)
    year = frame.choice(words("filter.year"), "year", years, lambda y: words.known(f"year.{y}", y)).drawn()
chosen = named.rows(data, districts, words, query, what, theme, year)

if not districts:
    frame.empty(words("empty.no_district"), words("empty.no_district_hint"))
elif not data.sizes["programmes"]:
    frame.empty(words("programmes.none"), words("programmes.none_hint"))
elif not chosen:
    frame.empty(words("programmes.no_match"), words("programmes.no_match_hint"))
else:
    st.html(named.summary(chosen, districts, data, words, here.dark))
    for kind, group in named.of_kinds(chosen):
        st.html(named.table(kind, group, districts, data, words, here.dark))
    st.html(f"<p class='muted small'>{markup.esc(words('programmes.how'))}</p>")
    taking.draw(here, chosen, "hengbi-programmes", words("programmes.title"), what=downloads.PROGRAMMES)
