from django.urls import path

from apps.curation.suggestions import suggest

urlpatterns = [path("suggest/", suggest, name="suggest")]
