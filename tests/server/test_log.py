"""Whoever runs the site can read what went wrong."""

import io
import logging
from typing import Any

from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path


def broken(request: Any) -> Any:
    raise RuntimeError("the lamp has gone out")


def away(request: Any) -> Any:
    return HttpResponse(status=503)


urlpatterns = [path("broken/", broken), path("away/", away)]


@override_settings(ROOT_URLCONF=__name__)
def test_what_goes_wrong_is_told_with_its_traceback_and_what_is_not_there_or_away_is_not() -> None:
    told = io.StringIO()
    handler: Any = logging.getLogger("django").handlers[0]
    before = handler.setStream(told)
    try:
        browser = Client(raise_request_exception=False, headers={"host": "localhost"})
        assert browser.get("/broken/").status_code == 500
        assert browser.get("/nowhere/").status_code == 404
        assert browser.get("/away/").status_code == 503
    finally:
        handler.setStream(before)
    assert "RuntimeError: the lamp has gone out" in told.getvalue()
    assert "Traceback" in told.getvalue()
    assert "nowhere" not in told.getvalue()
    assert "away" not in told.getvalue()
