"""The frame of the dashboard: page settings and navigation. Run: ``streamlit run dashboard/app.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# Streamlit puts this file's folder on the path, not the repository's root.
HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from dashboard import server, watching  # noqa: E402

PAGES = (
    "start", "compare", "profile", "matrix", "trend", "relations", "programmes", "evidence", "data", "add",
)  # fmt: skip


def main() -> None:
    """Run the page that the reader asks for."""
    from dashboard import frame, state  # what the server's own import of this file has no use for

    st.set_page_config(page_title="横比 Hengbi", page_icon=str(HERE / "logo.svg"), layout="centered")
    state.begin()
    words = frame.language()
    # The folder is not called "pages": of that name Streamlit makes a navigation of its own.
    pages = [
        st.Page(f"screens/{name}.py", title=words(f"{name}.nav"), url_path=name, default=name == PAGES[0])
        for name in PAGES
    ]
    current = st.navigation(pages, position="top")
    st.logo(str(HERE / "logo.svg"), size="large")
    if frame.ready(words):
        current.run()


# `streamlit run` looks for this name and serves it; the script it serves is this file again.
app = st.App(
    __file__,
    middleware=server.middleware(),
    routes=server.routes(),
    lifespan=server.lifespan,
    on_script_error=server.failed,
)

if server.running():
    with watching.rerun(PAGES):
        main()
