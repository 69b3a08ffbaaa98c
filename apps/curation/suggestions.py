"""Readers suggest corrections: one form, throttled, open to all."""

import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.chronicle.clock import pinned
from apps.chronicle.questions import Question, row
from apps.chronicle.resources import RESOURCES
from apps.curation.clients import client_address
from apps.curation.models import Suggestion

HOUR = timedelta(hours=1)
MOST_OF_ONE, MOST_OF_ALL = 5, 100  # an hour
MOST_LETTERS = 4000


class SuggestionForm(forms.Form):
    """What is wrong. `website` is hidden from people: only programs fill it in."""

    text = forms.CharField(
        label="What is wrong, and what would be right?", max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what is wrong, and what would be right."},
    )  # fmt: skip
    source = forms.CharField(label="Where can it be read? (a title or an address)", max_length=500, required=False)
    contact = forms.CharField(label="How to reach you, if you want an answer", max_length=200, required=False)
    website = forms.CharField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The form about one record, named `resource/slug` in `about`; what is sent waits on the desk."""
    about = request.GET.get("about", "")
    resource, _, slug = about.partition("/")
    name = _called(resource, slug)
    if name is None:
        return render(request, "400.html", {"errors": [("about", f"There is no record “{about}” here.")],
                                            "kept": {}}, status=400)  # fmt: skip
    form = SuggestionForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "about": about, "name": name, "address": f"/{about}/"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "curation/suggest.html", context, status=400 if form.errors else 200)
    sender = _sender(request)
    if _is_too_much(sender):
        late = context | {"is_late": True}
        response = render(request, "curation/suggest.html", late, status=429)
        response["Retry-After"] = "3600"
        return response
    if not form.cleaned_data["website"]:
        Suggestion.objects.create(
            resource=resource, slug=slug, sender=sender,
            **{field: form.cleaned_data[field] for field in ("text", "source", "contact")},
        )  # fmt: skip
    return render(request, "curation/suggest.html", context | {"is_sent": True})


def _called(resource: str, slug: str) -> str | None:
    """What the record is called; None where there is none to correct."""
    if resource not in RESOURCES or not RESOURCES[resource].remembered or "\0" in slug:
        return None
    with pinned():
        found = row(RESOURCES[resource], slug, Question())
    return str(found.get("name") or found.get("label") or found["slug"]) if found else None


def _is_too_much(sender: str) -> bool:
    recent = Suggestion.objects.filter(received_at__gt=timezone.now() - HOUR)
    return recent.filter(sender=sender).count() >= MOST_OF_ONE or recent.count() >= MOST_OF_ALL


def _sender(request: HttpRequest) -> str:
    """Tells senders apart until midnight without keeping their addresses."""
    who = f"{datetime.now(UTC).date()} {client_address(request)}"
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), "sha256").hexdigest()[:24]
