"""Taking the cache away changes no answer."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.api.asking import API
from tests.api.test_query_counts import templates, written_out
from tests.cache.asking import Counted, Said, ask, cached, settle
from tests.explorer.addresses import PAGES, form_of

REFUSED = [
    "/api/v1/nowhere/",
    "/api/v1/formats/nowhere/",
    "/api/v1/formats/?nothing=1",
    "/nowhere",
    "/formats/nowhere/",
]
ASIDE = ["/releases/", "/static/admin/css/base.css", "/api/docs/"]


def addresses() -> Iterator[str]:
    """Every address there is, by the lists that its own tests keep whole."""
    yield API
    yield from (API + written_out(template) for template in templates())
    for page in PAGES.values():
        yield page
        yield form_of(page, "json")
    yield from REFUSED
    yield from ASIDE


@pytest.mark.usefixtures("seeded")
def test_every_address_answers_with_and_without_the_cache_alike() -> None:
    kept, django = 0, Counted()
    settle()
    with cached(django) as cache:
        for address in addresses():
            without, made = ask(django, address), ask(cache, address)
            before = len(django.asked)
            packed = ask(cache, address, HTTP_ACCEPT_ENCODING="br, gzip;q=0.5")
            kept += len(django.asked) == before
            assert without.plain == made.plain == packed.plain, address
            if "Eudefence-Changeset" not in made.headers:
                continue
            for tag in filter(None, (made.headers.get("ETag"), packed.headers.get("ETag"))):
                assert unchanged(ask(cache, address, HTTP_IF_NONE_MATCH=tag)) == unchanged(made), address
    assert kept > 100


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ["/api/v1/formats/", "/api/v1/formats/eurocorps/", "/api/v1/formats.csv"])
def test_whoever_has_an_answer_is_told_so_with_and_without_the_cache_alike(address: str) -> None:
    django = Counted()
    with cached(django) as cache:
        first = ask(cache, address)
        tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
        without = ask(django, address, HTTP_IF_NONE_MATCH=tag)
        for asked in (tag, f'"another", W/{tag}', "*"):
            assert unchanged(ask(cache, address, HTTP_IF_NONE_MATCH=asked)) == unchanged(without)
        assert unchanged(ask(cache, address, HTTP_IF_MODIFIED_SINCE=changed)) == unchanged(without)
        other = {"HTTP_IF_NONE_MATCH": '"another"', "HTTP_IF_MODIFIED_SINCE": changed}
        for headers in (other, {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 2015 00:00:00 GMT"}):
            assert ask(cache, address, **headers).status == ask(django, address, **headers).status == "200 OK"


@pytest.mark.usefixtures("seeded")
def test_a_head_is_the_answer_without_its_body() -> None:
    address = reverse("memberships-list")
    with cached(Counted()) as cache:
        whole = ask(cache, address)
        head = ask(cache, address, method="HEAD")
    assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")


@pytest.mark.usefixtures("seeded")
def test_what_may_be_anybodys_own_is_left_to_django() -> None:
    django = Counted()
    with cached(django) as cache:
        for headers in (
            {"HTTP_COOKIE": "theme=dark"},
            {"HTTP_AUTHORIZATION": "Basic x"},
            {"HTTP_ACCEPT_DATETIME": "x"},
        ):
            ask(cache, "/api/v1/formats/")
            before = len(django.asked)
            ask(cache, "/api/v1/formats/", **headers)
            ask(cache, "/admin/login/")
            assert django.asked[before:] == ["/api/v1/formats/", "/admin/login/"]


def unchanged(said: Said) -> tuple[dict[str, str], bytes]:
    """What a 304 has to say: nothing of the content, nor of where else it leads."""
    content = ("Content-Type", "Content-Length", "Content-Disposition", "Link")
    plain = said.plain
    assert said.status == "304 Not Modified" or plain.body
    is_whole = said.status == "200 OK"
    return {name: text for name, text in plain.headers.items() if name not in content}, b"" if is_whole else plain.body
