from django.urls import path, re_path

from apps.api.feeds import ChangesView, HistoryView
from apps.api.views import DetailView, ListView, NowhereView, RootView
from apps.chronicle.resources import RESOURCES

urlpatterns = [
    path("", RootView.as_view(), name="root"),
    path("changes/", ChangesView.as_view(), name="changes"),
]
for name, resource in RESOURCES.items():
    if resource.remembered:
        urlpatterns += [path(f"{name}/<str:key>/history/", HistoryView.as_view(resource=resource))]
    urlpatterns += [
        path(f"{name}/", ListView.as_view(resource=resource), name=f"{name}-list"),
        path(f"{name}/<str:key>/", DetailView.as_view(resource=resource), name=f"{name}-detail"),
    ]
urlpatterns += [re_path(r"^.*$", NowhereView.as_view())]
