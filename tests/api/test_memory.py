"""What an answer took is free once it is given: the next one finds the same memory, still near the processor."""

import gc
from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler

from apps.api import exports
from tests.api.asking import API
from tests.api.test_query_counts import templates, written_out
from tests.cache.asking import ask

STREAMED = (".csv", ".ndjson")  # made while they are read: there is little to leave
REFUSED = ("nowhere/", "formats/?nothing=1")


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Only what nobody holds any more is freed; what is there already is not looked at."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("seeded", "no_collector")
def test_no_answer_is_left_for_the_collector() -> None:
    django, whole = WSGIHandler(), [each for each in templates() if not any(form in each for form in STREAMED)]
    for address in (*map(written_out, whole), *REFUSED):
        ask(django, API + address)  # what is found out once is kept
        gc.collect()
        ask(django, API + address)
        assert gc.collect() == 0, address


@pytest.mark.usefixtures("seeded", "no_collector")
@pytest.mark.parametrize("form", STREAMED)
def test_a_whole_set_that_is_refused_gives_its_place_back_at_once(form: str) -> None:
    django = WSGIHandler()
    for _ in range(exports.MOST_AT_ONCE + 1):
        assert ask(django, f"{API}memberships{form}?actor=polnad").status == "400 Bad Request"
