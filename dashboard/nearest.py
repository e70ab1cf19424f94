"""What comes nearest to something that a link asks for and that is gone."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

ENOUGH = 0.55
CITY = 4  # the digits of a code that name province and city


def find(wanted: str, options: Mapping[str, str], limit: int = 3) -> list[str]:
    """List the options that come nearest, best first; nothing where nothing is near.

    Args:
        wanted: the id that was asked for, or a name.
        options: id → name.
        limit: how many at most.
    """
    rated = [(_likeness(wanted.casefold(), key, name.casefold()), key) for key, name in options.items()]
    near = sorted((one for one in rated if one[0] >= ENOUGH), key=lambda one: -one[0])
    return [key for _, key in near[:limit]]


def _likeness(wanted: str, key: str, name: str) -> float:
    if wanted[:6].isdigit() and key[:6].isdigit():
        # Codes of districts, and reports named by them: as near as their province, city and county.
        pairs = zip(wanted, key, strict=False)
        same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(wanted), len(key)))
        return same / max(len(wanted), len(key)) if same >= CITY else 0.0
    return max(SequenceMatcher(None, wanted, other, autojunk=False).ratio() for other in (key, name))
