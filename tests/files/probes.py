"""Functions that a child process runs in the tests of the sandbox; each tries to go too far."""

import os
import resource
import sys
import time
from datetime import date
from decimal import Decimal

from fivefold.files.refusal import refused
from fivefold.method.reason import Reason


def echo(value):
    return value


def spin():
    while True:
        pass


def sleep():
    time.sleep(60)


def swallow():
    return len(bytearray(4 << 30))


def limits():
    kinds = (resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE)
    return tuple(resource.getrlimit(kind) for kind in kinds)


def environment():
    return sorted(os.environ)


def die():
    os.abort()


def refuse():
    raise refused("macro")


def fail():
    raise LookupError("nothing")


def code():
    return sys.exit


def values():
    return (Decimal("1.5"), date(2026, 3, 2), Reason.of("files.empty"), None, True, {"甲": [1]})
