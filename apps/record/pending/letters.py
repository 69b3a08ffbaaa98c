"""Mail to the author of a proposal, where the site has a mail server and the author an address."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from apps.record.models import PendingChangeset


def tell_author(pending: Any, note: str) -> None:
    """Say that PENDING was approved or returned. A letter that cannot be sent loses nothing: the desk says it too."""
    address = pending.author.email
    if not (settings.EMAIL_HOST and address):
        return
    state = PendingChangeset(state=pending.state).get_state_display().split(":")[0].lower()
    subject = f"Your proposal was {state}: {pending.reason}".replace("\n", " ")[:200]
    transaction.on_commit(lambda: send_mail(subject, note or subject, None, [address], fail_silently=True))
