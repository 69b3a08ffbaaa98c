import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from eudefence.cache.edition import Watch
from eudefence.cache.layer import Application, Cache
from eudefence.database import ensure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eudefence.settings")
ensure()
application: Application = get_wsgi_application()
if settings.CACHE_ROOM:
    application = Cache(application, Watch(), settings.CACHE_ROOM)
