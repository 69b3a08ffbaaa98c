import gc
import os

from django.conf import settings
from django.core.cache import close_caches
from django.core.handlers.base import reset_urlconf
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
from django.urls import get_resolver

from eudefence.cache.edition import Watch
from eudefence.cache.layer import Application, Cache
from eudefence.database import ensure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eudefence.settings")
ensure()
application: Application = Cache(get_wsgi_application(), Watch(), settings.CACHE_ROOM)
# Django loads the code of pages with the first request; nobody is to wait for it. What is loaded by now stays, and the
# collector, which would look through all of it in the middle of an answer, need not; nor need it look in most answers.
_ = get_resolver().url_patterns
gc.freeze()
gc.set_threshold(20_000)
# What Django does around each answer, and nobody here needs: no statements are kept, no cache has connections, nobody
# sets routes of their own, and a connection is looked at when an answer begins.
request_started.disconnect(reset_queries)
for each in (close_old_connections, close_caches, reset_urlconf):
    request_finished.disconnect(each)
