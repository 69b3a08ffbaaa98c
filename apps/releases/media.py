"""Media types of a release's files, by their endings."""

from pathlib import PurePath

TYPES = {
    ".csv": "text/csv",
    ".ndjson": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".cff": "application/yaml",
    "": "text/plain",
}


def media_type(name: str) -> str:
    return TYPES[PurePath(name).suffix]
