"""Fixtures for every test: a data folder of its own, an in-memory database, the cast."""

import pytest

from cast import Nation, build_nation


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
