"""A server of this program for a while: mixed readers of its pages and of files, and rebuilds beside them.

    python -m benchmarks.soak --minutes 30

One process does what a server does, over and over: opens pages in both
languages, reads added files of every kind, good and hostile, and builds the
data set anew after a report changed.  The table tells its memory as it goes;
memory must not grow by more than a tenth from the end of the first fifth on.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST = 0.10
UPLOADS = (
    "laughs.docx", "zip-bomb.docx", "no-text.pdf", "pdf.txt", "docx.pdf", "deep.html", "bidi.txt",
    "endless-years.txt", "null-bytes.txt", "formula.xlsx", "entities.html", "surrogate-utf16.txt",
)  # fmt: skip


def resident() -> float:
    """The memory this process holds now, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell how much memory a process holds; run it on Linux")


def visit(rng: random.Random) -> None:
    """One reader opens one page."""
    from streamlit.testing.v1 import AppTest

    from dashboard.app import PAGES

    app: Any = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=300)
    app.query_params["lang"] = rng.choice(("zh", "en"))
    app.run()
    page = rng.choice(PAGES)
    if page != "start":
        app.switch_page(f"screens/{page}.py").run()
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception}")


def upload(rng: random.Random, files: dict[str, bytes]) -> None:
    """One reader gives one file, good or hostile."""
    import extract

    name = rng.choice(list(files))
    with contextlib.suppress(extract.ReportError):
        extract.preview(extract.read_bytes(files[name], name))


def rebuild(seeds: Path, data: Path, turn: int) -> None:
    """A report gets another title, and the data set is built anew."""
    import extract

    card = sorted(seeds.glob("*/district.toml"))[turn % 5]
    text = card.read_text(encoding="utf-8")
    head, _, rest = text.partition('note = "')
    card.write_text(text if not rest else f'{head}note = "{turn} {rest}', encoding="utf-8")
    done = extract.build(seeds, data)
    if done.failures:
        raise RuntimeError(done.failures[0].message)


def run(minutes: float, folder: Path) -> tuple[list[tuple[float, int, int, int, float]], list[str]]:
    """Do it for so long; gives a row for each twentieth of the time, and the errors."""
    import hostile

    seeds, data = folder / "seeds", folder / "data"
    shutil.copytree(ROOT / "seeds", seeds)
    os.environ |= {"HENGBI_SEEDS": str(seeds), "HENGBI_DATA": str(data)}
    files = {one.name: one.make() for one in hostile.FILES if one.name in UPLOADS}
    files |= {path.parent.name + ".txt": path.read_bytes() for path in seeds.glob("*/*.txt")}
    rng, errors = random.Random(6), list[str]()
    counts = {"pages": 0, "files": 0, "builds": 0}
    rows: list[tuple[float, int, int, int, float]] = []
    began = time.monotonic()
    rebuild(seeds, data, 0)
    while (passed := (time.monotonic() - began) / 60) < minutes:
        kind = rng.choices(("pages", "files", "builds"), (12, 6, 1))[0]
        counts[kind] += 1
        try:
            if kind == "pages":
                visit(rng)
            elif kind == "files":
                upload(rng, files)
            else:
                rebuild(seeds, data, counts["builds"])
        except Exception as error:  # every error counts, and the soak goes on
            errors.append(f"{kind}: {type(error).__name__}: {error}"[:300])
        if passed >= minutes / 20 * (len(rows) + 1):
            gc.collect()
            rows.append((passed, *counts.values(), resident()))
            _, *done, held = rows[-1]
            print(f"{passed:8.1f}{done[0]:8}{done[1]:8}{done[2]:8}{held:10.0f}", flush=True)
    return rows, errors


def main() -> int:
    """Run it, print the table, and say whether memory grew or anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    minutes = parser.parse_args().minutes
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    print(f"{'minutes':>8}{'pages':>8}{'files':>8}{'builds':>8}{'MB':>10}")
    with tempfile.TemporaryDirectory(prefix="hengbi-soak-") as folder:
        rows, errors = run(minutes, Path(folder))
    settled = rows[len(rows) // 5 :]
    grown = max(row[4] for row in settled) / settled[0][4] - 1
    for error in errors[:10]:
        print(error)
    print(f"memory grew by {grown:.1%} from minute {settled[0][0]:.1f} on; {len(errors)} errors")
    return int(grown > MOST or bool(errors))


if __name__ == "__main__":
    sys.exit(main())
