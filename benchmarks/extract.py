"""How fast the reading is, beside its peers in one run: ``python -m benchmarks.extract``.

Processor time is counted, and rounds alternate between the peers, so that a
busy machine changes little and slows all alike; medians of the rounds are
printed, and the ratio to our whole reading.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
if not __package__:
    # Run as a file, Python would look for the package `extract` beside this module of the same name.
    sys.path[0] = str(ROOT)

from benchmarks import accuracy, linear  # noqa: E402
from benchmarks.peers import Peer, all_peers  # noqa: E402


def corpus(chars: int) -> list[str]:
    """The seeds, repeated as documents until they hold so many characters."""
    seeds = [path.read_bytes().decode("utf-8") for path in sorted(ROOT.glob("seeds/*/*.txt"))]
    texts: list[str] = []
    while sum(map(len, texts)) < chars:
        texts += seeds
    return texts


def once(peer: Peer, texts: Sequence[str]) -> float:
    """Characters a second of one core in one round, on the share of the texts that the peer is timed on."""
    part = list(texts[: max(5, round(len(texts) * peer.share))])
    began = time.process_time()
    own = peer.read(part)
    seconds = own if own is not None else time.process_time() - began
    return sum(map(len, part)) / seconds


def ready(peers: Sequence[Peer]) -> list[Peer]:
    """The peers that are installed; says what the others need."""
    found = []
    for peer in peers:
        missing = peer.warm()
        if missing:
            print(f"{peer.name}: {missing}", file=sys.stderr)
        else:
            found.append(peer)
    return found


def print_speed(peers: Sequence[Peer], chars: int, rounds: int) -> None:
    """Print characters a second and the ratio to our whole reading, medians over the rounds."""
    texts = corpus(chars)
    total = sum(map(len, texts))
    paces: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for number in range(rounds + 1):
        for peer in peers:
            pace = once(peer, texts)
            if number:  # the first round warms up
                paces[peer.name].append(pace)
    ours = paces["Hengbi, whole reading"]
    print(f"\n{total:,} characters in {len(texts)} documents; medians of {rounds} rounds after a warm-up")
    print(f"{'':32}{'chars/s':>14}{'to us':>9}{'slowest':>14}{'fastest':>14}  timed on")
    for peer in peers:
        own = paces[peer.name]
        ratio = median(own) / median(ours)
        said = f"{median(own):14,.0f}{ratio:9.3f}{min(own):14,.0f}{max(own):14,.0f}"
        print(f"{peer.name:32}{said}  {peer.share:.0%}")


def print_startup(rounds: int) -> None:
    """Print how long the command that reads one report takes, from its start to its end."""
    report = min(ROOT.glob("seeds/*/2023.txt"))
    command = [sys.executable, "-m", "extract", "read", str(report)]
    times, own = [], []
    for _ in range(rounds + 1):
        began, used = time.perf_counter(), os.times()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
        done = os.times()
        own.append(done.children_user + done.children_system - used.children_user - used.children_system)
    command[-1] = str(report.relative_to(ROOT))
    said = (
        f"{median(times[1:]):.2f} s by the clock, {median(own[1:]):.2f} s of processor, medians of {rounds}"
    )
    print(f"\npython {' '.join(command[1:])}: {said}")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extract", description=__doc__)
    parser.add_argument("--accuracy", action="store_true", help="how often each peer reads a number rightly")
    parser.add_argument("--linear", action="store_true", help="time and memory for 10 and 100 times the text")
    parser.add_argument("--startup", action="store_true", help="how long the command for one report takes")
    parser.add_argument("--chars", type=int, default=400_000, help="how much text to time on")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=linear.SIZES[-1], help="largest size of --linear")
    parser.add_argument("--worker", nargs=2, metavar=("WHAT", "SIZE"), help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure what the command line asks for; without options, speed."""
    asked = arguments()
    if asked.worker:
        print(json.dumps(linear.measure(asked.worker[0], int(asked.worker[1]))))
        return
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    if asked.startup:
        print_startup(9)
    if asked.linear:
        linear.print_table(asked.most)
    if asked.accuracy or not (asked.linear or asked.startup):
        peers = ready(all_peers())
        if asked.accuracy:
            accuracy.print_table([peer for peer in peers if peer.reads])
        else:
            print_speed(peers, asked.chars, asked.rounds)


if __name__ == "__main__":
    main()
