"""One district over all its indicators."""

from __future__ import annotations

import streamlit as st

from dashboard import frame, markup, names, onepage, profiles, state, taking

here = frame.page("profile")
words, data = here.words, here.data
everyone = list(data.area)
called = data.once(names.places, words.lang).__getitem__


def show(adcode: str) -> None:
    """Draw the district's figures, its claims and plans, and the page to print."""
    entries = profiles.lines(data, adcode, frame.grades(here, data.near(adcode)))
    if not entries:
        frame.empty(words("empty.no_profile"), words("empty.no_profile_hint"))
        return
    area = data.area[adcode]
    if area["valid_from"]:
        since = words("profile.since", date=area["valid_from"], note=names.area_note(area, words))
        st.html(f"<p class='muted'>{markup.esc(since)}</p>")
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.download_button(
            words("profile.page"),
            lambda: onepage.write(entries, adcode, data, words),
            f"hengbi-{adcode}.html",
            "text/html",
            key="page",
            on_click="ignore",
        )
    st.html(profiles.table(entries, adcode, data, words, here.dark))
    for kind in ("rank", "target"):
        title = (
            f"<h2>{markup.esc(words('profile.' + kind))}</h2>"
            f"<p class='muted'>{markup.esc(words('profile.' + kind + '_note'))}</p>"
        )
        st.html(title + profiles.claims_list(profiles.claims(data, adcode, kind), data, words))
    rows = [entry["row"] for entry in entries]
    taking.draw(here, rows, f"hengbi-{adcode}", words("profile.page_title", name=area[words.lang]))


if everyone:
    gone = state.take_one("area", everyone[0], everyone)
    if gone:
        codes = {adcode: str(data.area[adcode][words.lang]) for adcode in everyone}
        frame.lost("area", gone, codes, words, "gone.area")
    if data.few:
        st.segmented_control(
            words("filter.area"), everyone, key="area", required=True,
            format_func=lambda adcode: markup.literal(called(adcode)),
        )  # fmt: skip
    else:
        st.selectbox(words("filter.area"), everyone, key="area", format_func=called)
    state.put("area", None)
    show(str(st.session_state["area"]))
else:
    frame.empty(words("empty.no_report"), words("empty.no_report_hint"))
