"""The state of a page lives in its URL, in short named keys that no language changes.

Streamlit's own ``bind="query-params"`` writes the *labels* of options into the
URL, and a label is in one language; a link opened in the other would lose its
state.  These few functions write ids instead, and follow back and forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

# These go along when the reader moves to another page by the navigation.
SHARED = ("lang", "district")
# What stands first of these depends on the data set, so a link to keep names it even where it is the default.
NAMED = ("indicator", "x", "y", "area", "report")


def _seen(key: str) -> str:
    return f"_url_{key}"


def _values(value: object) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return ["1"] if value else []
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]


def _from_url(key: str, raw: list[str]) -> bool:
    """Say whether the URL rather than the widget has the word.

    It has at first, after back and forward, on another page (whose widgets of
    the same key begin anew), and in another language: the labels of the options
    are other ones then, and Streamlit would let go of what was chosen by the old.
    """
    if key == "lang":
        return key not in st.session_state or raw != st.session_state.get(_seen(key))
    drawn = (st.session_state.get("_page"), st.session_state.get("lang"))
    other = st.session_state.get(f"_drawn_{key}") != drawn
    st.session_state[f"_drawn_{key}"] = drawn
    return other or key not in st.session_state or raw != st.session_state.get(_seen(key))


def begin() -> None:
    """Note which page runs; on coming from another by the navigation, the shared choices are kept.

    The navigation leaves a page's address without any state.
    """
    page = urlsplit(st.context.url or "").path.strip("/")
    moved = st.session_state.get("_page") not in (None, page)
    st.session_state["_page"] = page
    st.session_state["_whole"] = {}
    for key in SHARED:
        if moved and not st.query_params.get_all(key) and st.session_state.get(_seen(key)):
            st.query_params[key] = st.session_state[_seen(key)]


def take_one(key: str, default: str, allowed: Iterable[str] | None = None) -> str | None:
    """Put the URL's value of a key into the widget of that key, before it is drawn.

    Returns:
        The value asked for, where the URL asks for one that is not allowed.
    """
    raw = st.query_params.get_all(key)
    known = set(allowed) if allowed is not None else None
    gone = raw[0] if raw and known is not None and raw[0] not in known else None
    if _from_url(key, raw):
        st.session_state[key] = raw[0] if raw and gone is None else default
    elif known is not None and st.session_state[key] not in known:
        st.session_state[key] = default
    return gone


def take_many(key: str, default: Sequence[str], allowed: Iterable[str]) -> list[str]:
    """Put the URL's values of a key into the widget of that key; give those not allowed.

    The single value ``none`` stands for an empty choice, which no value at all
    could not: that is the default.
    """
    raw = st.query_params.get_all(key)
    known = set(allowed)
    if _from_url(key, raw):
        good = [v for v in raw if v in known]
        st.session_state[key] = good if good or raw == ["none"] else list(default)
    else:
        st.session_state[key] = [v for v in st.session_state[key] if v in known]
    return [v for v in raw if v not in known and v != "none"]


def take_flag(key: str) -> None:
    """Put the URL's ``1`` into a toggle of that key, before it is drawn."""
    raw = st.query_params.get_all(key)
    if _from_url(key, raw):
        st.session_state[key] = raw == ["1"]


def hold(key: str) -> None:
    """Hold the value of a widget that is not drawn this time: Streamlit lets go of it with the widget."""
    st.session_state[key] = st.session_state[key]


def put(key: str, default: object = None) -> None:
    """Write the value of a widget to the URL after it is drawn; a default leaves the URL."""
    value = st.session_state.get(key)
    if isinstance(value, (list, tuple)) and isinstance(default, (list, tuple)):
        same = set(value) == set(default)
        values = [] if same else (_values(value) or ["none"])
    else:
        values = [] if value == default else _values(value)
    full = _values(value) if key in NAMED else values
    st.session_state.setdefault("_whole", {})[key] = full
    if st.query_params.get_all(key) != values:
        if values:
            st.query_params[key] = values
        else:
            del st.query_params[key]
    st.session_state[_seen(key)] = values


def whole() -> dict[str, list[str]]:
    """Give all that was chosen on this page: what leaves the defaults, and what the page is about."""
    return {key: list(values) for key, values in st.session_state.get("_whole", {}).items() if values}


def query(lang: str) -> str:
    """Write the whole state as the query of a link, in one of the languages."""
    chosen = {key: values for key, values in whole().items() if key != "lang"}
    return urlencode(({} if lang == "zh" else {"lang": lang}) | chosen, doseq=True)
