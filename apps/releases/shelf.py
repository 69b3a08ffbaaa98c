"""Where releases stand, and what can be told of one from its own files: no database is asked."""

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.releases.checksums import FILE as SUMS
from apps.releases.checksums import read, sha256
from apps.releases.media import media_type

log = logging.getLogger(__name__)
NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*\Z", re.ASCII)
DESCRIPTION = "datapackage.json"


@dataclass(frozen=True)
class File:
    """One file of a release."""

    path: Path
    size: int
    sha256: str
    title: str

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def ending(self) -> str:
        return self.path.suffix.removeprefix(".")

    @property
    def media_type(self) -> str:
        return media_type(self.name)


@dataclass(frozen=True)
class Standing:
    """A release with its files; `about` is what its Data Package says of it."""

    name: str
    about: dict[str, Any]
    files: dict[str, File]

    @property
    def title(self) -> str:
        return str(self.about["title"])

    @property
    def note(self) -> str:
        return str(self.about.get("description", ""))

    @property
    def named_at(self) -> datetime:
        return datetime.fromisoformat(self.about["created"])

    @property
    def changeset(self) -> int:
        return int(self.about["eudefence"]["changeset"])

    @property
    def words(self) -> str:
        """What is otherwise than in the release before."""
        return str(self.about["eudefence"]["changes"])

    @property
    def previous(self) -> str | None:
        before: str | None = self.about["eudefence"]["previous"]
        return before

    @property
    def rows(self) -> dict[str, int]:
        found: dict[str, int] = self.about["eudefence"]["rows"]
        return found

    @property
    def checksum(self) -> str:
        """One for the whole: that of the list of checksums."""
        return self.files[SUMS].sha256


def root() -> Path:
    return Path(settings.RELEASES)


def place(name: str) -> Path:
    """The folder of the release NAME, whether it stands or not."""
    if not NAME.match(name):
        raise ValueError(f"“{name}” is no name of a release.")
    return root() / name


def standing() -> list[Standing]:
    """Releases that have files, the newest first."""
    found = [release(path.name) for path in root().glob("*") if NAME.match(path.name)] if root().is_dir() else []
    return sorted(filter(None, found), key=lambda each: (each.changeset, each.named_at), reverse=True)


def release(name: str) -> Standing | None:
    """The release NAME, if it has files. One whose description is damaged has none until it is mended."""
    if not NAME.match(name):
        return None
    try:
        return _read(place(name), (place(name) / SUMS).stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError):
        log.exception("release %s cannot be read; `manage.py verify_release %s` says why", name, name)
        return None


def listed(about: dict[str, Any]) -> list[dict[str, Any]]:
    """What a Data Package says of each file, whether it is a table of the package or not."""
    return [*about["resources"], *about["eudefence"]["files"]]


def total(files: Iterable[File]) -> int:
    return sum(file.size for file in files)


@lru_cache(maxsize=64)
def _read(folder: Path, _seen: int) -> Standing:
    about = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    described = {each["path"]: each["title"] for each in listed(about)}
    described |= {DESCRIPTION: "Description of the package", SUMS: "Checksums of all files"}
    sums = read(folder) | {SUMS: sha256(folder / SUMS)}
    files = {
        name: File(folder / name, (folder / name).stat().st_size, digest, described.get(name, ""))
        for name, digest in sums.items()
        if (folder / name).is_file()
    }
    return Standing(folder.name, about, files)
