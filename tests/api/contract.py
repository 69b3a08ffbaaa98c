"""The OpenAPI document in tests: made anew, written, and asked whether an answer keeps to it."""

import json
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from apps.api.contract import FILE
from apps.api.openapi import examples
from apps.chronicle.resources import RESOURCES
from tests.api.asking import get

MOMENT = "2026-11-23T09:00:00.000Z"  # when the seed was loaded is another moment on every machine


class Plain(yaml.CSafeDumper):
    """Without anchors: what is said in two places is written in both."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(document: Any) -> str:
    return yaml.dump(document, Dumper=Plain, sort_keys=False, allow_unicode=True, width=120)


@cache
def committed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def shown() -> str:
    """The answers that the document shows, asked for anew."""
    found = {name: _row(name) for name in RESOURCES}
    found |= {name: get(f"{name}/?{query}{_pinned(query)}") for name, query in examples.ASKED.items()}
    found["changes"] = get("changes/?after=1&page_size=1")
    return json.dumps(_brief(found), ensure_ascii=False, indent=1) + "\n"


def complaints(document: dict[str, Any], path: str, answer: Any) -> list[str]:
    """What of the JSON at PATH is otherwise than the document says."""
    place = path.replace("~", "~0").replace("/", "~1")
    schema = document | {"$ref": f"#/paths/{place}/get/responses/200/content/application~1json/schema"}
    return [f"{error.json_path}: {error.message[:300]}" for error in Draft202012Validator(schema).iter_errors(answer)]


def _row(name: str) -> Any:
    resource = RESOURCES[name]
    known = examples.PINNED if resource.remembered else ""
    key = examples.ROWS.get(name) or get(f"{name}/?page_size=1&{known}")["results"][0][resource.key]
    return get(f"{name}/{key}/?{known}")


def _pinned(query: str) -> str:
    return "" if "changeset" in query else examples.PINNED


def _brief(value: Any) -> Any:
    """Lists show two of their values; every moment is the same."""
    if isinstance(value, dict):
        return {key: _moment(key, each) or _brief(each) for key, each in value.items()}
    return [_brief(each) for each in value[:2]] if isinstance(value, list) else value


def _moment(key: str, value: Any) -> str | None:
    if key == "next" and value:
        return value.split("cursor=")[0] + "cursor=WzIsIDFd"
    return MOMENT if key in ("instant", "known_at") and isinstance(value, str) else None
