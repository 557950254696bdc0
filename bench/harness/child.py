"""Calls of functions in a process of their own: one process has one database, and one peak of memory.

As a program: ``python child.py module:function`` reads keyword arguments as JSON from its input and writes what the
function returned, as JSON, to the file named in ``FIVEFOLD_BENCH_ANSWER``.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[1]
_ANSWER = "FIVEFOLD_BENCH_ANSWER"
_LAST_LINES = 25


class ChildFailedError(RuntimeError):
    """A measurement failed; its last lines are the message."""


def call(function: str, environment: Mapping[str, str], *, limit: float = 600.0, **arguments: Any) -> Any:
    """Call ``module:function`` of the folder bench in a new process; Django is ready for those of `inside`.

    ``limit``: seconds after which it is ended. Raises ChildFailedError.
    """
    with tempfile.NamedTemporaryFile(suffix=".json") as answer:
        try:
            done = subprocess.run(
                [sys.executable, __file__, function],
                input=json.dumps(arguments).encode(),
                env={**os.environ, **environment, _ANSWER: answer.name},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ChildFailedError(f"{function}: over {limit:.0f} s") from error
        if done.returncode:
            said = done.stdout.decode(errors="replace").splitlines()[-_LAST_LINES:]
            raise ChildFailedError("\n".join([function, *said]))
        return json.loads(answer.read())


def _main() -> None:
    sys.path[0] = str(BENCH)
    module, _, name = sys.argv[1].partition(":")
    if module.startswith("inside."):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.project.settings")
        import django

        django.setup()
    result = getattr(importlib.import_module(module), name)(**json.load(sys.stdin))
    Path(os.environ[_ANSWER]).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    _main()
