"""The child of `files.sandbox`: sets its own limits, then calls one function. Run as a file, not imported."""

import ctypes
import enum
import importlib
import pickle
import resource
import sys
from typing import Any, BinaryIO

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def _limit(cpu: int, memory: int, answer: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (answer, answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # a network of its own that leads nowhere, where the system lets an ordinary process have one
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _called(module: str, name: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
    function = getattr(importlib.import_module(module), name)
    try:
        return "result", function(*arguments)
    except MemoryError:
        return "failed", "MemoryError"
    except BaseException as error:  # noqa: BLE001 - whatever a hostile file brings about ends here, panics too
        reasons = getattr(error, "reasons", None)
        return ("refused", reasons) if reasons else ("failed", type(error).__name__)


class _Writer(pickle.Pickler):
    """Writes members of enumerations by their value.

    Python before 3.11.4 (Debian 12 has 3.11.2) writes them with ``getattr``, which the parent rightly refuses to call.
    """

    def reducer_override(self, obj: Any) -> Any:
        return (type(obj), (obj.value,)) if isinstance(obj, enum.Enum) else NotImplemented


def write(answer: tuple[str, Any], sink: BinaryIO) -> None:
    """Write the answer as the parent reads it."""
    _Writer(sink).dump(answer)


def main() -> None:
    """Read a job from standard input and write its answer to standard output."""
    source = sys.stdin.buffer
    sys.path[:] = pickle.load(source)  # noqa: S301 - written by our own parent
    _limit(*pickle.load(source))  # noqa: S301 - see above
    write(_called(*pickle.load(source)), sys.stdout.buffer)  # noqa: S301 - see above


if __name__ == "__main__":
    main()
