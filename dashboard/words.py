"""Every word on the screen, from ``text/zh.toml`` and ``text/en.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
NAMES = {"zh": "中文", "en": "English"}
HTML_LANG = {"zh": "zh-CN", "en": "en"}
TEXT = Path(__file__).parent / "text"


@dataclass(frozen=True)
class Words:
    """The words of one language, asked for by dotted key: ``words("compare.title")``."""

    lang: str
    entries: dict[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Give the words of a key, with ``{names}`` filled in; an unknown key is an error."""
        words = self.entries[key]
        return words.format(**values) if values else words

    def known(self, key: str, fallback: str) -> str:
        """Give the words of a key, or the fallback where the key names something of the data."""
        return self.entries.get(key, fallback)

    def unit(self, unit: str | None) -> str:
        """Name a unit of measure; one that no text knows stays as the report has it."""
        return self.entries.get(f"unit.{unit}", unit or "")

    def join(self, parts: list[str]) -> str:
        """String things together as the language lists them."""
        return ("、" if self.lang == "zh" else ", ").join(parts)


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat


def load(lang: str) -> Words:
    """Read the words of a language, once; one that is none gives Chinese."""
    return _load(lang if lang in LANGUAGES else LANGUAGES[0])


@cache
def _load(lang: str) -> Words:
    with (TEXT / f"{lang}.toml").open("rb") as file:
        return Words(lang, _flat(tomllib.load(file)))
