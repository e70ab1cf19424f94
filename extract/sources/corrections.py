"""Declared corrections: what a card changes in a reading, and says why.

A correction names the exact span and the reading it corrects; where the text
or the reading is no longer that, it fails loudly instead of being ignored.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import KINDS, QUALIFIERS, STATUSES, CardError, Mention

FIELDS = (
    "kind", "value", "value_max", "unit", "qualifier", "status", "indicator",
    "label", "area", "period", "scope", "aspect", "group",
)  # fmt: skip
_NUMBERS = ("value", "value_max")
_CHOICES = {"kind": KINDS, "qualifier": QUALIFIERS, "status": STATUSES}
_KEYS = {"report", "start", "end", "exact", "field", "from", "to", "reason"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A declared change of one field of one reading, with its reason.

    ``before`` and ``after`` are the card's ``from`` and ``to``; None where
    the card writes an empty string.
    """

    start: int
    end: int
    exact: str
    field: str
    before: str | Decimal | None
    after: str | Decimal | None
    reason: str


def parse(entries: object, adcode: str, where: str) -> dict[str, tuple[Correction, ...]]:
    """Check the ``[[correction]]`` tables of a card and sort them by report id."""
    if not isinstance(entries, list):
        raise CardError(f"{where}: correction is not a list of tables; write [[correction]] above its lines")
    found: dict[str, list[Correction]] = {}
    for number, entry in enumerate(entries, 1):
        name = f"{where}: [[correction]] {number}"
        if not isinstance(entry, dict):
            raise CardError(f"{name}: not a table; write [[correction]] above its lines")
        no_unknown_keys(entry, _KEYS, name)
        missing = sorted(_KEYS - entry.keys())
        if missing:
            raise CardError(f"{name}: {', '.join(missing)} missing; every correction declares all its keys")
        report = entry["report"]
        name_of_report = f"{adcode}-{report}" if type(report) is int else text_of(report, f"{name}: report")
        found.setdefault(name_of_report, []).append(_correction(entry, name))
    return {report: tuple(corrections) for report, corrections in found.items()}


def apply(
    mentions: Sequence[Mention], text: str, corrections: Sequence[Correction], where: str
) -> list[Mention]:
    """Carry out declared corrections on a report's readings.

    Args:
        mentions: what was read.
        text: the report's untouched text.
        corrections: those of the report's card.
        where: the report in words, for the message.

    Returns:
        The mentions, the corrected ones with reason ``corrected``.

    Raises:
        CardError: a correction no longer fits the text or the reading.
    """
    corrected = list(mentions)
    for correction in corrections:
        place = f"{where}: [[correction]] at {correction.start}-{correction.end}"
        actual = text[correction.start : correction.end]
        if actual != correction.exact:
            raise CardError(
                f"{place}: the text there is {actual!r}, not {correction.exact!r}; mend or remove it"
            )
        span = (correction.start, correction.end)
        at = next((n for n, mention in enumerate(corrected) if (mention.start, mention.end) == span), None)
        if at is None:
            raise CardError(f"{place}: no number is read at {correction.exact!r}; mend its span or remove it")
        reading = getattr(corrected[at], correction.field)
        if reading != correction.before:
            raise CardError(
                f"{place}: {correction.field} is read as {_word(reading)}, not {_word(correction.before)}; "
                f"the reading has changed: remove the correction or mend its from"
            )
        change: dict[str, object] = {correction.field: correction.after, "reason": "corrected"}
        corrected[at] = replace(corrected[at], **change)  # type: ignore[arg-type]
    return corrected


def _correction(entry: Mapping[str, object], where: str) -> Correction:
    start, end, field = entry["start"], entry["end"], entry["field"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise CardError(
            f"{where}: start {start!r} and end {end!r} are no span; write the offsets of the number"
        )
    if field not in FIELDS:
        raise CardError(f"{where}: field {field!r} is none; the fields are {', '.join(FIELDS)}")
    exact, reason = entry["exact"], text_of(entry["reason"], f"{where}: reason")
    if not isinstance(exact, str) or not exact or not reason:
        raise CardError(f"{where}: exact and reason must not be empty; fill them")
    before, after = (_value(entry[key], str(field), f"{where}: {key}") for key in ("from", "to"))
    if after is None and field in ("kind", "qualifier", "value", "aspect"):
        raise CardError(f"{where}: to is empty, but a reading always has a {field}; write what it is to be")
    return Correction(start, end, exact, str(field), before, after, reason)


def _value(value: object, field: str, where: str) -> str | Decimal | None:
    if value == "":
        return None
    if field in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            raise CardError(f"{where} is {value!r}, no number; write the {field} as a number")
        return Decimal(value)
    word = text_of(value, where)
    choices = _CHOICES.get(field)
    if choices and word not in choices:
        raise CardError(f"{where} is {word!r}, no {field}; choose one of {', '.join(choices)}")
    return word


def _word(value: object) -> str:
    return "empty" if value is None else repr(str(value))


def text_of(value: object, where: str) -> str:
    """Give a TOML value as text, or say that it is none."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise CardError(f"{where} is {value!r}, not text; put it in quotation marks")
    return value.strip()


def no_unknown_keys(entry: Mapping[str, object], allowed: set[str], where: str) -> None:
    """Refuse keys that a table of a card does not have."""
    unknown = sorted(entry.keys() - allowed)
    if unknown:
        raise CardError(
            f"{where}: unknown key {', '.join(unknown)}; the keys are {', '.join(sorted(allowed))}"
        )
