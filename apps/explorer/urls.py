from django.urls import path

from apps.explorer.views import home

app_name = "explorer"
urlpatterns = [path("", home, name="home")]
