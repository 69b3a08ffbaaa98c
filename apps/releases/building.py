"""Making the files of a release: written beside, made durable, and put in place in one step or not at all."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apps.record.models import Release
from apps.releases import checksums, delta, shelf
from apps.releases.describing import catalogue, datapackage, texts
from apps.releases.describing.facts import described
from apps.releases.writing import write_tables


class Differs(ValueError):
    """A release that stands would come out otherwise now; the sentence says in which files."""


def make(release: Release) -> bool:
    """Have the files of RELEASE stand. Whether they were made now; False if they stood and are the same.

    Raises Differs if they stand and are not: what was released is never overwritten.
    """
    with _draft(release.name) as draft:
        write(draft, release)
        if shelf.place(release.name).exists():
            _compare(release.name, draft)
            return False
        _put_in_place(draft, shelf.place(release.name))
        return True


def write(folder: Path, release: Release) -> None:
    """Write all files of RELEASE into FOLDER; the same bytes every time."""
    before = previous(release)
    rows = write_tables(folder, release.name, release.changeset_id)
    since = before.changeset_id if before else None
    changes = delta.write_delta(folder / delta.FILE, since, release.changeset_id)
    about = described(release, before, rows, changes)
    for describe in (texts.write, catalogue.write, datapackage.write):
        describe(folder, about)
    checksums.write(folder)


def previous(release: Release) -> Release | None:
    """The release before: of those named earlier the one with the greatest lesser changeset. It stays the same."""
    earlier = Release.objects.filter(changeset_id__lt=release.changeset_id, pk__lt=release.pk)
    return earlier.order_by("changeset_id", "pk").last()


@contextmanager
def _draft(name: str) -> Iterator[Path]:
    """A folder beside the releases, gone at the end; one process at a time, which sweeps up after those killed."""
    shelf.root().mkdir(parents=True, exist_ok=True)
    with (shelf.root() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in shelf.root().glob(".draft-*"):
            shutil.rmtree(left)
        draft = Path(tempfile.mkdtemp(prefix=f".draft-{name}-", dir=shelf.root()))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _compare(name: str, draft: Path) -> None:
    """Hold what stands against what would be made of the same changeset now."""
    there, made = checksums.of(shelf.place(name)), checksums.of(draft)
    differing = sorted(file for file in {*there, *made} if there.get(file) != made.get(file))
    if differing:
        raise Differs(
            f"Release {name} stands, and made again it would differ in {', '.join(differing)}. It stays as it is: what "
            f"was released is never overwritten. `manage.py verify_release {name}` says whether its files were changed."
        )


def _put_in_place(draft: Path, place: Path) -> None:
    for file in draft.iterdir():
        file.chmod(0o444)
        _sync(file)
    draft.chmod(0o755)
    _sync(draft)
    draft.rename(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    """Have PATH survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
