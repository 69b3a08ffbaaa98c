"""The data dictionary says what the comments in the database say; UPDATE_DOCS=1 rewrites it."""

import json
import os
from typing import Any

import pytest

from apps.chronicle.dictionary import FILE, Relation, dictionary, relation
from apps.chronicle.resources import RESOURCES
from tests.databases import connected

pytestmark = pytest.mark.usefixtures("seeded")
COMMENTS = """
    select c.relname, obj_description(c.oid, 'pg_class'), a.attname, format_type(a.atttypid, a.atttypmod),
           col_description(c.oid, a.attnum)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'eudefence'::regnamespace order by c.relname collate "C", a.attnum
"""


def commented() -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    with connected("analyst") as analyst:
        for name, comment, column, kind, words in analyst.execute(COMMENTS):
            columns = found.setdefault(name, {"comment": comment, "columns": {}})["columns"]
            columns[column] = {"type": kind, "comment": words}
    return found


def written(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def test_the_dictionary_is_what_the_database_says_of_its_relations() -> None:
    if os.environ.get("UPDATE_DOCS"):
        FILE.write_text(written(commented()), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == written(commented())


@pytest.mark.parametrize("name", RESOURCES)
def test_every_column_of_a_resource_stands_in_the_dictionary(name: str) -> None:
    columns = relation(RESOURCES[name])["columns"]
    assert [column.name for column in RESOURCES[name].columns if not columns[column.name]["comment"]] == []
    assert set(dictionary()) >= {"actor", "membership", "citation", "conflict"}
