"""Naming a changeset, so that a paper can cite it."""

import logging

from django.core.exceptions import ValidationError
from django.db import connection

from apps.record.models import Changeset, Release

log = logging.getLogger(__name__)


class NotNamed(ValueError):
    """A changeset that cannot have this name; the sentence says why."""


def named(name: str, changeset: int | None = None, title: str = "") -> tuple[Release, bool]:
    """The release NAME, and whether it was named now: CHANGESET, else the newest. Raises NotNamed."""
    found = Release.objects.select_related("changeset").filter(name=name).first()
    if found is None:
        return _name(name, changeset, title), True
    if changeset not in (None, found.changeset_id):
        raise NotNamed(
            f"Release {name} names changeset {found.changeset_id} for ever, not {changeset}. Choose another name."
        )
    if title and title != found.title:
        raise NotNamed(f"Release {name} has the title “{found.title}” for ever. Leave --title out.")
    return found, False


def database_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select session_user")
        return str(cursor.fetchone()[0])


def _name(name: str, number: int | None, title: str) -> Release:
    newest = Changeset.objects.order_by("number").last()
    if newest is None:
        raise NotNamed("Nothing is recorded yet, so there is no changeset to name.")
    changeset = newest if number is None else Changeset.objects.filter(number=number).first()
    if changeset is None:
        raise NotNamed(f"There is no changeset {number}; the newest is {newest.number}.")
    release = Release(name=name, changeset=changeset, title=title or f"The European defence architecture, {name}")
    try:
        release.full_clean()
    except ValidationError as error:
        raise NotNamed(f"A release cannot be named “{name}”: {' '.join(error.messages)}") from error
    release.save()
    log.info("changeset %s was named release %s by database user %s", changeset.number, name, database_user())
    return release
