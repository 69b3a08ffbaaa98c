"""Known time over HTTP: dates lead to answers that stay (RFC 7089), versions to one another (RFC 5829)."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date

from apps.actors.models import Actor
from apps.record.actions import publish
from apps.record.models import Verb
from tests.api.asking import API, get, refused, sql
from tests.databases import clone

TRAVELLING = ["actors/poland/", "memberships/?target=e5&valid_at=2026-06-01", "matrix/?valid_at=2026-06-01", "sources/"]


@pytest.fixture
def renamed(seeded: str) -> Iterator[int]:
    """The second of two changesets in which Poland was renamed."""
    with clone(f"{seeded}_memento"):
        numbers = []
        for name in ("Republic of Poland", "Rzeczpospolita Polska"):
            poland = Actor.objects.get(slug="poland")
            poland.name = name
            numbers.append(publish(rows=[poland], reason="Its name", verb=Verb.CORRECT, author="A. Curator"))
        assert numbers[-1]
        yield numbers[-1]


def ask(address: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost"} | headers).get(API + address)


def links(response: Any) -> dict[str, str]:
    found = re.findall(r'<([^>]*)>; rel="([^"]*)"', response["Link"])
    return {relation: address for address, relations in found for relation in relations.split()}


def newest() -> int:
    return int(sql("select max(number) from eudefence.changeset")[0])


def instant(number: int) -> datetime:
    return datetime.fromisoformat(get(f"changesets/{number}/")["instant"])


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", TRAVELLING)
def test_a_date_leads_to_the_answer_known_then(address: str) -> None:
    for moment, number in [(datetime(1999, 1, 1, tzinfo=UTC), 1), (instant(newest()) + timedelta(days=900), newest())]:
        response = ask(address, **{"accept-datetime": http_date(moment.timestamp())})
        assert (response.status_code, response["Cache-Control"]) == (302, "no-cache")
        assert "Accept-Datetime" in response["Vary"]
        there = ask(response["Location"].removeprefix(API))
        assert there["Eudefence-Changeset"] == str(number)
        assert there["Memento-Datetime"] == http_date(instant(number).timestamp())
        assert links(there)["original"] == links(there)["timegate"] == links(response)["original"]
        assert links(there)["original"].replace("%2C", ",") == API + address


@pytest.mark.usefixtures("seeded")
def test_an_address_with_a_known_time_of_its_own_or_none_at_all_heeds_no_date() -> None:
    old = {"accept-datetime": "Thu, 01 Jan 2004 00:00:00 GMT"}
    for address in ("actors/poland/?known_at=changeset:2", "changes/", "changesets/", "diff/?known_from=changeset:1"):
        assert ask(address, **old).status_code == 200
    assert refused("diff/?known_from=changeset:1&known_at=changeset:1")[1]["errors"][0]["parameter"] == "known_at"


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("text", ["yesterday", "", "2026-05-31T12:00:00Z", "Thu, 99 May 2026 12:00:00 GMT"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    response = ask("actors/", **{"accept-datetime": text})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "Accept-Datetime"


@pytest.mark.usefixtures("seeded")
def test_every_answer_names_the_one_that_stays() -> None:
    for address in TRAVELLING:
        now = ask(address)
        assert "Memento-Datetime" not in now
        memento = ask(links(now)["memento"].removeprefix(API))
        assert {**now.json(), "next": 0, "previous": 0} == {**memento.json(), "next": 0, "previous": 0}
        assert "immutable" in memento["Cache-Control"]


def test_an_instant_is_kept_for_ever_only_once_a_later_changeset_is_committed(renamed: int) -> None:
    def at(number: int) -> Any:
        return ask(f"actors/poland/?known_at={get(f'changesets/{number}/')['instant']}")

    assert "immutable" in at(renamed - 1)["Cache-Control"]
    assert at(renamed)["Cache-Control"] == "public, no-cache"
    assert (at(renamed - 1).json()["name"], at(renamed).json()["name"]) == (
        "Republic of Poland", "Rzeczpospolita Polska",
    )  # fmt: skip
    assert at(renamed)["Memento-Datetime"]


def versions() -> list[int]:
    """The changesets in which Poland was written, as its history has them."""
    return list(Actor.history.filter(slug="poland").order_by("opened").values_list("opened", flat=True))


def test_versions_lead_to_one_another(renamed: int) -> None:
    assert versions()[-2:] == [renamed - 1, renamed]
    oldest = links(ask("actors/poland/?known_at=changeset:1&valid_at=2020-01-01"))
    assert oldest["latest-version"] == f"{API}actors/poland/?valid_at=2020-01-01"
    assert oldest["successor-version"] == f"{API}actors/poland/?valid_at=2020-01-01&known_at=changeset:{versions()[1]}"
    assert "predecessor-version" not in oldest
    newest = links(ask("actors/poland/"))
    assert newest["predecessor-version"] == f"{API}actors/poland/?known_at=changeset:{renamed - 1}"
    assert "successor-version" not in newest
    history = ask(newest["version-history"].removeprefix(API))
    assert [each["url"] for each in history.json()["results"]] == [
        f"{API}actors/poland/?known_at=changeset:{n}" for n in versions()
    ]
    assert links(history)["latest-version"] == f"{API}actors/poland/"
    assert history.json()["results"][1]["predecessor-version"] == history.json()["results"][0]["url"]


def test_a_time_map_lists_the_mementos_with_their_dates(renamed: int) -> None:
    there = links(ask("actors/poland/"))["timemap"]
    response = ask(there.removeprefix(API))
    assert response["Content-Type"].startswith("application/link-format")
    lines = response.content.decode().split(",\n")
    assert lines[0] == f'<{API}actors/poland/>; rel="original timegate"'
    for line, number in zip(lines[1:], versions(), strict=True):
        date = http_date(instant(number).timestamp())
        assert line.strip() == f'<{API}actors/poland/?known_at=changeset:{number}>; rel="memento"; datetime="{date}"'
        assert ask(f"actors/poland/?known_at=changeset:{number}")["Memento-Datetime"] == date


@pytest.mark.usefixtures("seeded")
def test_pages_name_those_beside_them_in_their_headers() -> None:
    first = ask("citations/?page_size=50")
    assert links(first)["next"] == first.json()["next"]
    assert "prev" not in links(first)
    second = ask(links(first)["next"].removeprefix(API))
    assert links(second)["prev"] == second.json()["previous"]
    assert "immutable" in second["Cache-Control"]  # a cursor carries its changeset


@pytest.mark.usefixtures("seeded")
def test_what_did_not_change_since_a_date_is_not_sent_again() -> None:
    response = ask("formats/")
    assert response["Last-Modified"] == http_date(instant(newest()).timestamp())
    assert ask("formats/", **{"if-modified-since": response["Last-Modified"]}).status_code == 304
    before = http_date(instant(newest()).timestamp() - 1)
    assert ask("formats/", **{"if-modified-since": before}).status_code == 200
    assert ask("formats/", **{"if-modified-since": "soon"}).status_code == 200
    both = {"if-modified-since": response["Last-Modified"], "if-none-match": '"another"'}
    assert ask("formats/", **both).status_code == 200


def test_two_changesets_within_one_second_never_share_a_date(renamed: int) -> None:
    """Until the second is over nobody is given its date; from then on it means the last changeset within it."""
    response = ask("actors/poland/")
    if "Last-Modified" not in response:
        time.sleep(1.1)
        response = ask("actors/poland/")
    assert response["Last-Modified"] == http_date(instant(renamed).timestamp())
    poland = Actor.objects.get(slug="poland")
    poland.name = "Poland"
    publish(rows=[poland], reason="Back", verb=Verb.CORRECT, author="A. Curator")
    assert ask("actors/poland/", **{"if-modified-since": response["Last-Modified"]}).status_code == 200
