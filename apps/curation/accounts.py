"""The groups of the back office, and one curator and one reviewer at first run."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet

from apps.record.models import Changeset, PendingChangeset, Profile, Release, Versioned

CURATOR, REVIEWER, ADMINISTRATOR = "curator", "reviewer", "administrator"
FIRST_USERS = (CURATOR, REVIEWER)


def permissions() -> dict[str, QuerySet[Permission]]:
    """What each group may do; nobody deletes anything. What a curator adds and changes waits for a reviewer."""
    records = [model for model in apps.get_models() if issubclass(model, Versioned)]
    curate = _permissions(records, "add", "change", "view") | _permissions([Changeset, PendingChangeset], "view")
    review = Permission.objects.filter(content_type__app_label="record", codename="review")
    return {
        CURATOR: curate,
        REVIEWER: curate | review | _permissions([Release], "add", "view"),
        ADMINISTRATOR: _permissions([User, Profile], "add", "change", "view") | _permissions([Group], "view"),
    }


def ensure(file: Path) -> dict[str, str]:
    """Have the groups stand with today's permissions; the passwords of the users made now, kept in FILE.

    A group that is new gets a user of its name. One that stands gets none, whatever became of its user: an
    account that a person removed does not come back. Raises OSError if FILE cannot be written, with nothing made.
    """
    passwords = {}
    with transaction.atomic():
        for name, allowed in permissions().items():
            group, is_new = Group.objects.get_or_create(name=name)
            group.permissions.set(allowed)
            if name in FIRST_USERS and is_new and not User.objects.filter(username=name).exists():
                passwords[name] = _make_user(name, group)
        if passwords:
            _write_private(
                file, "".join(f"{name}\t{password}\n" for name, password in (_kept(file) | passwords).items())
            )
    return passwords


def _permissions(models: Iterable[type[Model]], *actions: str) -> QuerySet[Permission]:
    kinds = ContentType.objects.get_for_models(*models).values()
    return Permission.objects.filter(content_type__in=kinds, codename__regex=f"^({'|'.join(actions)})_")


def _make_user(name: str, group: Group) -> str:
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.add(group)
    Profile.objects.create(user=user, display_name=name.capitalize())
    return password


def _kept(file: Path) -> dict[str, str]:
    lines = file.read_text().splitlines() if file.exists() else []
    return dict(line.split("\t", 1) for line in lines)


def _write_private(file: Path, text: str) -> None:
    """Write a file that is whole or absent, and that only its owner reads."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    draft.rename(file)
