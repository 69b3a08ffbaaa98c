"""Whether a release still is what was released."""

import json
from collections.abc import Iterator
from pathlib import Path

from apps.releases import checksums, shelf


def problems(name: str) -> list[str]:
    """What is wrong with the files of the release NAME, a sentence for each; none if they are as they were written."""
    folder = shelf.place(name)
    if not folder.is_dir():
        return [f"There are no files of release {name} in {shelf.root()}. To make them: manage.py release {name}"]
    try:
        sums = checksums.read(folder)
    except FileNotFoundError:
        return [f"{checksums.FILE} is missing."]
    except checksums.Unreadable as error:
        return [str(error)]
    return [*_in_files(folder, sums), *_between_lists(folder, sums)]


def _in_files(folder: Path, sums: dict[str, str]) -> Iterator[str]:
    there = {file.name for file in folder.iterdir()}
    for name, digest in sums.items():
        file = folder / name
        if name not in there:
            yield f"{name} is missing."
        elif file.is_symlink() or not file.is_file():
            yield f"{name} is no ordinary file."
        elif checksums.sha256(file) != digest:
            yield f"{name} has changed: its SHA-256 is {checksums.sha256(file)}, not {digest}."
    for name in sorted(there - {*sums, checksums.FILE}):
        yield f"{name} is no part of the release."


def _between_lists(folder: Path, sums: dict[str, str]) -> Iterator[str]:
    """Whoever changes a file and its checksum has to change the description too."""
    try:
        described = shelf.listed(json.loads((folder / shelf.DESCRIPTION).read_bytes()))
        listed = {each["path"]: each["hash"].removeprefix("sha256:") for each in described}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # said above: it is missing, or has changed
    for name in sorted({*listed, *sums} - {shelf.DESCRIPTION}):
        if listed.get(name) != sums.get(name):
            yield f"{checksums.FILE} and {shelf.DESCRIPTION} disagree on {name}."
