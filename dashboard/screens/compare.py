"""One indicator, the chosen districts side by side."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import answers, charts, frame, names, state, taking, views
from dashboard.words import Words

# The browser gathers for 10 ms what the server sends and draws it in one go; what follows the
# chart at once would hold it up.
HEAD_START = 0.015
frame.page("compare")


@dataclass(frozen=True)
class Choices:
    """What the reader chose, and what there is to choose from."""

    domain: frame.Choice
    indicator: frame.Choice
    gone: list[str]
    reading: tuple[frame.Choice, ...]

    def asked(self, here: frame.Page) -> answers.Question:
        """Put the choices into one question."""
        mode, year, status, line = (one.value for one in self.reading)
        districts = tuple(frame.chosen_districts(here))
        return answers.Question(
            self.indicator.value, districts, year, status, mode, line, here.words.lang, here.dark
        )


def take(here: frame.Page) -> Choices | None:
    """Take all choices from the URL; None where the domain has no indicator. Nothing is drawn yet."""
    words, data = here.words, here.data
    domains = data.once(answers.offer, words.lang, names.ALL, False).domains
    domain = frame.choice(words("filter.domain"), "domain", list(domains), domains.__getitem__)
    state.take_flag("all")
    offer = data.once(answers.offer, words.lang, domain.value, bool(st.session_state["all"]))
    gone = frame.take_districts(here)
    if not offer.indicators:
        domain.draw()
        return None
    indicator = frame.choice(
        words("filter.indicator"),
        "indicator",
        list(offer.indicators),
        offer.indicators.__getitem__,
        offer.first,
    )
    return Choices(domain, indicator, gone, reading(here, indicator.value))


def reading(here: frame.Page, indicator: str) -> tuple[frame.Choice, ...]:
    """Take the choices of reading, year, status and reference line."""
    words, data = here.words, here.data
    years = [views.LATEST, *map(str, data.once(views.years, indicator))]
    options = {
        "mode": data.once(views.modes, indicator),
        "year": years,
        "status": [names.ALL, "actual", "target"],
        "line": ["none", "mean", "target"],
    }
    return tuple(
        frame.choice(
            words(f"filter.{key}"),
            key,
            listed,
            partial(known, words, key),
            segments=key != "year",
        )
        for key, listed in options.items()
    )


def known(words: Words, key: str, option: str) -> str:
    """Give the words of an option; a year is its own word."""
    return words.known(f"{key}.{option}", option)


def draw(here: frame.Page, choices: Choices) -> None:
    """Draw the choices, and say what a link asks for that is gone."""
    words = here.words
    indicator, wanted = choices.indicator, choices.indicator.gone
    if wanted:
        known = wanted in here.data.indicator
        say = "gone.indicator_elsewhere" if known else "gone.indicator"
        name = names.indicator_name(here.data, wanted, words)
        options = {} if known else frame.indicators(here, indicator.options)
        frame.lost("indicator", wanted, options, words, say, name)
    with st.container(horizontal=True, key="compare-what"):
        indicator.draw()
        choices.domain.draw()
    frame.draw_districts(here, choices.gone)
    mode, *others = choices.reading
    with st.container(horizontal=True, vertical_alignment="bottom", key="reading"):
        mode.draw()
        # Drawn when it is opened: each choice takes the server and the browser its time at every change.
        with st.popover(words("filter.more"), key="more", on_change="rerun") as more:
            if more.open:
                for one in others:
                    one.draw()
                st.toggle(words("filter.all"), key="all")
            else:
                for one in others:
                    one.keep()
                state.hold("all")
    state.put("all", False)


def show(here: frame.Page, asked: answers.Question) -> answers.Answer | None:
    """Draw how far the values compare, and the chart; where there are none, say so."""
    words = here.words
    if not asked.districts:
        frame.empty(words("empty.no_district"), words("empty.no_district_hint"))
        return None
    answer = here.data.once(answers.answer, asked)
    if not answer.chosen:
        frame.empty(words("empty.no_values"), words("empty.no_values_hint"))
        st.html(answer.head)
        return None
    st.html(answer.head)
    st.plotly_chart(
        answer.figure,
        theme=None,
        config=charts.config(f"hengbi-{asked.indicator}"),
        key="chart",
        alt=answer.alt,
    )
    if answer.lineless:
        frame.notice(words(f"compare.no_{asked.line}"))
    return answer


@st.fragment
def compare() -> None:
    """Draw what a choice changes: the chart, then the choices above it, then what stands below it."""
    here = frame.here()
    above, middle = st.container(), st.container()
    with above:
        choices = take(here)
    if choices is None:
        frame.empty(here.words("empty.no_indicator"), here.words("empty.no_indicator_hint"))
        return
    asked = choices.asked(here)
    with middle:
        answer = show(here, asked)
    if answer:
        time.sleep(HEAD_START)
    with above:
        draw(here, choices)
    if answer:
        st.html(here.data.once(answers.below, asked))
        taking.draw(here, answer.chosen, f"hengbi-{asked.indicator}", answer.title, chart=True)


compare()
