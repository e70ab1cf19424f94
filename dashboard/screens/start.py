"""What this is, the reports, and the comparisons that really compare."""

from __future__ import annotations

import streamlit as st

from dashboard import cards, frame, search, taking

here = frame.page("start")
words, data = here.words, here.data

query = frame.find(words("filter.find"), words("filter.find_hint"))
if query:
    st.html(cards.results(search.find(data, query, words), query, words))

front = data.once(cards.front, words.lang, here.dark)
st.html(front.html)
if front.rows:
    taking.draw(here, front.rows, "hengbi-headline", words("start.headline"))
