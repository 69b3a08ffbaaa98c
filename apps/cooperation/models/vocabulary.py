from django.db import models


class Role(models.TextChoices):
    MEMBER = "member", "Member"
    FRAMEWORK_NATION = "framework-nation", "Framework nation: a full, owning nation of a corps or headquarters"
    ASSOCIATED_NATION = "associated-nation", "Associated nation: takes part without owning"
    ASSOCIATED_COUNTRY = "associated-country", "Associated country: a third state associated to an EU programme"
    ASSOCIATE_MEMBER = "associate-member", "Associate member: of an organisation, without a full voice"
    ASSOCIATE_PARTNER = "associate-partner", "Associate partner: of an organisation, further off than a member"
    ENHANCED_PARTNER = "enhanced-partner", "Enhanced partner: tied to a group without belonging to it"
    PARTICIPANT = "participant", "Participant"
    THIRD_COUNTRY_PARTICIPANT = "third-country-participant", "Third country participant: from outside the EU"
    INITIATOR = "initiator", "Initiator: brought it into being"
    CONTRIBUTOR = "contributor", "Contributor: gives forces or money"
    OBSERVER = "observer", "Observer: also a liaison"
    PERMANENT_MEMBER = "permanent-member", "Permanent member"
    FLEXIBLE_PARTICIPANT = "flexible-participant", "Flexible participant: there when the agenda asks for it"
    KEY_PARTICIPANT = "key-participant", "Key participant: held to be indispensable"


class Standing(models.TextChoices):
    PROPOSED = "proposed", "Proposed: hypothetical, in a proposal"
    REQUESTED = "requested", "Requested"
    NEGOTIATING = "negotiating", "Negotiating"
    INVITED = "invited", "Invited"
    CONCLUDED = "concluded", "Concluded: talks done, nothing signed"
    ENDORSED = "endorsed", "Endorsed by the other side's members"
    SIGNED = "signed", "Signed"
    PROVISIONAL = "provisional", "Provisionally applied"
    IN_FORCE = "in-force", "In force"
    SUSPENDED = "suspended", "Suspended"
    FAILED = "failed", "Failed: the talks ended without it beginning"


PARTICIPATING = (Standing.ENDORSED, Standing.SIGNED, Standing.PROVISIONAL, Standing.IN_FORCE)
