"""Parsing what others sent in a child process with hard limits: time, memory, no files, no network.

The child starts anew (no memory of this process, no environment), takes the function's name and arguments,
and gives its result back through a file of bounded size. What it gives back is unpickled with a short list of
plain types, so that a child taken over by a hostile file cannot act here.
"""

import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from fivefold.files.kinds import DEFAULT_LIMITS, Limits
from fivefold.files.refusal import UploadRefused, refused
from fivefold.method.reason import Reason

Result = TypeVar("Result")

_CHILD = Path(__file__).with_name("sandbox_child.py")
_ANSWER = 512 << 20  # bytes the child may give back
_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
}


def run(function: Callable[..., Result], *arguments: object, limits: Limits = DEFAULT_LIMITS) -> Result:
    """Call a module-level function of this project in a child process and return its result.

    Raises `UploadRefused`: with the child's own reasons when it refused, `files.too_costly` when it went over
    `limits` (cpu, wall, memory) or was killed, `files.unreadable` when the function failed otherwise.
    """
    job = (function.__module__, function.__qualname__, arguments)
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as given:
        pickle.dump(sys.path, asked)
        pickle.dump((limits.cpu, limits.memory, _ANSWER), asked)
        pickle.dump(job, asked)
        asked.seek(0)
        _wait(asked, given, limits.wall)
        given.seek(0)
        kind, value = _answer(given)
    if kind == "result":
        return value  # type: ignore[no-any-return] # what the function returned
    if kind == "refused":
        raise UploadRefused(*value)
    raise refused("too_costly" if value == "MemoryError" else "unreadable")


def _wait(asked: io.BufferedRandom | Any, given: Any, seconds: float) -> None:
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-I", "-X", "utf8", str(_CHILD)],
        stdin=asked,
        stdout=given,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=tempfile.gettempdir(),
        start_new_session=True,
    )
    try:
        code = child.wait(seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise refused("too_costly") from error
    if code:
        raise refused("too_costly")


def _answer(given: Any) -> tuple[str, Any]:
    try:
        kind, value = _Plain(given).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError) as error:
        raise refused("unreadable") from error
    if kind == "refused" and not (value and all(isinstance(reason, Reason) for reason in value)):
        raise refused("unreadable")
    return str(kind), value


class _Plain(pickle.Unpickler):
    """Reads plain values and the frozen data classes of this project, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("fivefold.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (hasattr(found, "__dataclass_fields__") or _is_enum(found)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")


def _is_enum(found: type) -> bool:
    return hasattr(found, "__members__")
