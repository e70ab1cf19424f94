"""The command line: what is asked for, and what is printed where.

Results go to standard output, what went wrong to standard error, one line
each.  Exit codes: 0 done, 1 some report failed (the others are done), 2
wrong usage.  Each command imports what it needs when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from .exports import FORMATS
from .model import Document, HengbiError, Mention

if TYPE_CHECKING:
    from .building import Outcome, Summary
    from .engines import Engine
    from .progress import Progress

DONE, FAILED, USAGE = 0, 1, 2
_MANY = 100  # reports from which a build prints no line a report
_Answer = TypeVar("_Answer")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words of the command line, without the program's name.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except HengbiError as error:
        _say(str(error))
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract", description="Comparable indicators from district health reports."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="read all reports of a folder into a data set")
    build.add_argument(
        "--seeds", default="seeds", metavar="FOLDER", help="the folder of the districts (seeds)"
    )
    build.add_argument("--out", default="data", metavar="FOLDER", help="the folder of the data set (data)")
    build.add_argument("--full", action="store_true", help="read every report anew, not only what changed")
    build.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read (as many as there are processors)"
    )
    build.add_argument(
        "--engine", choices=("processes", "dask"), default="processes", help="what reads (processes)"
    )
    build.add_argument(
        "--scheduler", metavar="ADDRESS", help="of a Dask cluster, as tcp://host:8786 (one is started here)"
    )
    build.add_argument(
        "--seconds", type=_count, metavar="S", default=120, help="what takes longer is left out (120)"
    )
    build.add_argument(
        "--memory", type=_count, metavar="MB", default=2048, help="what needs more is left out (2048)"
    )
    build.set_defaults(run=_build)
    export = commands.add_parser("export", help="write the data set in a format that other programs read")
    export.add_argument("--format", required=True, choices=FORMATS, help="what to write")
    export.add_argument(
        "--out", required=True, metavar="PLACE", help="a folder, or a file that ends in .zip; replaced whole"
    )
    export.add_argument("--data", default="data", metavar="FOLDER", help="the folder of the data set (data)")
    export.set_defaults(run=_export)
    read = commands.add_parser("read", help="print every number of files, one record each")
    read.add_argument("files", nargs="+", metavar="FILE", help="a report; - is standard input")
    read.add_argument("--format", choices=("jsonl", "csv", "table"), default="jsonl", help="(jsonl)")
    _add_context(read)
    read.set_defaults(run=_read)
    explain = commands.add_parser("explain", help="say how the numbers of a file were read")
    explain.add_argument("file", metavar="FILE", help="a report; - is standard input")
    explain.add_argument(
        "--at", type=_offset, metavar="OFFSET", help="only the number at this character, from 0"
    )
    _add_context(explain)
    explain.set_defaults(run=_explain)
    evaluate = commands.add_parser("evaluate", help="score against the annotated reports")
    evaluate.add_argument("sets", nargs="*", metavar="SET", help="seeds, more (both)")
    evaluate.add_argument(
        "--errors", type=_offset, default=0, metavar="N", help="list so many faults a set (0)"
    )
    evaluate.set_defaults(run=_evaluate)
    return parser


def _add_context(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--area", type=_area, metavar="CODE", help="code of the area reported on (from the text)"
    )
    parser.add_argument("--year", type=_year, metavar="YEAR", help="the year reported on (from the text)")


def _area(words: str) -> str:
    from .areas import get

    if get(words) is None:
        raise argparse.ArgumentTypeError(
            f"“{words}” is no code of areas.csv; give six digits, as 330113 for Linping"
        )
    return words


def _year(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 1949 <= int(words) <= 2100):
        raise argparse.ArgumentTypeError(f"“{words}” is no year; give four digits, 1949 to 2100")
    return int(words)


def _offset(words: str) -> int:
    if not (words.isascii() and words.isdigit()):
        raise argparse.ArgumentTypeError(f"“{words}” is no count of characters; give a whole number from 0")
    return int(words)


def _count(words: str) -> int:
    number = _offset(words)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1 is needed")
    return number


def _say(line: str) -> None:
    """One line on standard error."""
    from .printing import seen

    sys.stdout.flush()
    print(seen(" ".join(line.split())), file=sys.stderr, flush=True)


def _document(file: str) -> Document:
    from .readers import LIMIT, read, read_bytes

    # Standard input may have no end: no more is taken than is needed to refuse it.
    return read_bytes(sys.stdin.buffer.read(LIMIT + 1), "-") if file == "-" else read(file)


def _guarded(file: str, ask: Callable[[Document], _Answer]) -> _Answer | None:
    """What is asked of a file, or None with one line said of why there is no answer."""
    try:
        return ask(_document(file))
    except HengbiError as error:
        _say(str(error))
    except Exception as error:  # one file must never take the others down with it
        _say(
            f"{file}: reading failed ({type(error).__name__}: {error}); "
            "this is a defect of the rules, please report it"
        )
    return None


def _read(chosen: argparse.Namespace) -> int:
    from .linking.observe import read_mentions
    from .printing import printer

    def ask(document: Document) -> list[Mention]:
        return read_mentions(document, chosen.area, chosen.year)

    show = printer(chosen.format, sys.stdout)
    code = DONE
    for file in chosen.files:
        mentions = _guarded(file, ask)
        if mentions is None:
            code = FAILED
        else:
            show(mentions)
    return code


def _explain(chosen: argparse.Namespace) -> int:
    from .explaining import explain
    from .printing import seen

    accounts = _guarded(chosen.file, lambda document: explain(document, chosen.at, chosen.area, chosen.year))
    if accounts is None:
        return FAILED
    if not accounts:
        at = "" if chosen.at is None else f" at or near character {chosen.at}"
        _say(f"{chosen.file}: there is no number{at}; python -m extract read {chosen.file} lists them all.")
        return FAILED
    print(seen("\n\n".join(map(str, accounts))))
    return DONE


def _evaluate(chosen: argparse.Namespace) -> int:
    from .evaluating import SETS, evaluate

    unknown = sorted(set(chosen.sets) - set(SETS))
    if unknown:
        _say(f"there is no set {', '.join(unknown)}; the sets are {', '.join(SETS)}")
        return USAGE
    for name in chosen.sets or SETS:
        scores = evaluate(name, chosen.errors)
        print(f"== {name}\n{scores.printed}{scores.errors}", end="", flush=True)
    return DONE


def _build(chosen: argparse.Namespace) -> int:
    from .building import Options, build
    from .progress import Progress

    if chosen.scheduler and (chosen.engine != "dask" or chosen.workers):
        _say("--scheduler names a Dask cluster: add --engine dask, and no --workers, as it has its own")
        return USAGE
    shown = Progress(sys.stderr)
    try:
        options = Options(full=chosen.full, tell=partial(_tell, shown), engine=_engine(chosen))
        summary = build(chosen.seeds, chosen.out, shown.step, options)
    finally:
        shown.clear()
    if shown.reports > _MANY:
        print(_summary(summary, shown))
    return FAILED if summary.failures else DONE


def _export(chosen: argparse.Namespace) -> int:
    from .exports.publish import export
    from .storage.opening import open_dataset

    with open_dataset(chosen.data) as data:
        print(f"{export(data, chosen.format, chosen.out)}: {FORMATS[chosen.format]}, data set {data.version}")
    return DONE


def _tell(shown: Progress, outcome: Outcome) -> None:
    """A line for a report, unless there are many: what was found in it, or why it was set aside."""
    if outcome.failure:
        shown.failures += 1
        shown.clear()
        _say(outcome.failure.message)
    elif shown.reports <= _MANY:
        shown.clear()
        counts = f"{outcome.mentions} mentions, {outcome.observations} observations, {outcome.issues} issues"
        print(f"{outcome.report_id}: {counts}{' (unchanged)' if outcome.kept else ''}", flush=True)


def _summary(summary: Summary, shown: Progress) -> str:
    kept = sum(outcome.kept for outcome in summary.outcomes)
    read = len(summary.outcomes) - kept - len(summary.failures)
    counts = f"{read:,} reports read, {kept:,} unchanged, {len(summary.failures):,} set aside"
    return f"{counts}, in {shown.passed}"


def _engine(chosen: argparse.Namespace) -> Engine:
    from .engines import Limits

    limits = Limits(chosen.seconds, chosen.memory)
    if chosen.engine == "dask":
        from .engines.cluster import dask

        return dask(chosen.scheduler, chosen.workers, limits)
    from .engines.local import processes

    return processes(chosen.workers, limits)
