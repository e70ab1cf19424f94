"""A headline's figure states what the body states for the same figure; a project is planned throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from extract.model import Mention
from extract.patterns import Pattern
from extract.records import catalogue

Stated = tuple[str, str | None, str | None]
_SHORT_LINE = 40
# In a title smaller figures than elsewhere are no accident, but not the smallest.
_LEAST_IN_TITLE = 20
# What a number counts stands right behind it.
_NOUN = Pattern(r"[\u4e00-\u9fff]{2}")
# A title leaves out the unit of money (`拨款8500万`).
_IN_TITLE = {"万": "元", "亿": "元"}
# Why a title's figure may be unlinked although the body tells what it counts.
_UNTOLD = frozenset(("no_wording", "change", "addition", "part", "not_whole", "not_added"))


def repeated(mentions: list[Mention], text: str) -> list[Mention]:
    """Give a headline's figure the indicator that the body states for the same figure.

    Only for figures of three digits and more in short lines without wording
    or noun of their own, and for those of a title.

    Args:
        mentions: of one report, in its order.
        text: of the report.
    """
    mentions = planned_alike(mentions)
    stated: dict[tuple[Decimal | None, str | None], set[Stated]] = {}
    untold: set[tuple[Decimal | None, str | None]] = set()
    for mention in mentions:
        if mention.indicator:
            key = (mention.value, mention.unit)
            stated.setdefault(key, set()).add((mention.indicator, mention.period, mention.status))
        elif mention.sentence_start and mention.kind == "quantity":
            untold.add((mention.value, mention.unit))
    result = []
    for mention in mentions:
        key = (mention.value, mention.unit or _IN_TITLE.get(mention.text[-1:]))
        if not mention.indicator and key in stated:
            counts = bool(_NOUN.match(text, mention.end))
            mention = _repeats(mention, stated[key], key in untold, counts)
            mention = replace(mention, unit=key[1]) if mention.indicator else mention
        result.append(mention)
    return result


def planned_alike(mentions: list[Mention]) -> list[Mention]:
    """Call a project's figure planned wherever it stands, where one place of the report says that it is.

    A title's figure is planned where the body says so of the same and nothing else; of projects a
    title rounds, and its figure is planned where all that the body says of the indicator is.
    """
    body = [mention for mention in mentions if mention.indicator and mention.sentence_start]
    ahead = {(mention.indicator, mention.value) for mention in body if mention.status == "target"}
    if not ahead:
        return mentions
    projects = {name for name, record in catalogue.load().items() if record.by_project}
    reached = {(mention.indicator, mention.value) for mention in body if mention.status == "actual"}
    throughout = projects & {name for name, _ in ahead} - {name for name, _ in reached - ahead}
    result = []
    for mention in mentions:
        fact = (mention.indicator, mention.value)
        titled = not mention.sentence_start
        alike = fact in ahead and (mention.indicator in projects or (titled and fact not in reached))
        if alike or (titled and mention.indicator in throughout):
            mention = replace(mention, status="target")
        result.append(mention)
    return result


def _repeats(mention: Mention, stated: Iterable[Stated], untold: bool, counts: bool) -> Mention:
    """A mention with what the body states for its figure, where it is a headline's.

    Args:
        mention: unlinked.
        stated: indicator, period and status of each place of the body with this figure.
        untold: whether a place of the body has it unlinked.
        counts: whether a noun of its own follows it.
    """
    indicators = {indicator for indicator, _, _ in stated}
    facts = {(indicator, period) for indicator, period, _ in stated}
    short = mention.sentence_end - mention.sentence_start <= _SHORT_LINE
    if not short or mention.value is None or len(indicators) > 1:
        return mention
    if mention.sentence_start == 0 and mention.reason in _UNTOLD and not untold:
        if mention.value >= _LEAST_IN_TITLE:
            indicator, period, status = max(stated, key=lambda fact: str(fact[1]))
            return replace(mention, indicator=indicator, period=period, status=status, reason="repeated")
    elif not counts and mention.reason == "no_wording" and len(facts) == 1 and _digits(mention.value) > 2:
        indicator, period = next(iter(facts))
        return replace(mention, indicator=indicator, period=period, reason="repeated")
    return mention


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
