"""The one form of every refusal: where, what, what to do."""

from __future__ import annotations

from extract.model import ReportError


def refuse(name: str, what: str, remedy: str) -> ReportError:
    """The error to raise for a file that cannot be read, as one line of text."""
    line = f"{name}: {what}; {remedy}."
    return ReportError(" ".join(line.replace("\x00", "\\0").split()))
