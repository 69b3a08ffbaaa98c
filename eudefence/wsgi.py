import os

from django.core.wsgi import get_wsgi_application

from eudefence.database import ensure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eudefence.settings")
ensure()
application = get_wsgi_application()
