"""Which form an answer takes: the suffix of the address decides, else the Accept header."""

from collections.abc import Iterable
from typing import Any

from rest_framework.exceptions import NotAcceptable, NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class SuffixNegotiation(DefaultContentNegotiation):
    """Whoever writes a suffix means it, whatever their program accepts."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[Any, str]:
        offered = list(renderers)
        if format_suffix is None and request.META.get("HTTP_ACCEPT", "*/*") == "*/*":  # as most ask
            return offered[0], offered[0].media_type
        if format_suffix is None:
            return self._preferred(request, offered)
        for renderer in offered:
            if renderer.format == format_suffix:
                return renderer, renderer.media_type
        known = ", ".join(f".{renderer.format}" for renderer in offered)
        raise NotFound(f"There is no form “.{format_suffix}” of this. Known: {known}.")

    def _preferred(self, request: Request, offered: list[BaseRenderer]) -> tuple[Any, str]:
        """By the quality that each is given, which REST framework does not read; whatever else is said of it."""
        for accepted in request.accepted_types:  # the best liked first
            for renderer in offered:
                main, _, sub = renderer.media_type.partition("/")
                if accepted.main_type in ("*", main) and accepted.sub_type in ("*", sub):
                    return renderer, renderer.media_type
        raise NotAcceptable(available_renderers=offered)
