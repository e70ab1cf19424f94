"""What all pages share: the language, the data set, the heading, the links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard import answers, colours, grading, load, markup, names, nearest, scripts, state, visit, words
from dashboard.asking import Data
from dashboard.words import Words

HERE = Path(__file__).parent
MOST = 40  # districts side by side; more would fill no chart that can be read


@dataclass(frozen=True)
class Page:
    """What a page needs: the reader's language and ground, and the data."""

    words: Words
    data: Data
    dark: bool


def language() -> Words:
    """Draw the switch of languages and give the words of the one that is on."""
    state.take_one("lang", "zh", words.LANGUAGES)
    with st.container(key="langbar"):
        st.segmented_control(
            "中文 / English",
            words.LANGUAGES,
            key="lang",
            format_func=lambda code: words.NAMES[code],
            required=True,
            label_visibility="collapsed",
        )
    state.put("lang", "zh")
    chosen = words.load(st.session_state["lang"])
    dark = is_dark()
    style = (HERE / "style.css").read_text(encoding="utf-8")
    st.html(f"<style>{colours.properties(dark)}{style}</style>")
    st.html(f"<script>{scripts.frame(chosen.lang)}</script>", unsafe_allow_javascript=True)
    return chosen


def is_dark() -> bool:
    """Say whether the reader's browser shows the dark theme."""
    return bool(st.context.theme.get("type") == "dark")


def ready(w: Words) -> bool:
    """See to it that there is a data set that fits the reports; build it in sight of the reader."""
    if load.fresh() or st.session_state.get("_built"):
        return True
    if not load.builds():
        st.error(w("build.missing"))
        return False
    holder = st.empty()
    with holder.container(key="building"):
        st.html(f"<h1>{markup.esc(w('build.title'))}</h1><p>{markup.esc(w('build.lede'))}</p>")
        failed = visit.rebuild(w)
        if failed:
            notice(failed, "bad")
            return False
    holder.empty()
    # Reports or rules that go on changing while someone works on them do not build again at every click.
    st.session_state["_built"] = True
    return True


def page(key: str) -> Page:
    """Begin a page: its heading, one line of what it answers, and what it needs."""
    w = words.load(st.session_state.get("lang", "zh"))
    st.html(
        f'<header class="page"><h1>{markup.esc(w(f"{key}.title"))}'
        f"</h1><p>{markup.esc(w(f'{key}.lede'))}</p></header>"
    )
    return here()


def here() -> Page:
    """Give what a page needs as it is now; a fragment that is redrawn alone asks again."""
    return Page(words.load(st.session_state.get("lang", "zh")), load.data(), is_dark())


def grades(here: Page, districts: Sequence[str]) -> dict[str, grading.Grade]:
    """Give the grade of every indicator that two of the districts or more state, computed once."""
    return here.data.once(answers.grades, here.words.lang, tuple(districts))


def beside(here: Page, districts: list[str]) -> list[str]:
    """Say whose values the chosen districts are seen among: all where they are few, else their own."""
    return here.data.first_areas if here.data.few else districts


def districts(here: Page) -> list[str]:
    """Draw the choice of districts and give the chosen codes in the order of the areas."""
    gone = take_districts(here)
    draw_districts(here, gone)
    return chosen_districts(here)


def take_districts(here: Page) -> list[str]:
    """Put the URL's districts into their choice, before it is drawn; give those that are gone."""
    gone = state.take_many("district", here.data.first_areas, here.data.area)
    if not here.data.few:
        st.session_state["district"] = st.session_state["district"][:MOST]
    return gone


def chosen_districts(here: Page) -> list[str]:
    """Give the chosen codes in the order of the areas."""
    chosen = set(st.session_state["district"])  # Streamlit takes its time for each look at its state
    return [adcode for adcode in here.data.area if adcode in chosen]


def draw_districts(here: Page, gone: list[str]) -> None:
    """Draw the choice of districts: all lie open where they are few; of many, names are typed."""
    everyone = list(here.data.area)
    label, show = here.words("filter.districts"), here.data.once(names.places, here.words.lang).__getitem__
    if here.data.few:
        st.pills(
            label, everyone, selection_mode="multi", key="district", wrap=True,
            format_func=lambda adcode: markup.literal(show(adcode)),
        )  # fmt: skip
    else:
        hint = here.words("filter.districts_hint", n=len(everyone), most=MOST)
        st.multiselect(
            label, everyone, key="district", format_func=show, max_selections=MOST, placeholder=hint
        )
    state.put("district", here.data.first_areas)
    if gone:
        codes = {adcode: str(here.data.area[adcode][here.words.lang]) for adcode in everyone}
        lost("district", gone[0], codes, here.words, "gone.district", here.words.join(gone))


@dataclass(frozen=True)
class Choice:
    """The choice of one thing, taken from the URL; to be drawn where and when the page wants.

    Attributes:
        label: what is chosen.
        key: of the widget and of the URL.
        options: the ids to choose from.
        show: gives the words of an id.
        default: what is chosen unless the URL says else.
        segments: whether all options lie open side by side.
        gone: what the URL asks for and is no option.
    """

    label: str
    key: str
    options: Sequence[str]
    show: Callable[[str], str]
    default: str
    segments: bool = False
    gone: str | None = None

    @property
    def value(self) -> str:
        """What is chosen."""
        return str(st.session_state[self.key])

    def draw(self) -> None:
        """Draw it, and write what is chosen to the URL."""
        if self.segments:
            st.segmented_control(
                self.label, self.options, key=self.key, required=True,
                format_func=lambda one: markup.literal(self.show(one)),
            )  # fmt: skip
        else:
            st.selectbox(self.label, self.options, key=self.key, format_func=self.show)
        state.put(self.key, self.default)

    def keep(self) -> None:
        """Write what is chosen to the URL where the choice is not drawn."""
        state.hold(self.key)
        state.put(self.key, self.default)

    def drawn(self) -> str:
        """Draw it, and give what is chosen."""
        self.draw()
        return self.value


def choice(
    label: str,
    key: str,
    options: Sequence[str],
    show: Callable[[str], str],
    default: str = "",
    segments: bool = False,
) -> Choice:
    """Take a choice from the URL without drawing it; the first option is the default where none is named."""
    default = default or options[0]
    gone = state.take_one(key, default, options)
    return Choice(label, key, options, show, default, segments, gone)


def indicators(here: Page, options: Iterable[str]) -> dict[str, str]:
    """Give the names of indicators by id."""
    return {name: names.indicator_name(here.data, name, here.words) for name in options}


def find(label: str, hint: str) -> str:
    """Draw the field of a search, bound to the URL's ``q``, and give what is asked for."""
    state.take_one("q", "")
    st.text_input(label, key="q", placeholder=hint, type="search")
    state.put("q", "")
    return str(st.session_state["q"]).strip()


def notice(text: str, kind: str = "info", more: str = "") -> None:
    """Say something to the reader in a quiet frame; ``more`` is HTML that follows."""
    st.html(f'<div class="notice {markup.esc(kind)}" role="status">{markup.esc(text)}{more}</div>')


def lost(key: str, wanted: str, options: Mapping[str, str], w: Words, say: str, name: str = "") -> None:
    """Say that what a link asks for is gone, and offer what comes nearest.

    Args:
        key: of the URL.
        wanted: what the link asks for.
        options: id → name of what there is.
        w: the words.
        say: the key of the words that say so.
        name: what the thing is called; the id where empty.
    """
    page = str(st.session_state.get("_page", "")).rsplit("/", 1)[-1]
    others = {k: st.query_params.get_all(k) for k in st.query_params if k not in (key, "lang")}
    links = [
        markup.link(markup.url(page, w, **{key: near, **others}), markup.esc(options[near]))
        for near in nearest.find(wanted, options)
    ]
    more = f" {markup.esc(w('gone.nearest'))}{w.join(links)}" if links else ""
    notice(w(say, name=name or wanted), "warn", more)


def empty(title: str, text: str) -> None:
    """Draw the state of a page that has nothing to show, and what to do about it."""
    st.html(
        f'<div class="empty" role="status"><strong>{markup.esc(title)}'
        f"</strong><p>{markup.esc(text)}</p></div>"
    )
