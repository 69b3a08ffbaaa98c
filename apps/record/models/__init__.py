from apps.record.models.changeset import Changeset, Clock, Verb
from apps.record.models.fact import Fact
from apps.record.models.pending import PendingChange, PendingChangeset, PendingNote, State
from apps.record.models.profile import Profile
from apps.record.models.redaction import Redaction
from apps.record.models.release import Release
from apps.record.models.thing import Status, Thing
from apps.record.models.versioned import CURRENT, Named, Version, Versioned

__all__ = [
    "CURRENT",
    "Changeset",
    "Clock",
    "Fact",
    "Named",
    "PendingChange",
    "PendingChangeset",
    "PendingNote",
    "Profile",
    "Redaction",
    "Release",
    "State",
    "Status",
    "Thing",
    "Verb",
    "Version",
    "Versioned",
]
