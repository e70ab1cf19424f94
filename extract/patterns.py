"""Regular expressions that are compiled when they are first asked.

There are some 500, of which a report asks half; to compile those that it does
not ask takes longer than to read it.  The few that every number or sentence
asks are `re.compile`'s own, whose calls cost a little less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class Pattern:
    """A regular expression, asked as those of `re` are, and compiled when it first is.

    Examples:
        >>> Pattern("[区县]$").search("临平区") is not None
        True
    """

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep what is to be compiled."""
        self.pattern, self._flags = pattern, flags
        # Attributes, not `__getattr__`, which would slow each later call.
        self.__dict__.update((name, partial(self._first, name)) for name in _ASKED)

    def _first(self, name: str, *asked: Any, **named: Any) -> Any:
        """Compile and answer; from then on the compiled pattern's own methods stand here."""
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _ASKED)
        return getattr(compiled, name)(*asked, **named)
