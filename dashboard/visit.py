"""Reports that a reader adds for this visit: kept in the session, read when asked for."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field

import streamlit as st

from dashboard import load, markup
from dashboard.words import Words
from extract import Document, HengbiError, Preview, Proposal, ReportError, preview, propose, read_bytes

KEY = "_visit"
MOST = 6
MEGABYTES = 20
LIMIT = MEGABYTES * 1024 * 1024
CHARACTERS = 2_000_000  # a hundred long reports; more would hold up all readers of the server
# What the reader of a file can do about each refusal, by words of its message.
REFUSALS = (
    ("it is a scan", "scan"),
    ("more than the limit", "too_large"),
    ("too large", "too_large"),
    ("ZIP bomb", "too_large"),
    ("is empty", "empty"),
    ("white space", "empty"),
    ("password", "password"),
    ("encrypted", "password"),
    ("not a report with text", "not_text"),
    ("fonts that do not tell", "scan"),
    ("damaged", "damaged"),
    ("entities", "damaged"),
    *((sign, "heavy") for sign in ("to read;", "its reader", "deeper than", "pages,", "cells;", "of text;")),
)


@dataclass
class Kept:
    """A report of this visit."""

    name: str
    data: bytes
    document: Document
    proposal: Proposal
    read: dict[tuple[str | None, int | None], Preview] = field(default_factory=dict)
    saved: str = ""

    @property
    def title(self) -> str:
        """What its first line says, as a card's title may begin."""
        lines = (line.strip().lstrip("#").strip() for line in self.document.text.splitlines())
        return next((line for line in lines if line), self.name)[:80]


def kept() -> dict[str, Kept]:
    """Give the reports of this visit by the hash of their bytes, in the order they came."""
    found: dict[str, Kept] = st.session_state.setdefault(KEY, {})
    return found


def add(data: bytes, name: str) -> str:
    """Read a file's text and keep it for this visit; the oldest goes when there are too many.

    Returns:
        Its key.

    Raises:
        ReportError: the file cannot be read as a report.
    """
    key = hashlib.sha256(data).hexdigest()[:16]
    reports = kept()
    if key not in reports:
        document = read_bytes(data, name, LIMIT)
        if len(document.text) > CHARACTERS:
            raise ReportError(
                f"{name}: has more than the limit of {CHARACTERS:,} characters; cut it into parts."
            )
        reports[key] = Kept(name, data, document, propose(document))
        while len(reports) > MOST:
            del reports[next(iter(reports))]
    return key


def forget() -> None:
    """Let go of all reports of this visit."""
    st.session_state[KEY] = {}


def reading(report: Kept, adcode: str | None, year: int | None) -> Preview:
    """Read a report for an area and a year; read once for each."""
    if (adcode, year) not in report.read:
        report.read[adcode, year] = preview(report.document, adcode, year)
    return report.read[adcode, year]


def refusal(error: ReportError, words: Words) -> str:
    """Say in the reader's language why a file cannot be read and what to do."""
    message = str(error)
    key = next((key for sign, key in REFUSALS if sign in message), "other")
    return words(f"add.refused_{key}", limit=MEGABYTES) if key == "too_large" else words(f"add.refused_{key}")


def may_save() -> bool:
    """Say whether this server lets readers save: only where its keeper set ``HENGBI_ALLOW_SAVE=1``."""
    return os.environ.get("HENGBI_ALLOW_SAVE") == "1"


def rebuild(words: Words) -> str:
    """Build the data set again in sight of the reader; give what went wrong, if anything did."""
    bar, line = st.progress(0.0), st.empty()
    line.html(f"<p class='muted small'>{markup.esc(words('build.begin'))}</p>")

    def tell(done: int, total: int, name: str) -> None:
        # The bar's own text is Markdown, and the name is that of a file.
        bar.progress(done / max(total, 1))
        told = words("build.step", name=name, done=done, total=total)
        line.html(f"<p class='muted small'>{markup.esc(told)}</p>")

    try:
        load.make(tell)
    except HengbiError as error:
        return words("build.failed", error=error)
    finally:
        bar.empty()
        line.empty()
    return ""
