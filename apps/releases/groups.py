"""The files of a release as its page lists them: a row for each table, then what is about the whole."""

from dataclasses import dataclass

from apps.releases.shelf import File, Standing, listed


@dataclass(frozen=True)
class Group:
    """A table, with its file in each form."""

    name: str
    comment: str
    rows: int
    files: list[File]


@dataclass(frozen=True)
class Groups:
    """What is of one table, and what is of all."""

    tables: list[Group]
    others: list[File]


def groups(release: Standing) -> Groups:
    comments = {each["path"]: each.get("description", "") for each in listed(release.about)}
    tables = [
        Group(name, comments[f"{name}.csv"], rows, [f for f in release.files.values() if f.path.stem == name])
        for name, rows in release.rows.items()
    ]
    of_tables = {file.name for table in tables for file in table.files}
    return Groups(tables, [file for file in release.files.values() if file.name not in of_tables])
