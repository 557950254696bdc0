"""Settings of the bare pages: our tables, and nothing else of ours."""

from pathlib import Path

from fivefold.project import settings as ours

SECRET_KEY = ours.SECRET_KEY
DEBUG = False
ALLOWED_HOSTS = ours.ALLOWED_HOSTS
DATABASES = ours.DATABASES
DEFAULT_AUTO_FIELD = ours.DEFAULT_AUTO_FIELD
INSTALLED_APPS = [app for app in ours.INSTALLED_APPS if not app.startswith(("allauth", "fivefold.project"))]
AUTH_USER_MODEL = ours.AUTH_USER_MODEL
LANGUAGE_CODE, TIME_ZONE, USE_TZ = ours.LANGUAGE_CODE, ours.TIME_ZONE, True
PROGRAMMES_DIR, DATA_DIR, SITE_NAME = ours.PROGRAMMES_DIR, ours.DATA_DIR, ours.SITE_NAME
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bare.urls"
WSGI_APPLICATION = "bare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
