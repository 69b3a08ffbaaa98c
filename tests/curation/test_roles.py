"""Who may see what in the back office: every address of it, asked by each role with a real login."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from apps.curation.models import SavedFilter, Suggestion
from apps.record.models import Changeset, PendingChangeset, Release, State, Verb
from apps.record.pending.proposing import proposed
from tests.curators import RECORDS, administrator, collected, curator, examples, reviewer

PASSWORD = "a long sentence, easy to type"
MAKE = {"curator": curator, "reviewer": reviewer, "administrator": administrator}
OPEN = {"second_factor", "index", "login", "password_change", "password_change_done", "jsi18n", "app_list"}
CURATION = {"date", "search", "similar", "withdrawn", "import", "import_template", "quality", "duplicates", "merge"}
NAMES = {model: f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
RECORD_NAMES = {NAMES[model] for model in RECORDS}
MAY: dict[str, set[str]] = {
    "curator": RECORD_NAMES
    | {"record_pendingchangeset", "record_changeset", "curation_savedfilter", "curation_suggestion"},
    "administrator": {"auth_user", "auth_group"},
}
MAY["reviewer"] = MAY["curator"] | {"record_release"}
# Nobody: what is recorded is withdrawn, what was published stays, users are deactivated.
NEVER = {"delete"}
READ_ONLY = {
    "record_pendingchangeset": {"add"},
    "record_changeset": {"add"},
    "auth_group": {"add"},
    "curation_suggestion": {"add"},
}


@pytest.fixture(scope="module")
def patterns() -> list[URLPattern]:
    return list(_flat(admin.site.get_urls()))


def _flat(urls: Any) -> Iterator[URLPattern]:
    for each in urls:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from _flat(each.url_patterns)


@pytest.fixture
def rows(db: None, tmp_path: Any) -> Iterator[dict[str, Any]]:
    rows = examples()
    users = {name: make(name, name.title(), PASSWORD) for name, make in MAKE.items()}
    with proposed(user=users["curator"], reason="A note", verb=Verb.CORRECT, state=State.IN_REVIEW):
        RECORDS[0].objects.update(note="Seen.")
    found = {NAMES[model]: row for model, row in rows.items()}
    kept = SavedFilter.objects.create(name="x", address="/admin/", owner=users["curator"], shared=True)
    found |= {
        "record_pendingchangeset": PendingChangeset.objects.get(),
        "record_changeset": Changeset.objects.get(),
        "record_release": Release.objects.create(name="paper", title="The paper", changeset_id=1),
        "auth_user": users["curator"],
        "auth_group": Group.objects.first(),
        "curation_savedfilter": kept,
        "curation_suggestion": Suggestion.objects.create(resource="actors", slug="poland", text="It is Polska."),
    }
    with collected(tmp_path):
        yield found


def address(name: str, rows: dict[str, Any]) -> str:
    """The address of a page, of the example where it is one record's."""
    row = next((rows[prefix] for prefix in rows if name.startswith(f"{prefix}_")), None)
    version = row.history.first().pk if hasattr(row, "history") else None
    for arguments in ((), (row and row.pk,), (row and row.pk, version), ("actors",), (1, 1)):
        try:
            return reverse(f"admin:{name}", args=arguments)
        except NoReverseMatch:
            continue
    raise LookupError(name)


def allowed(role: str, name: str) -> bool:
    prefix = next((each for each in NAMES.values() if name.startswith(f"{each}_")), "")
    if not prefix:
        return name in OPEN or (name in CURATION and role != "administrator")
    action = name.removeprefix(f"{prefix}_")
    if prefix == "curation_savedfilter" and action == "delete":
        return role == "curator"  # its owner's
    return prefix in MAY[role] and action not in NEVER | READ_ONLY.get(prefix, set())


@pytest.mark.parametrize("role", MAKE)
def test_each_role_sees_exactly_its_pages(role: str, rows: dict[str, Any], patterns: list[URLPattern]) -> None:
    browser = Client()
    browser.post("/admin/login/", {"username": role, "password": PASSWORD})
    names = {pattern.name for pattern in patterns if pattern.name} - {"logout", "autocomplete", "view_on_site"}
    assert len(names) > 100
    wrong = {}
    for name in sorted(names):
        seen = browser.get(address(name, rows)).status_code
        if (seen != 403) != allowed(role, name):
            wrong[name] = seen
    assert wrong == {}


def test_without_a_login_every_address_leads_to_the_form(rows: dict[str, Any], patterns: list[URLPattern]) -> None:
    for name in {pattern.name for pattern in patterns if pattern.name} - {"login", "logout", "jsi18n"}:
        answer = Client().get(address(name, rows))
        assert answer.status_code == 302, name
        assert answer.url.startswith("/admin/login/"), name


def test_an_administrator_makes_nobody_more_than_the_groups_do(rows: dict[str, Any]) -> None:
    browser = Client()
    browser.post("/admin/login/", {"username": "administrator", "password": PASSWORD})
    user = User.objects.get(username="curator")
    url = reverse("admin:auth_user_change", args=[user.pk])
    shown = browser.get(url).content.decode()
    assert 'name="is_superuser"' not in shown
    assert 'name="user_permissions"' not in shown
    browser.post(url, {"username": "curator", "is_superuser": "on", "user_permissions": "1"})
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.user_permissions.exists()
