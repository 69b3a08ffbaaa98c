"""The whole document: every address, what it takes and what it answers."""

from collections.abc import Iterable
from typing import Any

from apps.api import feeds, grammar
from apps.api.jsonld import JsonLdRenderer
from apps.api.links import LinkFormatRenderer
from apps.api.openapi import answers, questions
from apps.api.openapi.examples import examples
from apps.api.openapi.parameters import components, described, of_question
from apps.api.openapi.rows import TEXT, comment, name, ref, rows, schemas, vocabulary
from apps.api.questions import QUESTIONS
from apps.api.renderers import LinesRenderer
from apps.api.resource_views import DetailView, ListView
from apps.api.root import RootView
from apps.chronicle.dictionary import relation
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import BASE
from apps.record.models import Verb

Schema = dict[str, Any]
DESCRIPTION = """Who is in which format, which instrument rests on which article, which partnership opened which door:
since when, and who says so. Read only, open to all. Two clocks: `valid_at` asks when it is true in the world,
`known_at` when this record held it to be true. Every answer says which changeset it rests on."""


def document() -> Schema:
    """The OpenAPI document as plain data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "eudefence",
            "version": "1",
            "summary": "The European defence architecture, with dates and sources",
            "description": DESCRIPTION.replace("\n", " "),
            "license": {"name": "Data: CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": BASE}],
        "tags": [*_tags(), {"name": "questions", "description": "Questions across resources."}],
        "paths": {"/": _root()} | _resources() | _questions() | {"/changes/": _changes()},
        "components": {
            "schemas": {"Basis": answers.BASIS, "Problem": answers.PROBLEM, "Verb": vocabulary(Verb)} | schemas(),
            "parameters": components(),
            "headers": answers.headers(),
            "responses": answers.problems(),
        },
    }


def _tags() -> list[Schema]:
    tags = [{"name": each.name, "description": _told(each)} for each in RESOURCES.values()]
    return [*tags, {"name": "record", "description": "How the record itself changed."}]


def _told(resource: Resource) -> str:
    """What the relation holds, and which of it a list gives without being asked for more."""
    narrowed = " A list has only those who participate, unless `standing` asks for others."
    return str(relation(resource)["comment"]) + (narrowed if resource.standing == "participating" else "")


def _root() -> Schema:
    addresses = dict.fromkeys((*RESOURCES, "changes", *QUESTIONS), TEXT)
    content = answers.json({"type": "object", "properties": addresses, "additionalProperties": TEXT})
    found = {"200": {"description": "Addresses by name.", "content": content}}
    refused = {"406": {"$ref": "#/components/responses/Problem406"}}
    return _get("root", RootView, "record", [], found | refused)


def _resources() -> Schema:
    found: Schema = {}
    for resource in RESOURCES.values():
        found[f"/{resource.name}/"] = _list(resource)
        found[f"/{resource.name}.{{form}}"] = _whole(resource)
        found[f"/{resource.name}/{{{resource.key}}}/"] = _row(resource)
        found[f"/{resource.name}/{{{resource.key}}}.{{form}}"] = _row(resource, DetailView)
        if resource.remembered:
            found[f"/{resource.name}/{{{resource.key}}}/history/"] = _history(resource)
            found[f"/{resource.name}/{{{resource.key}}}/history.{{form}}"] = _history(resource, feeds.HistoryView)
    return found


def _list(resource: Resource) -> Schema:
    taken = described(grammar.of_list(resource), resource)
    responses = answers.responses(_rows(resource), "A page of rows; as lines, all of them.")
    return _get(f"list_{_plain(resource)}", ListView, resource.name, taken, responses)


def _whole(resource: Resource) -> Schema:
    """All rows, in a form that the end of the address names; `.json` and `.jsonld` are pages, as in the list."""
    form = _form(sorted(ListView.renderer_classes, key=lambda each: not issubclass(each, LinesRenderer)))
    taken = [form, *described(grammar.of_whole(resource), resource)]
    words = "All rows, sent while they are read; in JSON a page of them, with the parameters of the list."
    responses = answers.responses(_rows(resource), words, one=True)
    return _get(f"export_{_plain(resource)}", ListView, resource.name, taken, responses, "All rows as lines.")


def _rows(resource: Resource) -> Schema:
    """Rows in each of their forms."""
    row = examples()[resource.name]
    fields = {key: value for key, value in row.items() if key != "basis"}
    page = {"next": None, "previous": None, "results": [fields], "basis": row["basis"]}
    forms = [each for each in ListView.renderer_classes if issubclass(each, LinesRenderer)]
    lines = {each.media_type: {"schema": {"type": "string"}} for each in forms}
    linked = {JsonLdRenderer.media_type: {"schema": {"type": "object"}}}
    return answers.json(answers.page(rows(resource)), page) | lines | linked


def _row(resource: Resource, forms_of: type[Any] | None = None) -> Schema:
    row = examples()[resource.name]
    taken = [_key(resource), *_forms(forms_of), *described(grammar.of_row(resource), resource)]
    schema = {"anyOf": [ref(name(resource)), ref(f"{name(resource)}Fields")]}
    content = answers.json(schema, row) | {JsonLdRenderer.media_type: {"schema": {"type": "object"}}}
    act, summary = ("show", "The record in one of its forms.") if forms_of else ("get", "")
    responses = answers.responses(content, "The record.", one=True)
    return _get(f"{act}_{_plain(resource)}", DetailView, resource.name, taken, responses, summary)


def _history(resource: Resource, forms_of: type[Any] | None = None) -> Schema:
    taken = [_key(resource), *_forms(forms_of), *described(grammar.of_history(resource), resource)]
    time_map = {LinkFormatRenderer.media_type: {"schema": {"type": "string"}}}
    act, summary = ("mementos", "Its versions in one of their forms.") if forms_of else ("history", "")
    responses = answers.responses(answers.json(questions.history(resource)) | time_map, "Its versions.", one=True)
    return _get(f"{act}_{_plain(resource)}", feeds.HistoryView, resource.name, taken, responses, summary)


def _forms(view: type[Any] | None) -> list[Schema]:
    return [_form(view.renderer_classes)] if view else []


def _form(renderers: Iterable[Any]) -> Schema:
    forms = [each.format for each in renderers]
    return _place("form", {"type": "string", "enum": forms}, "The form: how the address ends.", forms[0])


def _questions() -> Schema:
    return {f"/{each}/": _question(each) for each in QUESTIONS}


def _question(question: str) -> Schema:
    view, example = QUESTIONS[question], examples()[question]
    taken = of_question(question, grammar.QUESTIONS[question], view.resource)
    content = answers.json(questions.question(question), example)
    return _get(question, view, "questions", taken, answers.responses(content, "The answer."))


def _changes() -> Schema:
    taken = described(grammar.CHANGES, RESOURCES["changesets"])
    content = answers.json(questions.changes(), examples()["changes"])
    return _get("changes", feeds.ChangesView, "record", taken, answers.responses(content, "A page of changes."))


def _key(resource: Resource) -> Schema:
    example, words = examples()[resource.name][resource.key], comment(resource, resource.key)
    schema = {"type": "integer", "minimum": 0} if isinstance(example, int) else {"type": "string"}
    return _place(resource.key, schema, words, example)


def _place(place: str, schema: Schema, words: str, example: Any) -> Schema:
    found = {"name": place, "in": "path", "required": True, "description": words}
    return found | {"schema": schema, "example": example}


def _get(
    operation: str, view: type[Any], tag: str, parameters: list[Schema], responses: Schema, summary: str = ""
) -> Schema:
    words = {"summary": summary or view.__doc__, "description": view.get.__doc__}
    return {"get": {"operationId": operation, "tags": [tag], **words, "parameters": parameters, "responses": responses}}


def _plain(resource: Resource) -> str:
    return resource.name.replace("-", "_")
