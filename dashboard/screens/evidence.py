"""A report with every number marked; choose one to see how it was read."""

from __future__ import annotations

import streamlit as st

from dashboard import citing, correcting, frame, markup, named, names, official, reading, state

here = frame.page("evidence")
words, data = here.words, here.data
FEW = 60  # reports that one list can offer


def forget() -> None:
    """Let go of the chosen number: another report has others."""
    st.session_state["start"] = ""


def leave() -> None:
    """Let go of the report: another district has others."""
    forget()
    del st.query_params["report"]


def choose_area(asked: str) -> list[str]:
    """Draw the choice of a district, where reports are many; give its reports, newest first."""
    everyone = list(data.area)
    own = data.report[asked]["adcode"] if asked in data.report else asked[:6]
    if "_report_area" not in st.session_state or (asked and st.session_state.get("_of_report") != asked):
        st.session_state["_report_area"] = own if own in data.area else everyone[0]
    st.session_state["_of_report"] = asked
    st.selectbox(
        words("filter.area"),
        everyone,
        key="_report_area",
        on_change=leave,
        format_func=data.once(names.places, words.lang).__getitem__,
    )
    of_area = data.reports(str(st.session_state["_report_area"])).sort_values("year", ascending=False)
    return list(of_area["report_id"])


def choose_report() -> tuple[str, str, list[str]]:
    """Draw the choice of report and kinds; the chosen number comes from the URL."""
    asked = st.query_params.get("report", "")
    reports = choose_area(asked) if data.sizes["reports"] > FEW else list(data.report)
    gone = state.take_one("report", reports[0], reports)
    if gone:
        near = reports if len(reports) > 1 else list(data.report)[:FEW]
        titles = {name: markup.report_name(data.report[name], data, words) for name in near}
        frame.lost("report", gone, titles, words, "gone.report")
    state.take_one("start", "")
    st.selectbox(
        words("filter.report"),
        reports,
        key="report",
        on_change=forget,
        format_func=lambda r: markup.report_name(data.report[r], data, words),
    )
    report = str(st.session_state["report"])
    state.put("report", None)
    state.put("start", "")
    mentions = reading.of_report(data, report)
    counts = mentions["kind"].value_counts().to_dict()
    present = [kind for kind in reading.KINDS if counts.get(kind)]
    state.take_many("kind", present, present)
    st.pills(
        words("filter.kinds"),
        present,
        selection_mode="multi",
        key="kind",
        wrap=True,
        format_func=lambda k: f"{words('kind.' + k)} {counts[k]}",
    )
    state.put("kind", present)
    return report, str(st.session_state["start"]), list(st.session_state["kind"])


def cite(report: str, start: int) -> str:
    """Write how to cite the chosen number: as a value where it is one, else its report."""
    for row in data.observations(report_id=report):
        if row["start"] == start:
            return citing.value(row, data, words)
    return citing.report(data.report[report], data, words)


def show(report: str, start: str, kinds: list[str]) -> None:
    """Draw the text with its marks, the chosen number's card, the issues and the ledger."""
    text, mentions = data.text(report), reading.of_report(data, report)
    issues = data.issues(report)
    chosen = reading.nearest(mentions, start)
    name = None if chosen else named.at(data, report, start)
    if start and chosen is None and name is None:
        frame.notice(words("gone.number", start=start), "warn")
    span = (int(name["start"]), int(name["end"])) if name else None
    body = reading.marked(
        text, mentions, issues, report, kinds, chosen["start"] if chosen else None, words, span
    )
    aside = f'<p class="hint">{markup.esc(words("evidence.hint"))}</p>'
    if chosen or name:
        aside = reading.card(chosen, data, words) if chosen else named.card(name or {}, data, words)
    if chosen:
        aside += official.beside(data, report, int(chosen["start"]), words)
        aside += markup.copy_button(words("share.cite"), words, cite(report, int(chosen["start"])))
        aside += f'<p class="small"><a href="#correct">{markup.esc(words("correct.title"))}</a></p>'
    st.html(
        '<div class="reader"><article lang="zh-CN" '
        f'aria-label="{markup.esc(words("evidence.text"))}">{body}</article>'
        f'<aside aria-live="polite" aria-label="{markup.esc(words("evidence.chosen"))}" '
        f'class="{"on" if chosen or name else "off"}">{aside}</aside></div>'
    )
    if chosen:
        correcting.draw(here, report, chosen)
    st.html(markup.issues(issues, data, words))
    loose = reading.unaccounted(text, mentions)
    st.html(reading.ledger_table(reading.ledger(mentions), len(mentions), len(loose), words))
    st.html(markup.report_card(data.report[report], data, words))


if data.sizes["reports"]:
    show(*choose_report())
else:
    frame.empty(words("empty.no_report"), words("empty.no_report_hint"))
