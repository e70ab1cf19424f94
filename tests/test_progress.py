"""What a build says of how far it has come, on a terminal and in a log."""

from __future__ import annotations

import io

import pytest

from extract.printing import width
from extract.progress import Progress, duration


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def build(terminal: bool, reports: int, seconds: float) -> tuple[Progress, Screen]:
    """A build that takes over 1000 reports and reads others, each in so many seconds."""
    clock, screen = Clock(), Screen(terminal)
    progress = Progress(screen, clock)
    progress.step(1000, 10_000, "")
    for number in range(1, reports + 1):
        clock.now += seconds
        progress.failures = 3 * (number > 50)
        progress.step(1000 + number, 10_000, "330113-临平/2023.txt")
    return progress, screen


def test_a_log_gets_a_plain_line_every_half_minute() -> None:
    _, screen = build(terminal=False, reports=100, seconds=0.625)
    assert screen.getvalue().splitlines() == [
        "1,048 of 10,000 reports, 1.6 a second, 1 h 33 min left",
        "1,096 of 10,000 reports, 1.6 a second, 1 h 32 min left, 3 set aside",
    ]


def test_a_terminal_gets_one_line_that_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    progress, screen = build(terminal=True, reports=4, seconds=0.5)
    *_, last = screen.getvalue().split("\r")
    assert screen.getvalue().count("\r") == 4 and "\n" not in screen.getvalue()
    line = last.removesuffix("\x1b[K")
    assert line.startswith("1,004 of 10,000 reports, 2.0 a second, 1 h 14 min left: 330113-")
    assert width(line) < 70
    progress.clear()
    assert screen.getvalue().endswith("\r\x1b[K")
    progress.clear()
    assert screen.getvalue().count("\r") == 5


def test_a_living_line_changes_no_oftener_than_it_can_be_read() -> None:
    _, screen = build(terminal=True, reports=1000, seconds=0.001)
    assert 9 <= screen.getvalue().count("\r") <= 10


def test_a_short_build_leaves_a_log_empty() -> None:
    progress, screen = build(terminal=False, reports=5, seconds=1)
    progress.clear()
    assert not screen.getvalue() and progress.passed == "5 s"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (9e4, "25 h 0 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
