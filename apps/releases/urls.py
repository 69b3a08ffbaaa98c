from django.urls import path

from apps.releases import views

app_name = "releases"
urlpatterns = [
    path("", views.index, name="index"),
    path("index.json", views.machine_index, name="machine-index"),
    path("catalogue.jsonld", views.catalogue, name="catalogue"),
    path("latest/", views.latest, name="latest"),
    path("latest/<str:file>", views.latest),
    path("<str:name>/", views.release, name="release"),
    path("<str:name>/<str:file>", views.file, name="file"),
]
