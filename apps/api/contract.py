"""The OpenAPI document as it is committed, at the addresses where programs look for it."""

import hashlib
import json
from functools import cache
from pathlib import Path

import yaml
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

FILE = Path(__file__).parent / "openapi.yaml"
TYPES = {"yaml": "application/yaml", "json": "application/json"}


@cache
def content(form: str) -> bytes:
    """The document in one of its forms."""
    text = FILE.read_bytes()
    return text if form == "yaml" else json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), ensure_ascii=False).encode()


@require_safe
@cache_control(public=True, no_cache=True)
@condition(etag_func=lambda request, form: f'"{hashlib.sha256(content(form)).hexdigest()[:32]}"')
def openapi(request: HttpRequest, form: str) -> HttpResponse:
    """The contract of this API."""
    return HttpResponse(content(form), content_type=TYPES[form])
