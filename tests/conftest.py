"""Fixtures for every test: the Chinese catalogue, the carried packs, a data folder of its own, the cast."""

from functools import cache
from unittest.mock import patch

import pytest
from django.conf import settings as project_settings
from django.utils import translation

from cast import PROGRAMMES, Nation, build_nation
from fivefold.packs import programmes
from fivefold.web.translation import catalogue


@pytest.fixture(scope="session", autouse=True)
def _messages():
    catalogue.build()
    catalogue.forget()


@pytest.fixture(scope="session", autouse=True)
def _carried_packs_once():
    """Load and check each pack that the repository carries once, not for every nation that is built."""
    load, check = cache(programmes.load_pack), programmes.check_pack
    faults: dict[str, object] = {}

    def loaded(folder):
        return (load if folder.parent == PROGRAMMES else load.__wrapped__)(folder)

    def checked(pack):
        if pack.sha256 not in faults:
            faults[pack.sha256] = check(pack)
        return faults[pack.sha256]

    with patch.object(programmes, "load_pack", loaded), patch.object(programmes, "check_pack", checked):
        yield


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


@pytest.fixture(scope="session")
def browser():
    """One chromium for every test that needs a browser: the library runs only once in a process."""
    from playwright.sync_api import sync_playwright

    from browser.visitors import ARGUMENTS, CHROMIUM

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch_:
        # The library's loop waits in this thread; a database asked from here is asked by nobody else.
        patch_.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
