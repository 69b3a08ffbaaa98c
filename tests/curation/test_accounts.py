"""`manage.py accounts`: two groups that curate and never delete, and two users at first run."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.test import Client

from apps.record.changesets import public_name

pytestmark = pytest.mark.django_db

TRACKED = [model for model in apps.get_models() if hasattr(model, "history")]
GROUPS = ["curator", "reviewer"]


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def accounts(**options: int) -> str:
    said = StringIO()
    call_command("accounts", stdout=said, **options)
    return said.getvalue()


def kept(home: Path) -> dict[str, str]:
    return dict(line.split("\t") for line in (home / "accounts.txt").read_text().splitlines())


def codes(group: str) -> set[str]:
    found = Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
    return {f"{label}.{code}" for label, code in found}


@pytest.mark.parametrize("name", GROUPS)
def test_the_printed_password_opens_the_admin(home: Path, name: str) -> None:
    said = accounts()
    password = kept(home)[name]
    assert password in said
    browser = Client()
    browser.post("/admin/login/", {"username": name, "password": password})
    user = User.objects.get(username=name)
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert (user.is_staff, user.is_superuser, public_name(user)) == (True, False, name.capitalize())
    assert [group.name for group in user.groups.all()] == [name]


def test_only_its_owner_reads_the_file_of_passwords(home: Path) -> None:
    accounts()
    assert (home / "accounts.txt").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == ["accounts.txt"]


@pytest.mark.parametrize("group", GROUPS)
def test_both_groups_add_change_and_view_every_record(home: Path, group: str) -> None:
    accounts(verbosity=0)
    named = [(model._meta.app_label, model._meta.model_name) for model in TRACKED]
    assert {f"{app}.{verb}_{name}" for app, name in named for verb in ("add", "change", "view")} <= codes(group)


def test_reviewers_also_judge_and_name_releases(home: Path) -> None:
    accounts(verbosity=0)
    assert codes("reviewer") - codes("curator") == {"record.review", "record.add_release", "record.view_release"}


def test_administrators_look_after_users_and_nothing_else(home: Path) -> None:
    accounts(verbosity=0)
    assert {code.split(".")[1].split("_")[1] for code in codes("administrator")} == {"user", "profile", "group"}
    assert not any("delete" in code for code in codes("administrator"))


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_deletes(home: Path, group: str) -> None:
    accounts(verbosity=0)
    assert not [code for code in codes(group) if ".delete_" in code]


def test_a_second_run_keeps_passwords_and_says_where_they_are(home: Path) -> None:
    accounts()
    before = kept(home), list(User.objects.values())
    said = accounts()
    assert str(home / "accounts.txt") in said
    assert not [password for password in kept(home).values() if password in said]
    assert (kept(home), list(User.objects.values())) == before


def test_a_second_run_elsewhere_says_that_the_passwords_are_not_here(home: Path) -> None:
    accounts()
    (home / "accounts.txt").unlink()
    assert "where they were made" in accounts()


def test_each_run_brings_the_groups_to_what_records_there_are(home: Path) -> None:
    accounts(verbosity=0)
    group = Group.objects.get(name="curator")
    before = codes("curator")
    group.permissions.remove(Permission.objects.get(codename="add_actor"))
    group.permissions.add(Permission.objects.get(codename="delete_actor"))
    accounts(verbosity=0)
    assert codes("curator") == before


def test_an_account_that_was_removed_does_not_come_back(home: Path) -> None:
    accounts(verbosity=0)
    User.objects.get(username="curator").delete()
    accounts(verbosity=0)
    assert not User.objects.filter(username="curator").exists()


def test_it_can_be_silent(home: Path) -> None:
    assert accounts(verbosity=0) == ""


def test_without_a_place_for_passwords_no_account_is_made(home: Path, settings: Any) -> None:
    settings.HOME = home / "missing"
    with pytest.raises(CommandError, match=r"accounts\.txt cannot be written: No such file"):
        accounts()
    assert not User.objects.exists()
    assert not Group.objects.exists()
