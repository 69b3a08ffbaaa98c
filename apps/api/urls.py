from django.urls import path, re_path

from apps.api.contract import TYPES, openapi
from apps.api.feeds import ChangesView, HistoryView
from apps.api.questions import QUESTIONS
from apps.api.views import DetailView, ListView, NowhereView, RootView
from apps.chronicle.resources import RESOURCES

urlpatterns = [
    path("", RootView.as_view(questions=tuple(QUESTIONS)), name="root"),
    *(path(f"openapi.{form}", openapi, {"form": form}, name=f"openapi-{form}") for form in TYPES),
    path("changes/", ChangesView.as_view(), name="changes"),
    *(path(f"{name}/", view.as_view(), name=name) for name, view in QUESTIONS.items()),
]
for name, resource in RESOURCES.items():
    if resource.remembered:
        urlpatterns += [path(f"{name}/<str:key>/history/", HistoryView.as_view(resource=resource))]
    urlpatterns += [
        path(f"{name}.<str:format>", ListView.as_view(resource=resource)),
        path(f"{name}/", ListView.as_view(resource=resource), name=f"{name}-list"),
        path(f"{name}/<str:key>/", DetailView.as_view(resource=resource), name=f"{name}-detail"),
    ]
urlpatterns += [re_path(r"^.*$", NowhereView.as_view())]
