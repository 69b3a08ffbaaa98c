"""SHA256SUMS: the checksum of every file of a release, in the form that `sha256sum --check` reads."""

import hashlib
import re
from pathlib import Path

FILE = "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9._-]+)\n", re.ASCII)


class Unreadable(ValueError):
    """A list of checksums that was not written here; the sentence says so."""


def sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of(folder: Path) -> dict[str, str]:
    """Checksums of all files in FOLDER but the list itself, by name."""
    return {file.name: sha256(file) for file in sorted(folder.iterdir()) if file.name != FILE}


def write(folder: Path) -> None:
    (folder / FILE).write_text(_text(of(folder)), encoding="ascii", newline="")


def read(folder: Path) -> dict[str, str]:
    """Checksums by file as listed. Raises Unreadable unless the list is byte for byte as `write` makes it."""
    text = (folder / FILE).read_bytes().decode("ascii", errors="replace")
    found = {name: digest for digest, name in LINE.findall(text)}
    if text != _text(found):
        raise Unreadable(f"{FILE} is not as it was written: its lines are damaged, doubled or out of order.")
    return found


def _text(sums: dict[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
