"""The kinds of subject, and abstract models of what points at one of them."""

from django.db import models

from apps.record.models.reference import alternative, kind_of, slug_of

KINDS = {
    "actor": "actors.Actor",
    "format": "cooperation.Format",
    "instrument": "law.Instrument",
    "legal_basis": "law.LegalBasis",
    "membership": "cooperation.Membership",
    "partnership": "cooperation.Partnership",
    "proposal": "debate.Proposal",
}
SUBJECTS = tuple(f"subject_{kind}" for kind in KINDS)
OBJECTS = tuple(f"object_{kind}" for kind in KINDS)


class HasSubject(models.Model):
    """Points at exactly one subject, of any kind, by real foreign keys."""

    subject_actor = alternative(KINDS["actor"], "subject_actor_slug")
    subject_format = alternative(KINDS["format"], "subject_format_slug")
    subject_instrument = alternative(KINDS["instrument"], "subject_instrument_slug")
    subject_legal_basis = alternative(KINDS["legal_basis"], "subject_legal_basis_slug")
    subject_membership = alternative(KINDS["membership"], "subject_membership_slug")
    subject_partnership = alternative(KINDS["partnership"], "subject_partnership_slug")
    subject_proposal = alternative(KINDS["proposal"], "subject_proposal_slug")
    subject_slug = slug_of(SUBJECTS)
    subject_kind = kind_of("subject", SUBJECTS)

    class Meta:
        abstract = True


class HasObject(models.Model):
    """Points at exactly one object, of any kind, by real foreign keys."""

    object_actor = alternative(KINDS["actor"], "object_actor_slug")
    object_format = alternative(KINDS["format"], "object_format_slug")
    object_instrument = alternative(KINDS["instrument"], "object_instrument_slug")
    object_legal_basis = alternative(KINDS["legal_basis"], "object_legal_basis_slug")
    object_membership = alternative(KINDS["membership"], "object_membership_slug")
    object_partnership = alternative(KINDS["partnership"], "object_partnership_slug")
    object_proposal = alternative(KINDS["proposal"], "object_proposal_slug")
    object_slug = slug_of(OBJECTS)
    object_kind = kind_of("object", OBJECTS)

    class Meta:
        abstract = True
