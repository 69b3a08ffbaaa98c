"""Pages go by slug, at the changeset of the first one."""

import pytest

from tests.api.asking import API, get

pytestmark = pytest.mark.usefixtures("seeded")


def test_pages_forwards_and_back_give_every_row_once_and_in_order() -> None:
    whole = [row["slug"] for row in get("citations/?page_size=500")["results"]]
    assert whole == sorted(whole)
    answer = get("citations/?page_size=70")
    slugs, pages = [row["slug"] for row in answer["results"]], [answer]
    while answer["next"] and len(slugs) < len(whole):
        answer = get(answer["next"].removeprefix(API))
        pages.append(answer)
        slugs += [row["slug"] for row in answer["results"]]
    assert slugs[: len(whole)] == whole
    assert pages[0]["previous"] is None
    back = get(pages[2]["previous"].removeprefix(API))
    assert back["results"] == pages[1]["results"]
    assert get(back["previous"].removeprefix(API))["results"] == pages[0]["results"]


def test_a_cursor_keeps_its_changeset() -> None:
    first = get("citations/?page_size=5&known_at=changeset:1")
    assert get(first["next"].removeprefix(API))["basis"]["changeset"] == 1


def test_an_exact_page_has_no_next() -> None:
    assert get("memberships/?target=e5&page_size=5")["next"] is None
