"""What the server keeps of Streamlit's own work."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard import server


def test_whether_a_label_begins_with_an_emoji_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import string_util

    found: Any = string_util.extract_leading_emoji
    monkeypatch.setattr(string_util, "extract_leading_emoji", found)  # as it was, after the test
    server.quicken()
    kept: Any = string_util.extract_leading_emoji
    for label in ("床位数", "Beds", "🚑 急救", ""):
        assert kept(label) == found(label)
        assert string_util.extract_leading_icon(label) == kept(label)
    assert kept.cache_info().hits >= 4


def test_the_theme_is_made_once_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import string_util
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime import app_session

    monkeypatch.setattr(string_util, "extract_leading_emoji", string_util.extract_leading_emoji)
    own = app_session._populate_theme_msg
    made: list[str] = []

    def counted(message: CustomThemeConfig, section: str = "theme") -> None:
        made.append(section)
        own(message, section)
        message.primary_color = section

    monkeypatch.setattr(app_session, "_populate_theme_msg", counted)
    server.quicken()
    for section in ("theme", "theme.dark", "theme", "theme.dark"):
        plain, quick = CustomThemeConfig(), CustomThemeConfig()
        own(plain, section)
        app_session._populate_theme_msg(quick, section)
        assert quick.primary_color == section
        quick.primary_color = plain.primary_color
        assert quick == plain
    assert made == ["theme", "theme.dark"]


def test_the_server_tells_of_its_start_and_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from dashboard import logs

    for name, value in (("handlers", []), ("propagate", True), ("level", 0)):
        monkeypatch.setattr(logs.LOGGER, name, value)
    monkeypatch.setattr(server, "quicken", lambda: None)
    monkeypatch.setenv(logs.SETTING, "plain")

    async def live() -> None:
        async with server.lifespan(None):
            pass

    with ThreadPoolExecutor(1) as other:  # after a browser's tests this thread has a loop that runs for good
        other.submit(lambda: asyncio.run(live())).result()
    first, last = capsys.readouterr().err.splitlines()
    assert "server started log=plain" in first and "server stopped sessions=0" in last
