"""One fixed colour a district, the same on every chart and for good.

The palette is that of the British government's Analysis Function, made to be
told apart with every kind of colour vision.  A district without a fixed
colour gets one computed from its code alone, so that the arrival of another
district never changes it.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

# In the order in which the districts came; never reorder, only append.
FIXED = {
    "330113": ("#12436d", "#7fb5e6"),
    "330110": ("#f46a25", "#ff9c66"),
    "330112": ("#801650", "#e08bb9"),
    "330109": ("#28a197", "#5fd0c5"),
    "330213": ("#2073bc", "#a9c7ff"),
}
GOLDEN = 0.618033988749895


@lru_cache(maxsize=8192)
def district(adcode: str, dark: bool = False) -> str:
    """Give the colour of a district on a light or a dark ground, as ``#rrggbb``."""
    if adcode in FIXED:
        return FIXED[adcode][dark]
    digits = int("".join(c for c in adcode if c.isdigit()) or "0")
    hue = (digits * GOLDEN) % 1.0
    red, green, blue = colorsys.hls_to_rgb(hue, 0.70 if dark else 0.36, 0.55)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def ink(dark: bool) -> dict[str, str]:
    """Give the colours of text, lines and grounds for the charts."""
    if dark:
        return {
            "text": "#e6ebf0",
            "muted": "#a9b5c0",
            "line": "#55616d",
            "grid": "#2b343d",
            "ground": "#12171d",
        }
    return {"text": "#1b2733", "muted": "#56636f", "line": "#8b98a5", "grid": "#e1e6ea", "ground": "#ffffff"}


LIGHT = {
    "text": "#1b2733", "muted": "#566370", "muted2": "#45515c", "ground": "#ffffff", "soft": "#f3f5f7",
    "line": "#e1e6ea",
    "edge": "#8b98a5", "link": "#12436d", "focus": "#f4a700", "mark": "#fff3bf", "has": "#d9e8f5",
    "has-edge": "#5a86ad",
    "has-good": "#d3ecdf", "has-care": "#f8e8c8", "has-bad": "#f9dcdf",
    "pick": "#12436d", "picktext": "#ffffff", "good": "#0b6a4f", "care": "#8a5300", "bad": "#a3162c",
    "k1": "#2073bc", "k2": "#801650", "k3": "#5d6b78", "k4": "#177a72", "k5": "#b04a10",
}  # fmt: skip
DARK = {
    "text": "#e6ebf0", "muted": "#a9b5c0", "muted2": "#c3ccd5", "ground": "#12171d", "soft": "#1c232b",
    "line": "#2b343d",
    "edge": "#71808e", "link": "#9ccbf0", "focus": "#ffd166", "mark": "#4a4213", "has": "#1f3d57",
    "has-edge": "#7fb5e6",
    "has-good": "#17402f", "has-care": "#46350f", "has-bad": "#4d2129",
    "pick": "#9ccbf0", "picktext": "#0d1116", "good": "#6fd6ab", "care": "#f0b45c", "bad": "#ff98a3",
    "k1": "#7fb5e6", "k2": "#e08bb9", "k3": "#a9b5c0", "k4": "#5fd0c5", "k5": "#ff9c66",
}  # fmt: skip


def properties(dark: bool) -> str:
    """Write the colours of the pages as CSS custom properties."""
    chosen = DARK if dark else LIGHT
    return ":root{" + "".join(f"--hb-{name}:{value};" for name, value in chosen.items()) + "}"
