"""`python -m extract`: build a data set, read files, explain a reading, evaluate."""

from __future__ import annotations

import gc
import sys

from .cli import main

if __name__ == "__main__":
    # A command makes much that stays and little waste: to look for that less often saves 2 % of a start.
    gc.set_threshold(20_000)
    sys.exit(main())
