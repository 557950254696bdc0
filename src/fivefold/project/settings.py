"""All settings, from the environment only (prefix ``FIVEFOLD_``).

The defaults are those of a trial on one machine.
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

from fivefold import carried

env = Env()
PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]
# A checkout keeps its data in itself, an installed wheel where it is started.
HOME = ROOT if (ROOT / "pyproject.toml").is_file() else Path.cwd()
# Everybody knows this key: it signs sessions on one machine, for its own user, and nowhere else.
TRIAL_KEY = "only-for-trials-on-one-machine-set-FIVEFOLD_SECRET_KEY"
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

with env.prefixed("FIVEFOLD_"):
    DEBUG = env.bool("DEBUG", False)
    DEMO = env.bool("DEMO", False)
    DATA_DIR = env.path("DATA", HOME / "var")
    SECRET_KEY = env.str("SECRET_KEY", TRIAL_KEY)
    ALLOWED_HOSTS = env.list("HOSTS", LOCAL_HOSTS)
    CSRF_TRUSTED_ORIGINS: list[str] = env.list("TRUSTED_ORIGINS", [])
    DATABASE_URL = env.str("DATABASE", f"sqlite:///{DATA_DIR / 'fivefold.sqlite3'}")
    HTTPS = env.bool("HTTPS", False)
    # How many of the office's own proxies a request passes; see docs/how-to/serve-behind-a-proxy.md.
    TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
    # The first half of a log's origin, printed on every posted list.
    SITE_NAME = env.str("SITE", "fivefold.localhost")
    PUBLIC_URL = env.str("PUBLIC_URL", "http://127.0.0.1:8000")
    LOG_KEY_FILE = env.path("LOG_KEY", DATA_DIR / "log.key")
    PROGRAMMES_DIR = env.path("PROGRAMMES", carried("programmes"))
    # An office that owns the official faces puts them here; then no stand-in is used.
    FONTS_DIR = env.path("FONTS", DATA_DIR / "fonts")
    # How long the job of a worker that was killed waits for the next one; a living worker renews in time.
    JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 45)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "fivefold.ledger",
    "fivefold.packs",
    "fivefold.orgs",
    "fivefold.authz",
    "fivefold.documents",
    "fivefold.notices",
    "fivefold.files",
    "fivefold.jobs",
    "fivefold.lifecycle",
    "fivefold.web",
    "fivefold.office",
    "fivefold.classify",
    "fivefold.decompose",
    "fivefold.claim",
    "fivefold.desk",
    "fivefold.api",
    "fivefold.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fivefold.web.middleware.ContentSecurityMiddleware",
    "fivefold.web.middleware.NamesMiddleware",
    "fivefold.web.middleware.AddressMiddleware",
    "fivefold.web.middleware.SeatMiddleware",
    "fivefold.web.middleware.RefusalMiddleware",
    "fivefold.api.middleware.AnswerMiddleware",
]

ROOT_URLCONF = "fivefold.project.urls"
WSGI_APPLICATION = "fivefold.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Our own pages come before those of the sign-in library.
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fivefold.web.shell.shell",
            ],
        },
    },
]


def _database() -> dict[str, object]:
    """Describe the database.

    SQLite in WAL with FULL sync and IMMEDIATE transactions (power loss loses nothing).
    """
    config = dict(env.dj_db_url("FIVEFOLD_DATABASE", DATABASE_URL, conn_max_age=600))
    if config["ENGINE"].endswith("sqlite3"):
        if "FIVEFOLD_DATABASE" in os.environ:
            # Races need a file: connections to a database in memory share their locks.
            config["TEST"] = {"NAME": f"{config['NAME']}.test"}
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    return config


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "fivefold_cache",
    },
}

AUTH_USER_MODEL = "orgs.Person"
AUTHENTICATION_BACKENDS = ["fivefold.orgs.people.PeopleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "fivefold.web.signin.SignInForm"}
ACCOUNT_ADAPTER = "fivefold.web.accounts.OfficeAccountAdapter"
CSRF_FAILURE_VIEW = "fivefold.web.errors.csrf_failure"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Fivefold"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [("vendor", carried("third_party/htmx"))]
# Served from where they lie: nothing is collected into a folder first (STATIC_ROOT), nothing can be stale.
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "files"

SESSION_ENGINE = "fivefold.web.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"fivefold": {"level": "INFO"}},
}
