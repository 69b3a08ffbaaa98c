from typing import Any

from django.urls import path

from apps.chronicle.resources import RESOURCES
from apps.explorer.clocks import SUBJECTS
from apps.explorer.pages import Page
from apps.explorer.views import texts
from apps.explorer.views.compare import ComparePage
from apps.explorer.views.conflicts import ConflictsPage
from apps.explorer.views.facts import FactPage
from apps.explorer.views.feed import changes_feed
from apps.explorer.views.home import HomePage
from apps.explorer.views.lists import ListPage, SpellsPage
from apps.explorer.views.matrix import MatrixPage
from apps.explorer.views.overlaps import OverlapsPage
from apps.explorer.views.search import SearchPage
from apps.explorer.views.sources import SourcePage, SourcesPage
from apps.explorer.views.subjects import SubjectPage
from apps.explorer.views.timeline import TimelinePage


def both(name: str, view: type[Page], **fixed: Any) -> list[Any]:
    """The address of a page, and that of its other forms."""
    found = view.as_view(**fixed)
    return [path(f"{name}/", found), path(f"{name}.<str:form>", found)]


app_name = "explorer"
urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("method/", texts.MethodPage.as_view(), name="method"),
    path("imprint/", texts.ImprintPage.as_view(), name="imprint"),
    path("favicon.ico", texts.favicon),
    path("robots.txt", texts.robots),
    path("sitemap.xml", texts.sitemap),
    path("changes.atom", changes_feed, name="feed"),
    *both("matrix", MatrixPage),
    *both("timeline", TimelinePage),
    *both("overlaps", OverlapsPage),
    *both("compare", ComparePage),
    *both("conflicts", ConflictsPage),
    *both("search", SearchPage),
    *both("memberships", SpellsPage),
    *both("sources", SourcesPage),
    *both("sources/<slug:slug>", SourcePage),
]
for resource in SUBJECTS:
    if resource.name != "memberships":
        urlpatterns += both(resource.name, ListPage, resource=resource)
    urlpatterns += both(f"{resource.name}/<slug:slug>", SubjectPage, resource=resource)
for name in ("milestones", "legal-effects", "links", "quantities", "claims", "coverage"):
    urlpatterns.append(path(f"{name}/<slug:slug>/", FactPage.as_view(resource=RESOURCES[name]), name=name))
