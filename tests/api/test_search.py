"""`q` finds by what things are called, whatever the accents and capitals."""

import pytest
from django.utils.http import urlencode

from apps.chronicle.resources import RESOURCES
from apps.chronicle.search import columns
from tests.api.asking import get, refused, sql

pytestmark = pytest.mark.usefixtures("seeded")


def found(resource: str, words: str, **rest: str) -> list[str]:
    return [row["slug"] for row in get(f"{resource}/?{urlencode({'q': words, **rest})}")["results"]]


@pytest.mark.parametrize("words", ["COPS", "cops", "Ｃops", "security POLITICAL", "psc cops", "çöps"])
def test_a_thing_is_found_by_its_names_and_acronyms_without_accents_and_case(words: str) -> None:
    assert "political-and-security-committee" in found("actors", words)


def test_every_word_must_be_found() -> None:
    assert found("actors", "political nowhere") == []


@pytest.mark.parametrize("words", ["Türkiye", "turkiye", "TU\u0308RKI\u0307YE", "Łódź Straße", "œuvre Ærø ıI"])
def test_words_are_folded_alike_however_they_are_written(words: str) -> None:
    plain = {"Łódź Straße": "lodz strasse", "œuvre Ærø ıI": "oeuvre aero ii"}.get(words, "turkiye")
    assert sql("select eudefence.folded(%s)", words) == [plain]


@pytest.mark.parametrize("name", [name for name, resource in RESOURCES.items() if columns(resource)])
def test_every_resource_that_is_called_something_is_found_by_all_it_is_called(name: str) -> None:
    standing = {"standing": "all"} if RESOURCES[name].standing else {}
    for row in get(f"{name}/?{urlencode({'page_size': 5, **standing})}")["results"]:
        for column in columns(RESOURCES[name]):
            for text in row[column] if isinstance(row[column], list) else [row[column]]:
                assert row["slug"] in found(name, text[:200].upper(), page_size="500", **standing)


def test_searching_goes_with_filters_both_clocks_and_counts() -> None:
    answer = get("memberships/?q=poland&target=eurocorps&valid_at=2021-12-31&known_at=release:paper&count=exact")
    assert answer["count"] == len(answer["results"]) >= 1
    assert get("actors/?q=poland&known_at=changeset:0")["results"] == []


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", ".*", "(", "' or 1=1 --", "\U0001f600", "\u0301", "a " * 100])
def test_words_are_taken_literally(words: str) -> None:
    names = found("actors", words, page_size="500")
    if words in ("%", "_", "\\", ".*", "' or 1=1 --", "\U0001f600"):
        assert names == []


@pytest.mark.parametrize(("words", "says"), [("", "Nothing"), (" ", "Nothing"), ("\0", "Nothing"), ("a" * 201, "201")])
def test_words_that_cannot_be_looked_for_are_refused(words: str, says: str) -> None:
    status, problem = refused(f"actors/?{urlencode({'q': words})}")
    assert (status, problem["errors"][0]["parameter"]) == (400, "q")
    assert says in problem["errors"][0]["detail"]


def test_what_has_no_name_cannot_be_searched() -> None:
    assert refused("citations/?q=poland")[0] == 400
