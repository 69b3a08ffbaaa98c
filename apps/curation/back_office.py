"""The admin site as this project runs it, and the app that puts it in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    default_site = "apps.curation.site.BackOffice"
