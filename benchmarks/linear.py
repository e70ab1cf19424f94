"""Whether ten times the text takes ten times as long, and how much memory that needs.

Every size is read in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (400_000, 4_000_000, 40_000_000)


def measure(what: str, size: int) -> dict[str, float]:
    """Read ``size`` characters: the seeds again and again (`documents`), or as one text (`one`)."""
    from extract.linking.observe import read_mentions
    from extract.model import Document

    texts = [path.read_bytes().decode("utf-8") for path in sorted(ROOT.glob("seeds/*/*.txt"))]
    for text in texts:
        read_mentions(Document("text.txt", text))
    whole = "\n".join(texts) + "\n"
    one = whole * (size // len(whole) + 1) if what == "one" else ""
    before = _peak()
    began, done, found = time.process_time(), 0, 0
    if what == "one":
        found = len(read_mentions(Document("text.txt", one[:size])))
        done = size
    while done < size:
        for text in texts:
            found += len(read_mentions(Document("text.txt", text)))
            done += len(text)
    seconds = time.process_time() - began
    return {"chars": done, "seconds": seconds, "mentions": found, "before": before, "peak": _peak()}


def _peak() -> float:
    """The most memory this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def print_table(most: int) -> None:
    """Print time and memory for each size, as documents and as one long text."""
    for what, title in (("documents", "documents of a report's length"), ("one", "one long text")):
        print(f"\n{title:32}{'seconds':>9}{'chars/s':>10}{'times':>7}{'MB before':>11}{'MB peak':>9}")
        last = 0.0
        for size in SIZES:
            if size > most:
                continue
            command = [sys.executable, "-m", "benchmarks.extract", "--worker", what, str(size)]
            answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            got = json.loads(answer.stdout.splitlines()[-1])
            pace = got["seconds"] / got["chars"]
            times = f"{10 * pace / last:.1f}" if last else ""
            last = pace
            print(
                f"{int(got['chars']):32,}{got['seconds']:9.1f}{1 / pace:10,.0f}{times:>7}"
                f"{got['before']:11.0f}{got['peak']:9.0f}",
                flush=True,
            )
