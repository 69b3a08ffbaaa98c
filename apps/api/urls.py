from django.urls import path, re_path

from apps.api.contract import TYPES, openapi
from apps.api.feeds import ChangesView, HistoryView
from apps.api.questions import QUESTIONS
from apps.api.resource_views import DetailView, ListView
from apps.api.root import ContextView, NowhereView, RootView
from apps.chronicle.resources import RESOURCES

urlpatterns = [
    path("", RootView.as_view(questions=tuple(QUESTIONS)), name="root"),
    *(path(f"openapi.{form}", openapi, {"form": form}, name=f"openapi-{form}") for form in TYPES),
    path("context.jsonld", ContextView.as_view(), name="context"),
    path("changes/", ChangesView.as_view(), name="changes"),
    *(path(f"{name}/", view.as_view(), name=name) for name, view in QUESTIONS.items()),
]
for name, resource in RESOURCES.items():
    listed, detail = ListView.as_view(resource=resource), DetailView.as_view(resource=resource)
    if resource.remembered:
        history = HistoryView.as_view(resource=resource)
        urlpatterns += [
            path(f"{name}/<str:key>/history/", history, name=f"{name}-history"),
            path(f"{name}/<str:key>/history.<str:format>", history),
        ]
    urlpatterns += [
        path(f"{name}.<str:format>", listed),
        path(f"{name}/", listed, name=f"{name}-list"),
        path(f"{name}/<str:key>/", detail, name=f"{name}-detail"),
        path(f"{name}/<str:key>.<str:format>", detail),
    ]
urlpatterns += [re_path(r"^.*$", NowhereView.as_view())]
