"""Fixtures for every test: the Chinese catalogue, a data folder of its own, the cast."""

import pytest
from django.conf import settings as project_settings
from django.utils import translation

from cast import Nation, build_nation
from fivefold.web.translation import catalogue


@pytest.fixture(scope="session", autouse=True)
def _messages():
    catalogue.build()
    catalogue.forget()


@pytest.fixture(autouse=True)
def _own_language():
    """Each test begins in the language of the site, whatever page the test before it has asked for."""
    with translation.override(project_settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LOG_KEY_FILE = tmp_path / "log.key"
    settings.SITE_NAME = "test.example"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def nation(db) -> Nation:
    return build_nation()
