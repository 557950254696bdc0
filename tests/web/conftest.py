"""Pages are asked for in a fixed language."""

import pytest
from django.utils import translation


@pytest.fixture
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield
