"""Reading fixture files: YAML into rows and corrections, each with its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from apps.curation.seeding.corrections import Correction
from apps.curation.seeding.rows import Refused, Row, models
from apps.record.models import Versioned

# The one in C, ten times as fast; it is missing where PyYAML was built without libyaml.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What an entry consists of.
ROW: dict[str, type] = {"model": str, "fields": dict}
CORRECTION: dict[str, type] = {"model": str, "slug": str, "expects": dict, "fields": dict}


def name_of(file: Path) -> str:
    """A file's name as messages give it: with its folder."""
    return f"{file.parent.name}/{file.name}"


def content_of(file: Path) -> Any:
    """The one document of a YAML file. Raises Refused."""
    with _loading(file) as loader:
        return loader.get_single_data()


def rows_of(file: Path) -> list[Row]:
    """The rows of a fixture file, in its order. Raises Refused."""
    return [Row(place, _model(entry, place), entry["fields"]) for place, entry in _entries(file, ROW)]


def corrections_of(file: Path) -> list[Correction]:
    """The corrections of a file, in its order. Raises Refused."""
    return [
        Correction(place, _model(entry, place), {"slug": entry["slug"], **entry["fields"]}, entry["expects"])
        for place, entry in _entries(file, CORRECTION)
    ]


def _entries(file: Path, kind: dict[str, type]) -> list[tuple[str, dict[str, Any]]]:
    with _loading(file) as loader:
        root = loader.get_single_node()
        if root is None:
            return []
        if not isinstance(root, yaml.SequenceNode):
            raise Refused(f"{name_of(file)}: a fixture file is a list of rows, each beginning with “- model:”.")
        places = [
            f"{name_of(file)}, row {position} (line {node.start_mark.line + 1})"
            for position, node in enumerate(root.value, 1)
        ]
        return [(place, _entry(loader, node, place, kind)) for place, node in zip(places, root.value, strict=True)]


@contextmanager
def _loading(file: Path) -> Iterator[Any]:
    loader = Loader(file.read_bytes())
    try:
        yield loader
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise Refused(f"{name_of(file)}{line}: this is no YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise Refused(f"{name_of(file)}: this is no YAML: {error}") from error
    finally:
        loader.dispose()


def _entry(loader: Any, node: yaml.Node, place: str, kind: dict[str, type]) -> dict[str, Any]:
    _refuse_twice_given(node, place)
    try:
        entry = loader.construct_object(node, deep=True)
    except ValueError as error:  # an unquoted 2021-13-01 is a date to YAML, and none to Python
        raise Refused(f"{place}: a value cannot be read: {error}. Put dates in quotes.") from error
    if not isinstance(entry, dict) or {name: type(value) for name, value in entry.items()} != kind:
        raise Refused(f"{place}: it has {' and '.join(f'“{name}”' for name in kind)}, and nothing else.")
    return entry


def _model(entry: dict[str, Any], place: str) -> type[Versioned]:
    model = models().get(entry["model"])
    if model is None:
        raise Refused(f"{place}\nmodel “{entry['model']}”: there is none. Models are: {', '.join(models())}.")
    return model


def _refuse_twice_given(node: yaml.Node, place: str) -> None:
    """YAML takes the last of two equal keys and says nothing; the first would be lost."""
    if not isinstance(node, yaml.MappingNode):
        return
    names = [key.value for key, _ in node.value]
    if twice := {str(name) for name in names if names.count(name) > 1}:
        raise Refused(f"{place}: given twice: {', '.join(sorted(twice))}.")
    for _, value in node.value:
        _refuse_twice_given(value, place)
