"""The least a Streamlit page with a chart can be.

Run from the root of the repository, it has the settings of the dashboard:
``python -m streamlit run benchmarks/pages/bare_streamlit.py``.
"""

from __future__ import annotations

import streamlit as st

from benchmarks.pages.bars import CHOICES, figure

choice = st.selectbox("Choice", CHOICES)
st.plotly_chart(figure(choice), key="chart")
