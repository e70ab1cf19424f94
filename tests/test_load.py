"""The benchmark of many readers: frames taken apart, what counts as carried, what a reader knows."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import load, readers
from benchmarks.load import HEAD, Place, Step, carried, line
from benchmarks.readers import BINARY, FailedError, Reader, frame, take


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_a_frame_comes_back_whole_and_only_when_whole(size: int) -> None:
    body = random.Random(size).randbytes(size)
    sent = frame(BINARY, body)
    # A server's frame is the same without the mask, whose bytes are zero here.
    head = bytearray(sent[: len(sent) - size - 4])
    head[1] &= 0x7F
    buffer = bytearray()
    for byte in bytes(head) + body[:-1]:
        assert take(buffer) is None or size == 0
        buffer.append(byte)
    buffer += body[-1:] + b"next"
    assert take(buffer) == (BINARY, body)
    assert buffer == b"next"


def step(number: int, waits: list[float], failures: list[str] | None = None) -> Step:
    return Step(number, 10.0, waits, failures or [], (0.5, 0.25, 0.1))


def test_nineteen_of_twenty_must_be_quick_and_none_may_fail() -> None:
    assert step(10, [0.1] * 99 + [9.0]).well(0.5)
    assert not step(10, [0.1] * 90 + [9.0] * 10).well(0.5)
    assert not step(10, [0.1] * 100, ["no answer"]).well(0.5)
    assert not step(10, []).well(0.5) and step(10, []).p95() == math.inf
    steps = [step(50, [0.1] * 50), step(100, [0.2] * 50), step(150, [0.9] * 50)]
    assert carried(steps, 0.5) == 100
    assert carried(steps[2:], 0.5) == 0


def test_the_table_has_a_cell_for_each_head() -> None:
    cells = step(300, [0.1] * 98 + [0.25, 0.5]).cells()
    assert cells == ["300", "10.0", "100", "100", "500", "0", "5.0", "2.5", "1.0"]
    assert len(line(cells)) == len(line(list(HEAD)))
    assert step(10, []).cells()[2] == "inf"


def test_the_same_readers_come_again_each_with_a_number_of_their_own() -> None:
    place = Place("here", "http://127.0.0.1:1", "/compare", "-indicator", {})
    cookies = [place.reader(number).cookie for number in range(50)]
    assert cookies == [place.reader(number).cookie for number in range(50)]
    assert max(Counter(cookies).values()) == 1 and all(len(cookie) == 32 for cookie in cookies)


def heard(*messages: ForwardMsg) -> Reader:
    reader = Reader("http://127.0.0.1:1", "/compare", "-indicator", "0" * 32, random.Random(1))
    reader._done = _Awaited()  # type: ignore[assignment]
    for message in messages:
        reader.hear(message.SerializeToString())
    return reader


class _Awaited:
    """As much of a future as a reader needs."""

    result: object = None

    def done(self) -> bool:
        return self.result is not None

    def set_result(self, result: object) -> None:
        self.result = result

    set_exception = set_result


def chart() -> ForwardMsg:
    message = ForwardMsg(hash="c")
    message.delta.new_element.plotly_chart.spec = "{}"
    return message


def test_a_page_that_ends_with_a_chart_is_a_success_and_without_one_a_failure() -> None:
    end = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert isinstance(heard(chart(), end)._done.result, float)  # type: ignore[union-attr]
    assert isinstance(heard(end)._done.result, FailedError)  # type: ignore[union-attr]
    bad = ForwardMsg(script_finished=ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
    assert isinstance(heard(chart(), bad)._done.result, FailedError)  # type: ignore[union-attr]


def test_the_choice_of_indicators_is_found_and_no_other() -> None:
    other, ours = ForwardMsg(), ForwardMsg()
    other.delta.new_element.selectbox.id = "$$ID-1-domain"
    ours.delta.new_element.selectbox.id = "$$ID-2-indicator"
    ours.delta.new_element.selectbox.options.extend(["床位", "医生"])
    ours.delta.fragment_id = "f"
    reader = heard(ours, other)
    assert (reader.box, reader.options, reader.fragment) == ("$$ID-2-indicator", ["床位", "医生"], "f")


def test_a_server_that_is_not_there_is_a_failure() -> None:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as other:
        place = Place("nowhere", "http://127.0.0.1:9", "/compare", "", {})
        told: list[tuple[float, float, str]] = []
        assert other.submit(lambda: asyncio.run(load._enter(place, range(2), told))).result() == []
    assert len(told) == 2 and all(failure.startswith("on entering") for _, _, failure in told)
    assert readers.PATIENCE > 5
