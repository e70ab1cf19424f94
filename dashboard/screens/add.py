"""Add a report for this visit: what it states, and how that compares; save it where that is allowed."""

from __future__ import annotations

import hashlib

import streamlit as st

from dashboard import frame, load, markup, previews, scripts, taking, visit
from extract import HengbiError, NewReport, Preview, ReportError, card_toml, save_report

here = frame.page("add")
words, data = here.words, here.data
turn = st.session_state.setdefault("_add_turn", 0)


def take() -> None:
    """Draw the two ways to give a report; a readable one is kept and the fields are emptied."""
    with st.container(key="giving"):
        left, right = st.columns(2, gap="medium")
        with left:
            file = st.file_uploader(
                words("add.file"), key=f"add_file_{turn}", max_upload_size=visit.MEGABYTES
            )
            st.html(f"<script>{scripts.uploader(words.lang)}</script>", unsafe_allow_javascript=True)
            limits = words("add.formats", limit=visit.MEGABYTES)
            st.html(f"<p class='muted small'>{markup.esc(limits)}</p>")
        with right:
            text = st.text_area(
                words("add.paste"), key=f"add_text_{turn}", height=150, placeholder=words("add.paste_hint")
            )
            asked = st.button(words("add.read"), key="add_read", disabled=False)
    given = None
    if file is not None:
        given = (file.getvalue(), str(file.name))
    elif asked:
        given = (str(text).encode(), words("add.pasted") + ".txt")
    if given:
        keep(*given)


def keep(content: bytes, name: str) -> None:
    """Keep a report for the visit, or say why it cannot be read."""
    try:
        with st.spinner(words("add.reading")):
            st.session_state["_add_chosen"] = visit.add(content, name)
    except ReportError as error:
        refuse(visit.refusal(error, words), str(error))
        return
    st.session_state["_add_turn"] = turn + 1
    st.rerun()


def refuse(why: str, detail: str = "") -> None:
    """Say in plain words that something cannot be done."""
    more = f"<p class='muted small'>{markup.esc(detail)}</p>" if detail and words.lang == "en" else ""
    st.html(
        f'<div class="notice bad" role="alert"><strong>{markup.esc(words("add.refused"))}</strong> '
        f"{markup.esc(why)}{more}</div>"
    )


def choose() -> str | None:
    """Draw the choice among the reports of this visit, where there are several."""
    reports = visit.kept()
    if not reports:
        return None
    chosen = st.session_state.get("_add_chosen")
    chosen = chosen if chosen in reports else next(reversed(reports))
    if len(reports) > 1:
        key = f"add_kept_{len(reports)}_{turn}"
        at = list(reports).index(chosen)
        st.selectbox(words("add.kept"), list(reports), at, key=key, format_func=lambda k: reports[k].title)
        chosen = str(st.session_state[key])
    return chosen


def head(report: visit.Kept) -> None:
    """Draw the report's name and the way to let go of what was added."""
    told = words("add.told", format=report.document.format, chars=f"{len(report.document.text):,}")
    with st.container(horizontal=True, vertical_alignment="center", key="kept"):
        st.html(
            f"<h2 class='added'>{markup.esc(report.title)}</h2><p class='muted small'>"
            f"{markup.esc(report.name)} · {markup.esc(told)}</p>"
        )
        if st.button(words("add.clear"), key="add_clear", width="content"):
            visit.forget()
            st.rerun()


def read(key: str) -> tuple[Preview, visit.Kept]:
    """Draw the choice of area and year, and read the report for them."""
    report = visit.kept()[key]
    proposal = report.proposal
    head(report)
    options = previews.choices(list(data.area))
    proposed = proposal.area.adcode if proposal.area and proposal.area.adcode in options else None
    left, right = st.columns([2, 1])
    with left:
        adcode = st.selectbox(
            words("add.area"), options, options.index(proposed) if proposed else None, key=f"add_area_{key}",
            format_func=lambda code: previews.area_name(code, words, parents=True),
            placeholder=words("add.area_hint"),
        )  # fmt: skip
    with right:
        year = st.number_input(
            words("add.year"), 1949, 2100, proposal.year, key=f"add_year_{key}", placeholder="2024"
        )
    if adcode is None or year is None:
        frame.notice(words("add.incomplete"), "warn")
    elif adcode == proposed and year == proposal.year and not proposal.sure:
        frame.notice(words("add.unsure", year=year), "warn")
    elif adcode == proposed and year == proposal.year:
        st.html(f"<p class='muted small'>{markup.esc(words('add.proposed'))}</p>")
    with st.spinner(words("add.reading")):
        return visit.reading(report, adcode, int(year) if year else None), report


def show(found: Preview) -> None:
    """Draw what was found and how it compares."""
    compared = previews.entries(data, found)
    st.html(previews.summary(found, compared, words))
    if compared:
        st.html(f"<h2>{markup.esc(words('add.compared'))}</h2>")
        st.html(previews.table(compared, data, words, here.dark))
    else:
        frame.empty(words("add.no_indicator"), words("add.no_indicator_hint"))
    for part in (
        previews.issues(found, words),
        previews.programmes(found, words),
        previews.marked(found, words),
    ):
        if part:
            st.html(part)


def offer(found: Preview, report: visit.Kept) -> None:
    """Draw the way to keep the report for good: a form where saving is allowed, else the lines to copy."""
    st.html(f"<h2>{markup.esc(words('add.save'))}</h2>")
    if found.adcode is None or found.year is None:
        st.html(f"<p class='muted'>{markup.esc(words('add.save_incomplete'))}</p>")
        return
    if report.saved:
        href = markup.url("profile", words, area=found.adcode)
        told = markup.link(href, markup.esc(words("add.to_profile")), "ev")
        st.html(f"<p>{markup.esc(words('add.is_saved', where=report.saved))} {told}</p>")
        return
    if not visit.may_save():
        facts = NewReport(found.adcode, found.year, report.title)
        digest = hashlib.sha256(report.data).hexdigest()
        name = f"{found.year}.{report.document.format}"
        st.html(f"<p class='muted'>{markup.esc(words('add.save_off', file=name, adcode=found.adcode))}</p>")
        with st.expander(words("add.card")):
            st.code(card_toml(facts, name, digest, whole=found.adcode not in data.area), language="toml")
        return
    with st.form("add_save", border=False):
        title = st.text_input(words("source.title"), report.title, key="add_title", max_chars=200)
        left, right = st.columns(2)
        publisher = left.text_input(words("source.publisher"), key="add_publisher", max_chars=120)
        published = right.text_input(words("source.published"), key="add_published", placeholder="2024-01-31")
        sent = st.form_submit_button(words("add.save_now"), type="primary")
    if sent:
        facts = NewReport(found.adcode, found.year, title.strip(), publisher.strip(), published.strip())
        save(report, facts)


def save(report: visit.Kept, facts: NewReport) -> None:
    """Save the report, build the data set again, and say where it now stands."""
    try:
        path = save_report(load.folders()[0], report.data, report.name, facts, visit.LIMIT)
    except HengbiError as error:
        refuse(words("add.not_saved", error=error))
        return
    failed = visit.rebuild(words)
    if failed:
        refuse(failed)
        return
    where = f"{path.parent.name}/{path.name}"
    st.session_state["_add_said"] = words(
        "add.saved", where=where, name=previews.area_name(facts.adcode, words)
    )
    report.saved = where
    st.rerun()


said = st.session_state.pop("_add_said", "")
if said:
    frame.notice(said, "good")
take()
chosen = choose()
if chosen is None:
    frame.empty(words("add.none"), words("add.none_hint"))
else:
    found, report = read(chosen)
    show(found)
    offer(found, report)
    taking.box(here, previews.citation(found, report.title, data, words), words("add.share_note"))
