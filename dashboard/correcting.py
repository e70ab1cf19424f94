"""Correct a reading, with a reason: into the card where that is allowed, else as lines to copy."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import frame, load, names, visit
from dashboard.reading import KINDS
from extract import Change, HengbiError, correction_toml, save_correction

if TYPE_CHECKING:
    from dashboard.frame import Page

NUMBERS = ("value", "value_max")
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "qualifier": ("exact", "at_least", "approx", "at_most"),
    "status": ("actual", "target"),
    "aspect": ("level", "addition", "change", "difference", "part", "before"),
}
FIELDS = (
    "indicator",
    "value",
    "value_max",
    "unit",
    "qualifier",
    "status",
    "period",
    "aspect",
    "kind",
    "area",
    "label",
)


def draw(here: Page, report: str, mention: dict[str, Any]) -> None:
    """Draw the form for the chosen number, shut until it is asked for."""
    words = here.words
    said = st.session_state.pop("_corrected", None)
    if said:
        st.success(said)
    at = f"{report}_{mention['start']}"
    st.html('<span id="correct"></span>')
    with st.expander(words("correct.title")):
        st.html(f"<p class='muted'>{words('correct.lede' if visit.may_save() else 'correct.lede_copy')}</p>")
        field = st.selectbox(
            words("correct.field"),
            FIELDS,
            key=f"correct_field_{at}",
            format_func=lambda f: words(f"correct.field_{f}"),
        )
        before = _reading(mention[field], field)
        with st.form("correct", border=False):
            after = _ask(here, field, before, at)
            reason = st.text_input(words("correct.reason"), key=f"correct_reason_{at}", max_chars=300)
            sent = st.form_submit_button(words("correct.save" if visit.may_save() else "correct.show"))
        if sent:
            _take(here, report, mention, field, before, after, reason.strip())


def _reading(value: Any, field: str) -> str | Decimal | None:
    if value is None or value == "" or (not isinstance(value, str) and pd.isna(value)):
        return None
    return Decimal(str(value)) if field in NUMBERS else str(value)


def _ask(here: Page, field: str, before: str | Decimal | None, at: str) -> str:
    words, key = here.words, f"correct_to_{field}_{at}"
    label, shown = words("correct.to"), "" if before is None else _written(before)
    if field == "indicator":
        nothing = words("correct.none")
        own = here.data.indicators[here.data.indicators["derived"] == 0]["indicator"]
        options = ["", *own]
        first = options.index(shown) if shown in options else 0
        return str(
            st.selectbox(
                label, options, first, key=key,
                format_func=lambda i: names.indicator_name(here.data, i, words) if i else nothing,
            )
        )  # fmt: skip
    if field in CHOICES:
        options = list(CHOICES[field])
        first = options.index(shown) if shown in options else 0
        prefix = "basis" if field == "aspect" else field
        return str(
            st.selectbox(
                label, options, first, key=key,
                format_func=lambda o: words.known(f"{field}.{o}", words.known(f"{prefix}.{o}", o)),
            )
        )  # fmt: skip
    return str(st.text_input(label, shown, key=key, max_chars=80)).strip()


def _written(value: str | Decimal) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _take(
    here: Page, report: str, mention: dict[str, Any], field: str,
    before: str | Decimal | None, written: str, reason: str,
) -> None:  # fmt: skip
    words = here.words
    try:
        after: str | Decimal | None = (Decimal(written) if field in NUMBERS else written) if written else None
    except InvalidOperation:
        st.error(words("correct.not_a_number"))
        return
    if not reason:
        st.error(words("correct.no_reason"))
        return
    if after == before:
        st.error(words("correct.same"))
        return
    span = (int(mention["start"]), int(mention["end"]))
    change = Change(report, *span, str(mention["text"]), field, before, after, reason)
    if not visit.may_save():
        st.html(f"<p>{words('correct.copy')}</p>")
        st.code(correction_toml(change), language="toml")
        return
    try:
        save_correction(load.folders()[0], change)
    except HengbiError as error:
        frame.notice(words("correct.failed", error=error), "bad")
        return
    failed = visit.rebuild(words)
    if failed:
        frame.notice(failed, "bad")
        return
    st.session_state["_corrected"] = words("correct.saved")
    st.rerun()
