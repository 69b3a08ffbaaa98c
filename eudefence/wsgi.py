import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
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
