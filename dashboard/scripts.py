"""The scripts that pages bring along, one text for each language.

They are all that a browser may run beside Streamlit's own files: the server
names their hashes in its policy (``dashboard/guard.py``), so a script from
anywhere else, a report or an address, stays a text.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from dashboard import words

HERE = Path(__file__).parent


@cache
def frame(lang: str) -> str:
    """Give the script of every page: links, copying, saving pictures, printing."""
    w = words.load(lang)
    labels = {key: w(f"share.{key}") for key in ("copied", "failed", "close")}
    return _filled("frame.js", "__LABELS__", {"lang": words.HTML_LANG[lang], **labels})


@cache
def uploader(lang: str) -> str:
    """Give the script that puts the field for files into the reader's language."""
    w = words.load(lang)
    return _filled("uploader.js", "__WORDS__", {"browse": w("add.browse"), "drop": w("add.drop")})


def every() -> list[str]:
    """Give all scripts in all languages."""
    return [make(lang) for make in (frame, uploader) for lang in words.LANGUAGES]


def _filled(file: str, place: str, said: dict[str, str]) -> str:
    return (HERE / file).read_text(encoding="utf-8").replace(place, json.dumps(said))
