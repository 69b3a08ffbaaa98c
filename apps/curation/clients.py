"""Where a request comes from, as the outermost of our own proxies saw it."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings


def client_address(request: Any) -> str:
    """The client's address; what clients wrote into X-Forwarded-For themselves is not believed."""
    at_hand: str = request.META.get("REMOTE_ADDR", "")
    seen = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    named = seen[-min(settings.PROXIES, len(seen))] if settings.PROXIES else ""
    try:
        return str(ip_address(named))
    except ValueError:
        return at_hand
