"""Many at one record: no edit is lost, each loser is told, and none ends in a traceback."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.record.models import Changeset
from tests.curators import Form, examples, filled_in, page, reviewer

WRITERS = 4
SPELL = {"member_actor": "poland", "target_format": "eurocorps", "role": "observer", "standing": "in-force",
         "reason": "A race", "citations-0-source": "report"}  # fmt: skip


@pytest.fixture
def people(own_db: str, static_files: None) -> list[Client]:
    examples()
    clients = []
    for number in range(WRITERS):
        clients.append(Client())
        clients[-1].force_login(reviewer(f"ada{number}", f"Ada {number}"))
    return clients


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    def run(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result() for each in [pool.submit(run, work) for work in works]]


def posting(client: Client, url: str, entries: dict[str, str]) -> Callable[[], Any]:
    return lambda: client.post(url, entries)


ROUNDS = [3, pytest.param(30, marks=pytest.mark.slow)]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_four_who_save_one_record_one_does_and_three_hear_of_it(rounds: int, people: list[Client]) -> None:
    url = page(Actor, "change", Actor.objects.get(slug="poland").pk)
    for turn in range(rounds):
        forms = [
            filled_in(client, url, note=f"Round {turn} of {n}", reason=f"Why {n}") for n, client in enumerate(people)
        ]
        answers = at_once([posting(client, url, form) for client, form in zip(people, forms, strict=True)])
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
        winner = next(n for n, answer in enumerate(answers) if answer.status_code == 302)
        assert Actor.objects.get(slug="poland").note == f"Round {turn} of {winner}"
        number = Changeset.objects.latest("number").number
        for n, answer in enumerate(answers):
            if n != winner:
                shown = Form(answer)
                told = " ".join(shown.errors)
                assert f"changed meanwhile by Ada {winner}, in changeset {number} at" in told
                assert f"(Why {winner})" in told
                assert shown.entries["note"] == f"Round {turn} of {n}"
    assert Changeset.objects.count() == rounds + 1


@pytest.mark.parametrize("rounds", [2, pytest.param(25, marks=pytest.mark.slow)])
def test_of_four_who_add_overlapping_spells_one_does_and_three_get_an_error_of_the_form(
    rounds: int, people: list[Client]
) -> None:
    url = page(Membership, "add")
    for turn in range(rounds):
        first = 1993 + turn
        forms = [
            filled_in(client, url, **SPELL, start_edtf=f"{first}-0{n + 1}", end_edtf=f"{first}-1{n % 3}", ended="on")
            for n, client in enumerate(people)
        ]
        answers = at_once([posting(client, url, form) for client, form in zip(people, forms, strict=True)])
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
        for answer in answers:
            if answer.status_code == 200:
                assert any("already has this role" in error or "Another record" in error or "never used twice" in error
                           for error in Form(answer).errors)  # fmt: skip
        assert Membership.objects.filter(role="observer").count() == turn + 1
