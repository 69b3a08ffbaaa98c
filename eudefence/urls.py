from django.contrib import admin
from django.urls import include, path

from apps.api.reference import reference
from eudefence.health import livez, readyz

urlpatterns = [
    path("", include("apps.explorer.urls")),
    path("", include("apps.curation.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("apps.api.urls")),
    path("api/docs/", reference, name="api-reference"),
    path("releases/", include("apps.releases.urls")),
    path("livez", livez),
    path("readyz", readyz),
]
