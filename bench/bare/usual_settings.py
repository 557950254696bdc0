"""Settings of the usual way: the middlewares and context processors of a new Django project, sign-in among them."""

from pathlib import Path

from bare.settings import *  # noqa: F403 - the bare settings with what a new project has besides
from fivefold.project import settings as ours

_LEFT_OUT = ("fivefold.", "allauth.")
MIDDLEWARE = [name for name in ours.MIDDLEWARE if not name.startswith(_LEFT_OUT)]
AUTHENTICATION_BACKENDS, CACHES = ["django.contrib.auth.backends.ModelBackend"], ours.CACHES
LANGUAGES, USE_I18N, STATIC_URL = ours.LANGUAGES, True, ours.STATIC_URL
WSGI_APPLICATION = "bare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
