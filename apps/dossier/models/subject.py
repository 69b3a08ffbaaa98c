"""The kinds of subject, and abstract models of what points at one of them."""

from django.db import models

from apps.record.models.reference import kind_of, reference, slug_of

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

    subject_actor = reference(KINDS["actor"], "subject_actor_slug", optional=True)
    subject_format = reference(KINDS["format"], "subject_format_slug", optional=True)
    subject_instrument = reference(KINDS["instrument"], "subject_instrument_slug", optional=True)
    subject_legal_basis = reference(KINDS["legal_basis"], "subject_legal_basis_slug", optional=True)
    subject_membership = reference(KINDS["membership"], "subject_membership_slug", optional=True)
    subject_partnership = reference(KINDS["partnership"], "subject_partnership_slug", optional=True)
    subject_proposal = reference(KINDS["proposal"], "subject_proposal_slug", optional=True)
    subject_slug = slug_of(SUBJECTS)
    subject_kind = kind_of("subject", SUBJECTS)

    class Meta:
        abstract = True


class HasObject(models.Model):
    """Points at exactly one object, of any kind, by real foreign keys."""

    object_actor = reference(KINDS["actor"], "object_actor_slug", optional=True)
    object_format = reference(KINDS["format"], "object_format_slug", optional=True)
    object_instrument = reference(KINDS["instrument"], "object_instrument_slug", optional=True)
    object_legal_basis = reference(KINDS["legal_basis"], "object_legal_basis_slug", optional=True)
    object_membership = reference(KINDS["membership"], "object_membership_slug", optional=True)
    object_partnership = reference(KINDS["partnership"], "object_partnership_slug", optional=True)
    object_proposal = reference(KINDS["proposal"], "object_proposal_slug", optional=True)
    object_slug = slug_of(OBJECTS)
    object_kind = kind_of("object", OBJECTS)

    class Meta:
        abstract = True
