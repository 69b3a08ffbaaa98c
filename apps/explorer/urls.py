from typing import Any

from django.urls import path

from apps.explorer.clocks import SUBJECTS
from apps.explorer.pages import Page
from apps.explorer.views.home import HomePage
from apps.explorer.views.matrix import MatrixPage
from apps.explorer.views.subjects import SubjectPage


def both(name: str, view: type[Page]) -> list[Any]:
    """The address of a page, and that of its other forms."""
    return [path(f"{name}/", view.as_view(), name=name), path(f"{name}.<str:form>", view.as_view())]


app_name = "explorer"
urlpatterns = [path("", HomePage.as_view(), name="home"), *both("matrix", MatrixPage)]
for resource in SUBJECTS:
    view = SubjectPage.as_view(resource=resource)
    urlpatterns += [
        path(f"{resource.name}/<slug:slug>.<str:form>", view),
        path(f"{resource.name}/<slug:slug>/", view, name=resource.kind),
    ]
