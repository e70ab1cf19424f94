"""One indicator, the chosen districts side by side."""

from __future__ import annotations

import streamlit as st

from dashboard import answers, charts, frame, names, state, taking, views

here = frame.page("compare")
words, data = here.words, here.data


def choose_indicator() -> str | None:
    """Draw the choice of domain and indicator; offer only what has data, unless asked."""
    domains = data.once(answers.offer, words.lang, names.ALL, False).domains
    left, right = st.columns([2, 1])
    with right:
        domain = frame.pick(words("filter.domain"), "domain", list(domains), domains.__getitem__)
    state.take_flag("all")
    offer = data.once(answers.offer, words.lang, domain, bool(st.session_state["all"]))
    if not offer.indicators:
        return None
    wanted = state.take_one("indicator", offer.first, offer.indicators)
    if wanted:
        known = wanted in data.indicator
        say = "gone.indicator_elsewhere" if known else "gone.indicator"
        name = names.indicator_name(data, wanted, words)
        options = {} if known else frame.indicators(here, offer.indicators)
        frame.lost("indicator", wanted, options, words, say, name)
    with left:
        st.selectbox(
            words("filter.indicator"),
            list(offer.indicators),
            key="indicator",
            format_func=offer.indicators.__getitem__,
        )
    state.put("indicator", offer.first)
    return str(st.session_state["indicator"])


def choose_reading(indicator: str) -> tuple[str, str, str, str]:
    """Draw the choices of reading, year, status and reference line."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="reading"):
        modes = data.once(views.modes, indicator)
        mode = frame.pick(words("filter.mode"), "mode", modes, lambda m: words(f"mode.{m}"), segments=True)
        with st.popover(words("filter.more")):
            years = [views.LATEST, *map(str, data.once(views.years, indicator))]
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
    mode, year, status, line = choose_reading(indicator)
    asked = answers.Question(indicator, tuple(districts), year, status, mode, line, words.lang, here.dark)
    answer = data.once(answers.answer, asked)
    if answer.chosen.empty:
        frame.empty(words("empty.no_values"), words("empty.no_values_hint"))
        st.html(answer.head)
        return
    st.html(answer.head)
    st.plotly_chart(
        answer.figure,
        theme=None,
        config=charts.config(f"hengbi-{indicator}"),
        key="chart",
        alt=answer.alt,
    )
    if answer.lineless:
        frame.notice(words(f"compare.no_{line}"))
    for part in answer.below:
        st.html(part)
    taking.draw(here, answer.chosen, f"hengbi-{indicator}", answer.title, chart=True)


indicator = choose_indicator()
districts = frame.districts(here)
if indicator is None:
    frame.empty(words("empty.no_indicator"), words("empty.no_indicator_hint"))
elif not districts:
    frame.empty(words("empty.no_district"), words("empty.no_district_hint"))
else:
    show(indicator, districts)
