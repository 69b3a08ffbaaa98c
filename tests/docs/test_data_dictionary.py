"""docs/data-dictionary.md is what the dictionary says, which is what the database says; UPDATE_DOCS=1 rewrites it."""

import os
from pathlib import Path

from apps.chronicle.dictionary import Relation, dictionary

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
HEAD = """# Data dictionary

Every relation of schema `eudefence` and its columns, in the words of their comments. This page is made from them. Of a
relation `x` with versions, `x_history` has the same columns and those listed under that name ([SQL](sql.md)).
"""


def written() -> str:
    found = {name: relation for name, relation in dictionary().items() if not name.endswith("_history")}
    versions = {"x_history": _versions()}
    return HEAD + "".join(_section(name, relation) for name, relation in (found | versions).items())


def _versions() -> Relation:
    """What versions have of their own, said once."""
    history, own = dictionary()["membership_history"], dictionary()["membership"]["columns"]
    return {
        "comment": history["comment"].replace("membership", "a relation"),
        "columns": {name: column for name, column in history["columns"].items() if name not in own or name == "slug"},
    }


def _section(name: str, relation: Relation) -> str:
    rows = "".join(f"| `{key}` | {c['type']} | {c['comment']} |\n" for key, c in relation["columns"].items())
    return f"\n## {name}\n\n{relation['comment']}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}"


def test_the_data_dictionary_is_what_the_comments_say() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written()


def test_no_relation_is_left_out() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {f"\n## {name}\n" in page for name in dictionary() if not name.endswith("_history")} == {True}
