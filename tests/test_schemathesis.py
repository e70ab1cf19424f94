"""What the HTTP interface says of itself is so: requests made from its description, right and wrong."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from board import built
from hypothesis import HealthCheck, Phase, settings
from starlette.types import Receive, Scope, Send

from dashboard.api.beside import Beside


async def _nobody(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError(f"not for the interface: {scope['path']}")


schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", Beside(_nobody))


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HENGBI_DATA", str(built()))


@schema.parametrize()
@settings(
    max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_an_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()
