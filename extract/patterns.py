"""Patterns that few reports ask: they are compiled when one first does.

Of some 500 patterns a report asks half, and to compile those that it does not
ask takes longer than to read it.  Whether a pattern is one of them was
measured on some 100 reports: fewer than a quarter ask it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern")


class Rare:
    """A regular expression that is compiled when it is first asked; asked as those of `re` are.

    Examples:
        >>> Rare("[区县]$").search("临平区") is not None
        True
    """

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]
    pattern: str

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep what is to be compiled."""
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """What is asked first; from then on the compiled pattern's own answers."""
        if name not in _ASKED:
            raise AttributeError(f"a pattern has no {name}")
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _ASKED)
        return self.__dict__[name]
