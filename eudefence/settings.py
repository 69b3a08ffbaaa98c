"""Settings. What a deployment may choose comes from the environment: docs/operations.md."""

import os
from pathlib import Path
from typing import Any

from eudefence import home
from eudefence.database import login, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]
SECURE_COOKIES = os.environ.get("SECURE_COOKIES") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES

ROOMS = [
    "apps.api",
    "apps.explorer",
    "apps.releases",
    "apps.curation",
    "apps.chronicle",
    "apps.dossier",
    "apps.cooperation",
    "apps.debate",
    "apps.law",
    "apps.actors",
    "apps.sources",
    "apps.record",
    "apps.temporal",
    "apps.analytics",
]
INSTALLED_APPS = [
    *ROOMS,
    "apps.curation.back_office.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "simple_history",
    "rest_framework",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # outermost: the policy stands on every answer, errors and files included
    "apps.api.middleware.api",  # before all that may refuse: a refusal of the API is a problem, not a page
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

ROOT_URLCONF = "eudefence.urls"
WSGI_APPLICATION = "eudefence.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


def _database(role: str) -> dict[str, Any]:
    """Persistent connections with a health check: a pool would keep threads waiting while the server is away."""
    fixed = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    return fixed | login(role)


# Migrations run as the owner of the tables, everything else as a role that cannot rewrite history.
DATABASES = {
    "default": _database(os.environ.get("EUDEFENCE_ROLE", "app")),
    "reader": _database("reader") | {"TEST": {"MIRROR": "default"}},
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Letters of the back office; without a server none are sent, and the desk tells the same.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "eudefence@localhost")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # the few files are served from where they are; nothing to collect

# The database writes history (apps.record); simple-history declares the tables and shows the pages.
SIMPLE_HISTORY_ENABLED = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = False
SIMPLE_HISTORY_REVERT_DISABLED = True

REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "apps.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # `format` is free for filters
    "NUM_PROXIES": int(os.environ.get("PROXIES", "0")),  # how many of ours add to X-Forwarded-For
}
API_RATE = os.environ.get("API_RATE", "600/minute")  # questions from one address; empty: as many as it likes

CACHE_ROOM = int(os.environ.get("CACHE_MB", "64")) * 2**20  # bytes of kept answers in each process; 0 keeps none

FIXTURES = BASE_DIR / "fixtures"
HOME = home.path()  # the private folder of this installation
RELEASES = HOME / "releases"  # files of releases, one folder for each
