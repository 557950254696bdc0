"""The Chinese catalogue is built once from the fragments; pages are asked for in a fixed language."""

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from fivefold.web.translation import catalogue


@pytest.fixture(scope="session", autouse=True)
def _messages():
    catalogue.build()
    trans_real._translations.clear()
    trans_real._default = None


@pytest.fixture
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield
