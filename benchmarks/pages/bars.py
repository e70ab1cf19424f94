"""The chart that the bare pages show: five bars for each of sixty choices, of made-up numbers."""

from __future__ import annotations

from typing import Any

CHOICES = [f"Choice {number:02}" for number in range(1, 61)]
DISTRICTS = ["临平区", "上城区", "余杭区", "萧山区", "拱墅区"]


def figure(choice: str) -> dict[str, Any]:
    """Draw five bars as a plain Plotly dict: nothing is faster to build."""
    number = CHOICES.index(choice) + 1
    values = [(number * 37 + place * 101) % 191 + 9 for place in range(len(DISTRICTS))]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": DISTRICTS,
        "text": [str(value) for value in values],
        "textposition": "outside",
    }
    return {"data": [bars], "layout": {"title": {"text": choice}, "height": 360}}
