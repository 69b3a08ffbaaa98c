"""The first page."""

from apps.explorer.pages import Page


class HomePage(Page):
    """What this is, and its doors."""

    template = "explorer/home.html"
