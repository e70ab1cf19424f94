"""What this is, and the comparisons that really compare."""

from __future__ import annotations

from dashboard import frame

here = frame.page("start")
