"""A courtesy to the others: how often one address may ask. The defence belongs on the proxy (docs/operations.md)."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class ByAddress(SimpleRateThrottle):
    """At most `API_RATE` questions from one address in one process; REST framework's NUM_PROXIES finds the address.

    Who asks from this machine itself is not counted: without proxies named, a proxy here would speak for all.
    """

    scope = "address"

    def get_rate(self) -> str | None:
        rate: str | None = settings.API_RATE or None
        return rate

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        found = self.get_ident(request)
        try:
            return None if ip_address(found).is_loopback else f"asked-{found}"
        except ValueError:  # a proxy may write anything, or the server no address at all
            return None
