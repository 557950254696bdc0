"""The demonstration's two processes: its port, their start, the moment they answer, their end."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

HOST = "127.0.0.1"
_LOOK_SECONDS = 0.2
_END_SECONDS = 10.0


@contextmanager
def held(port: int) -> Iterator[None]:
    """Hold the port while the demonstration is prepared, so that a second one cannot begin on it.

    Raises ClickException if another program has it or this one may not use it.
    """
    with socket.socket() as holder:
        if os.name == "posix":  # elsewhere the option would let two programs share the port
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            holder.bind((HOST, port))
            holder.listen()
        except PermissionError as error:
            message = f"端口 {port} 无权使用，请用 --port 另选 · port {port} is not allowed: choose another with --port"
            raise click.ClickException(message) from error
        except OSError as error:
            message = (
                f"端口 {port} 已被占用，请用 --port 另选 · port {port} is in use: choose another with --port"
            )
            raise click.ClickException(message) from error
        yield


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "FIVEFOLD_DEMO": "1"}
    return subprocess.Popen([sys.executable, "-m", "fivefold", *arguments], env=environment)  # noqa: S603 - our own commands


def _answers(port: int) -> bool:
    """Tell whether the server answers a request."""
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("HEAD", "/")
        line.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
    return True


def _watch(processes: list[subprocess.Popen[bytes]], until: Callable[[], bool]) -> None:
    """Wait until something holds. Raises ClickException as soon as one of the processes has ended."""
    while not until():
        if any(process.poll() is not None for process in processes):
            raise click.ClickException("服务进程已退出，见上文 · a process has ended, see above")
        time.sleep(_LOOK_SECONDS)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to stop; end the one that does not."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run(port: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``ready`` is called when the server answers.

    Raises ClickException if the server or the worker ends by itself; the other one is stopped too.
    """
    before = signal.signal(signal.SIGTERM, _interrupt)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes.append(_start("serve", "--host", HOST, "--port", str(port)))
        processes.append(_start("worker"))
        _watch(processes, lambda: _answers(port))
        ready()
        _watch(processes, lambda: False)
    except KeyboardInterrupt:
        click.echo("\nstopped · 已停止")
    finally:
        _end(processes)
        signal.signal(signal.SIGTERM, before)
