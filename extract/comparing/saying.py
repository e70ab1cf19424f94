"""A figure in words, for the sentences of the checks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Observation


def in_zh(o: Observation) -> str:
    """A figure in Chinese: ``至少92,000人``."""
    mark = {"at_least": "至少", "at_most": "至多", "approx": "约"}.get(o.qualifier, "")
    return f"{mark}{_number(o)}{o.unit}"


def in_en(o: Observation) -> str:
    """A figure in English, its unit only where it is a share: ``≥ 92,000``."""
    mark = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}.get(o.qualifier, "")
    return f"{mark}{_number(o)}{'%' if o.unit == '%' else ''}"


def _number(o: Observation) -> str:
    low = format(o.value.normalize(), ",f")
    return low if o.value_max is None else f"{low}–{format(o.value_max.normalize(), ',f')}"


def list_zh(figures: Sequence[Observation]) -> str:
    """Several figures in Chinese, each once."""
    return "、".join(dict.fromkeys(in_zh(o) for o in figures))


def list_en(figures: Sequence[Observation]) -> str:
    """Several figures in English, each once."""
    return " and ".join(dict.fromkeys(in_en(o) for o in figures))
