"""The changesets that folders became, and the releases that name them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q

from apps.curation.seeding.folders import HEADER, Folder
from apps.curation.seeding.rows import Refused
from apps.record.models import Changeset, Release


def changesets_of(folders: Iterable[Folder]) -> list[int]:
    """The numbers of the changesets that FOLDERS became so far, oldest first."""
    which = Q(*(Q(author=folder.author, reason=folder.reason) for folder in folders), _connector=Q.OR)
    return list(Changeset.objects.filter(which).order_by("number").values_list("number", flat=True))


def name_release(folder: Folder, number: int | None) -> str:
    """Name the folder's changeset, unless the name is taken: a release never changes."""
    name = folder.release.get("name")
    if not name or Release.objects.filter(name=name).exists():
        return ""
    number = number or next(reversed(changesets_of([folder])), None)
    place = f"{folder.name}/{HEADER}, release “{name}”"
    if number is None:
        raise Refused(f"{place}: there is no changeset to name, since the folder adds nothing.")
    release = Release(changeset_id=number, **folder.release)
    try:
        release.full_clean()
    except ValidationError as error:
        raise Refused(f"{place}: {' '.join(error.messages)}") from error
    release.save()
    return name
