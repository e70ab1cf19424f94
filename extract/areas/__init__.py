"""Areas: their codes and names, the places a text names, the area a report is about."""

from __future__ import annotations

from .detect import detect
from .names import mentions_in
from .registry import COUNTRY, LEVELS, Area, find, get, level_words, parents, registry, simplify, within

__all__ = [
    "COUNTRY",
    "LEVELS",
    "Area",
    "detect",
    "find",
    "get",
    "level_words",
    "mentions_in",
    "parents",
    "registry",
    "simplify",
    "within",
]
