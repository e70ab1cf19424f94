"""What the server tells of its work on standard error: nothing, a line, or a line of JSON for every event.

``HENGBI_LOG`` says which: ``off`` (warnings and errors only, as text), ``plain``
or ``json``.  No address of a reader and no query of a page is ever written: what
someone searched for is nobody's business.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime

from extract import HengbiError

SETTING = "HENGBI_LOG"
KINDS = ("off", "plain", "json")
LOGGER = logging.getLogger("hengbi")
_LIBRARIES = ("streamlit", "uvicorn")


class SettingError(HengbiError):
    """A setting of the server has a value that it cannot have."""


class Plain(logging.Formatter):
    """Writes an event as a line of text: time, level, what, and its fields as ``name=value``."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record; a traceback follows on lines of its own."""
        fields = getattr(record, "fields", {})
        told = "".join(f" {name}={value}" for name, value in fields.items())
        line = f"{_time(record)} {record.levelname.lower()} {record.getMessage()}{told}"
        return line + (f"\n{self.formatException(record.exc_info)}" if record.exc_info else "")


class Json(logging.Formatter):
    """Writes an event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record; a traceback is its field ``traceback``."""
        entry: dict[str, object] = {"time": _time(record), "level": record.levelname.lower()}
        entry |= {"event": record.getMessage(), "logger": record.name, "replica": replica()}
        entry |= getattr(record, "fields", {})
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def replica() -> str:
    """Name this process among its like: ``HENGBI_REPLICA``, or its number."""
    return os.environ.get("HENGBI_REPLICA") or str(os.getpid())


def kind() -> str:
    """Give what ``HENGBI_LOG`` asks for.

    Raises:
        SettingError: it asks for what there is not.
    """
    asked = os.environ.get(SETTING) or KINDS[0]
    if asked not in KINDS:
        raise SettingError(f"{SETTING}={asked}: there is no such kind of log; set {', '.join(KINDS)}")
    return asked


def begin() -> None:
    """Set up the log as ``HENGBI_LOG`` says; with ``json`` also that of Streamlit and its server."""
    asked = kind()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if asked == "json" else Plain())
    LOGGER.setLevel(logging.WARNING if asked == "off" else logging.INFO)
    named = [LOGGER]
    if asked == "json":
        others = list(logging.root.manager.loggerDict)
        named += [logging.getLogger(name) for name in others if name.split(".")[0] in _LIBRARIES]
    for logger in named:
        # Those that leave it to the logger above them go on doing so.
        if logger is LOGGER or logger.handlers:
            logger.handlers[:] = [handler]
    LOGGER.propagate = False


def event(what: str, level: int = logging.INFO, **fields: object) -> None:
    """Tell of one event."""
    LOGGER.log(level, what, extra={"fields": fields})
