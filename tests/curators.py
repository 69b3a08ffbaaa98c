"""Curators at work: who they are, one example of every record, and forms filled in as a browser would."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db.models import Model
from django.test import Client, override_settings
from django.urls import reverse

from apps.actors.models import Actor
from apps.cooperation.models import Format, Membership, Partnership, PartnershipParty
from apps.curation.accounts import ADMINISTRATOR, CURATOR, REVIEWER, permissions
from apps.debate.models import Proposal, Proposer
from apps.dossier.models import Claim, Coverage, LegalEffect, Link, Milestone, Quantity
from apps.law.models import Instrument, LegalBasis
from apps.record.changesets import changeset
from apps.record.models import Profile, Verb
from apps.record.refusals import check_deferred
from apps.sources.models import Citation, Source

TRACKED = [model for model in apps.get_models() if hasattr(model, "history")]
PARTS = [model for model in TRACKED if issubclass(model, Citation | PartnershipParty | Proposer)]
RECORDS = [model for model in TRACKED if model not in PARTS]


def curator(username: str, display_name: str, password: str | None = None) -> User:
    """A user whose work waits for a reviewer."""
    return _member(CURATOR, username, display_name, password)


def reviewer(username: str, display_name: str, password: str | None = None) -> User:
    """A user who judges what others propose, and publishes directly."""
    return _member(REVIEWER, username, display_name, password)


def administrator(username: str, display_name: str, password: str | None = None) -> User:
    """A user who looks after users, and after nothing else."""
    return _member(ADMINISTRATOR, username, display_name, password)


def _member(name: str, username: str, display_name: str, password: str | None) -> User:
    user = User.objects.create_user(username, password=password, is_staff=True)
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions()[name])
    user.groups.add(group)
    Profile.objects.create(user=user, display_name=display_name)
    return user


@contextmanager
def collected(folder: Path) -> Iterator[None]:
    """Static files gathered into FOLDER and served from there, as on a real site."""
    with override_settings(STATIC_ROOT=str(folder)):
        call_command("collectstatic", "--no-input", verbosity=0)
        yield


def page(model: type[Model], name: str, *args: Any) -> str:
    """The address of a page of MODEL's in the admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def cited(model: type[Citation], fact: Any, number: int = 1) -> Citation:
    """A citation of FACT, by the source that `examples` publishes."""
    kind = fact._meta.model_name
    field = fact._meta.get_field("citations").field.name
    return model(slug=f"{kind}-{fact.slug}-report-{number}", source_id="report", **{field: fact})


def record(*rows: Any) -> None:
    """Publish ROWS, each of which is cited where it is a fact."""
    with_citations = []
    for row in rows:
        with_citations.append(row)
        if not isinstance(row, Source | Citation | PartnershipParty | Proposer):
            with_citations.append(cited(type(row)._meta.get_field("citations").related_model, row))
    with changeset(reason="Examples for a test", verb=Verb.ADD, author="The test"):
        for row in with_citations:
            row.save()
        check_deferred()


def examples() -> dict[type[Model], Any]:
    """One live record of every model; Poland is in the Eurocorps, since 2022."""
    things = {
        Source: Source(slug="report", title="A report", kind="report"),
        Actor: Actor(slug="poland", name="Poland", kind="state", start_edtf=".."),
        Format: Format(slug="eurocorps", name="Eurocorps", kind="formation", start_edtf="1992"),
        Instrument: Instrument(slug="safe", name="SAFE", kind="loan-instrument", start_edtf="2025-05"),
        LegalBasis: LegalBasis(slug="article-42", name="Article 42 TEU", kind="article", start_edtf="2009-12"),
        Proposal: Proposal(slug="legion", name="European Legion", start_edtf="2026"),
        Partnership: Partnership(slug="sdp", name="A partnership", kind="negotiation", standing="negotiating"),
    }
    subject = {"subject_format_id": "eurocorps"}
    about = {
        Membership: Membership(
            slug="poland-eurocorps-member",
            member_actor_id="poland",
            target_format_id="eurocorps",
            role="member",
            start_edtf="2022",
        ),
        Milestone: Milestone(slug="eurocorps-created", label="Set up", kind="created", date_edtf="1992", **subject),
        LegalEffect: LegalEffect(slug="effect", legal_basis_id="article-42", effect="enables", **subject),
        Link: Link(slug="link", kind="finances", subject_instrument_id="safe", object_format_id="eurocorps"),
        Quantity: Quantity(slug="strength", measure="strength", value=1500, unit="troops", **subject),
        Claim: Claim(slug="claim", statement="The first of its kind", **subject),
        Coverage: Coverage(slug="members", complete=True, on="2026", target_format_id="eurocorps"),
    }
    record(*things.values(), *about.values(), Proposer(proposal_id="legion", actor_id="poland"),
           PartnershipParty(partnership_id="sdp", party_actor_id="poland"))  # fmt: skip
    return things | about


class Form(HTMLParser):
    """The main form of an admin page: what a browser would post of it, and the errors shown."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.entries: dict[str, str] = {}
        self.errors: list[str] = []
        self._select = self._textarea = ""
        self._in_errors = 0
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("name", "")
        if tag == "input" and name and values.get("type") not in ("submit", "search"):
            if values.get("type") not in ("checkbox", "radio") or "checked" in values:
                self.entries[name] = values.get("value", "on" if values.get("type") == "checkbox" else "")
        elif tag == "textarea":
            self._textarea, self.entries[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in values:
            self.entries[self._select] = values.get("value", "")
        if tag == "ul" and "errorlist" in values.get("class", ""):
            self._in_errors += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        if tag == "ul" and self._in_errors:
            self._in_errors -= 1

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.entries[self._textarea] += data.removeprefix("\n")
        if self._in_errors and data.strip():
            self.errors.append(data.strip())


def filled_in(client: Client, url: str, **entries: Any) -> dict[str, str]:
    """The form at URL with ENTRIES typed in."""
    return Form(client.get(url)).entries | entries


def saved(client: Client, url: str, entries: dict[str, str]) -> Any:
    """Post ENTRIES, which must be accepted."""
    response = client.post(url, entries)
    assert response.status_code == 302, Form(response).errors
    return response


def registered(model: type[Model]) -> Any:
    return admin.site._registry[model]
