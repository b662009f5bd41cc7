"""Django's settings, built once from the table of settings."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from nguon.web.project.databases import database
from nguon.web.project.settings_table import read_environment

NGUON = read_environment()
WEB = Path(__file__).resolve().parent.parent
DATA = Path(str(NGUON["data"])).absolute()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

INCOMING = DATA / "incoming"
"""Uploaded files that were not read yet: private, never part of a backup; a secret one is wiped from here."""
INCOMING.mkdir(mode=0o700, exist_ok=True)
FILES = DATA / "files"
FILES.mkdir(mode=0o700, exist_ok=True)
FILES_ADDRESS = str(NGUON["files"])


def _secret_key() -> str:
    if NGUON["secret_key"]:
        return str(NGUON["secret_key"])
    path = DATA / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = bool(NGUON["debug"])
ALLOWED_HOSTS = [host.strip() for host in str(NGUON["hosts"]).split(",") if host.strip()]
ROOT_URLCONF = "nguon.web.project.urls"
WSGI_APPLICATION = "nguon.web.project.wsgi.application"
ASGI_APPLICATION = "nguon.web.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "nguon.web.project.apps.ProjectConfig",
    "nguon.web.audit.apps.AuditConfig",
    "nguon.web.jobs.apps.JobsConfig",
    "nguon.web.directory.apps.DirectoryConfig",
    "nguon.web.accounts.apps.AccountsConfig",
    "nguon.web.dispatches.apps.DispatchesConfig",
    "nguon.web.programme.apps.ProgrammeConfig",
    "nguon.web.activities.apps.ActivitiesConfig",
    "nguon.web.register.apps.RegisterConfig",
    "nguon.web.chain.apps.ChainConfig",
    "nguon.web.notices.apps.NoticesConfig",
]
MIDDLEWARE = [
    "nguon.web.project.logs.Numbered",
    "nguon.web.project.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "nguon.web.project.served.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nguon.web.accounts.sessions.KnownSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nguon.web.project.errors.SaidErrors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nguon.web.project.context.shell",
            ],
            "builtins": ["nguon.web.project.templatetags.nguon"],
        },
    }
]

DATABASES = {"default": database(str(NGUON["database"]), DATA)}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["nguon.web.accounts.backend.ByNumber"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(NGUON["session_hours"]) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(NGUON["https"])
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "nguon.web.project.errors.csrf_failure"
if NGUON["address"]:
    CSRF_TRUSTED_ORIGINS = [str(NGUON["address"])]
if NGUON["proxy_header"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + str(NGUON["proxy_header"]).upper().replace("-", "_"), "https")
SECURE_HSTS_SECONDS = 31_536_000 if NGUON["https"] else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["nguon.web.project.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

MAX_UPLOAD_BYTES = int(NGUON["max_upload_mb"]) * 1_000_000
MIN_FREE_BYTES = int(NGUON["min_free_mb"]) * 1_000_000
FILE_UPLOAD_TEMP_DIR = str(INCOMING)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
READING_SECONDS = int(NGUON["reading_seconds"])
OCR_SECONDS = int(NGUON["ocr_seconds"])
TRUST_STORE = str(NGUON["trust_store"])
HELD_HOURS = int(NGUON["held_hours"])
READING_MEMORY_BYTES = int(NGUON["reading_memory_mb"]) * 1_000_000
LEASE_SECONDS = int(NGUON["lease_seconds"])
ADDRESS = str(NGUON["address"]).rstrip("/")
MAIL = {key.removeprefix("mail_"): value for key, value in NGUON.items() if key.startswith("mail_")}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "nguon.web.project.logs.JsonLines"},
        "text": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "text" if DEBUG else str(NGUON["log"])},
    },
    "loggers": {"django": {"handlers": [], "propagate": True, "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": str(NGUON["log_level"]).upper()},
}
