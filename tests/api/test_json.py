"""The JSON of answers is what REST framework would write, byte for byte."""

from datetime import date
from typing import Any

import pytest
from rest_framework.renderers import JSONRenderer

from apps.api.json_renderer import JsonRenderer

VALUES = [
    {"name": "Łódź – “Ghent”", "quoted": 'a "b" \\ c/d', "lines": "a\r\n\tb\0\x1f\x7f"},
    {"separators": "a\u2028b\u2029c", "ends like one": "¨©"},
    {"numbers": [0, -1, 2**53, 0.1, 1234.5678, 0.0001], "nothing": None, "is": [True, False]},
    {"day": date(2026, 5, 31), "before Christ": date(1, 1, 1), "listed": (1, ()), "empty": {}},
    {"emoji": "🇪🇺", "combined": "e\u0301"},
    [],
    None,
]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("media", ["application/json", "application/json; indent=2"])
def test_json_is_written_as_rest_framework_writes_it(value: Any, media: str) -> None:
    assert JsonRenderer().render(value, media) == JSONRenderer().render(value, media)
