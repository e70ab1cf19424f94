"""The whole table with filters, the downloads, the codebook and the sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard import frame, markup, names, tablet, taking, views

here = frame.page("data")
words, data = here.words, here.data
ROWS = 50
OPEN = 12  # pages that can lie open side by side


def filters() -> dict[str, str]:
    """Draw the filters and give what is chosen."""
    domains = [names.ALL, *dict.fromkeys(views.offered(data)["domain"])]
    years = [names.ALL, *map(str, views.years(data))]
    choices: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "domain": (domains, lambda d: names.domain_name(data, d, words)),
        "year": (years, lambda y: words.known(f"year.{y}", y)),
        "status": ((names.ALL, "actual", "target"), lambda s: words(f"status.{s}")),
        "nature": ((names.ALL, "stated", "derived"), lambda n: words(f"nature.{n}")),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        query = frame.find(words("filter.search"), words("filter.search_hint"))
        chosen = {
            key: frame.choice(words(f"filter.{key}"), key, *choice).drawn() for key, choice in choices.items()
        }
    return {"q": query, **chosen}


chosen = filters()
districts = frame.districts(here)
wanted = tablet.chosen(data, districts, **chosen)
count = data.count(wanted)
rows = pd.DataFrame()
if not count:
    frame.empty(words("empty.no_rows"), words("empty.no_match_hint"))
else:
    pages = [str(n + 1) for n in range((count - 1) // ROWS + 1)]
    at = 0
    if len(pages) > 1:
        part = frame.choice(
            words("filter.part", n=count), "part", pages, str, segments=len(pages) <= OPEN
        ).drawn()
        at = (int(part) - 1) * ROWS
    rows = data.rows(wanted, ROWS, at)
    st.html(tablet.table(rows, data, words, here.dark))
    taking.draw(here, wanted, "hengbi-selection", words("data.title"))
st.html(tablet.codebook(data, words))
# The sources of all where they are few, else of what is shown.
few = data.sizes["reports"] <= ROWS
shown = data.report if few else dict.fromkeys(rows.get("report_id", ()))
st.html("".join(markup.report_card(data.report[name], data, words) for name in shown))
st.html(tablet.files(words) + tablet.machines(words))
