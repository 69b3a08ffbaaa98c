"""Settings. What a deployment may choose comes from the environment: docs/operations.md."""

import os
from datetime import timedelta
from http import HTTPStatus
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
    "django_otp",  # before the rooms: the back office takes its pages out
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
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
    "axes",
]
MIDDLEWARE = [
    "eudefence.policy.policy",  # outermost: the policy stands on every answer
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.api.middleware.api",  # before all that may refuse, and all that knows users, whom the API does not
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",  # knows whether the user has shown a second factor
    "django.contrib.messages.middleware.MessageMiddleware",
    "eudefence.away.AwayMiddleware",
    "axes.middleware.AxesMiddleware",  # last, as it asks to be: it answers in the place of a refused sign-in
]
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
        "ENGINE": "eudefence.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    return fixed | login(role)


# Migrations run as the owner of the tables, everything else as a role that cannot rewrite history.
DATABASES = {
    "default": _database(os.environ.get("EUDEFENCE_ROLE", "app")),
    "reader": _database("reader") | {"TEST": {"MIRROR": "default"}},
}
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
# Ten wrong passwords for one name from one address: a quarter of an hour's wait. Nobody is locked out from elsewhere.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "apps.curation.clients.client_address"
AXES_LOCKOUT_TEMPLATE = "admin/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who came when is nobody's business
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "eudefence"
# Demanded of whoever may publish, on a real site; everybody may have one.
SECOND_FACTOR_FOR_REVIEWERS = os.environ.get("SECOND_FACTOR", "1" if SECURE_COOKIES else "0") == "1"

# Letters of the back office; without a server none are sent, and the desk tells the same.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "eudefence@localhost")

# What goes wrong is told with its traceback on standard error; who asked for what is not there is no news, nor is each
# of the thousands who ask while the database is away.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "not_away": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", 0) != HTTPStatus.SERVICE_UNAVAILABLE,
        }
    },
    "handlers": {"site": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not_away"]}},
    "loggers": {
        "django": {"handlers": ["site"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "apps": {"handlers": ["site"], "level": "INFO", "propagate": False},
    },
}

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

PROXIES = int(os.environ.get("PROXIES", "0"))  # how many of ours add to X-Forwarded-For
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "apps.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # `format` is free for filters
    "NUM_PROXIES": PROXIES,
}
API_RATE = os.environ.get("API_RATE", "600/minute")  # questions from one address; empty: as many as it likes

CACHE_ROOM = int(os.environ.get("CACHE_MB", "64")) * 2**20  # bytes of kept answers in each process; 0 keeps none

FIXTURES = BASE_DIR / "fixtures"
HOME = home.path()  # the private folder of this installation
RELEASES = HOME / "releases"  # files of releases, one folder for each
