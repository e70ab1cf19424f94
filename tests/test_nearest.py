"""What is offered in place of what is gone."""

from __future__ import annotations

import pytest

from dashboard import nearest

INDICATORS = {"childcare_places": "托位数", "childcare_places_new": "新增托位数", "beds": "床位数"}
CODES = {"330113": "临平区", "330110": "余杭区", "330213": "奉化区"}


@pytest.mark.parametrize(
    ("wanted", "options", "found"),
    [
        ("childcare_place", INDICATORS, ["childcare_places", "childcare_places_new"]),
        ("床位", INDICATORS, ["beds"]),
        ("xyzzy", INDICATORS, []),
        ("330114", CODES, ["330113", "330110"]),
        ("110101", CODES, []),
        ("330113-2019", {"330113-2023": "", "330110-2023": ""}, ["330113-2023"]),
        ("", INDICATORS, []),
    ],
)
def test_the_nearest_come_first_and_what_is_far_is_not_offered(
    wanted: str, options: dict[str, str], found: list[str]
) -> None:
    assert nearest.find(wanted, options)[: len(found) or 1] == found
