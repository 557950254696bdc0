import io
import pickle

import pytest

from files import probes
from fivefold.documents.sheet_schema import Level
from fivefold.files.kinds import Limits
from fivefold.files.refusal import UploadRefused
from fivefold.files.sandbox import _answer, run
from fivefold.files.sandbox_child import write
from fivefold.method.reason import Reason

SHORT = Limits(cpu=1, wall=4.0, memory=512 << 20)


def codes(function, *arguments, limits=SHORT):
    with pytest.raises(UploadRefused) as caught:
        run(function, *arguments, limits=limits)
    return [reason.code for reason in caught.value.reasons]


def test_results_come_back_as_they_were():
    assert run(probes.values, limits=SHORT) == probes.values()
    assert run(probes.echo, b"\x00" * 1000, limits=SHORT) == b"\x00" * 1000


def test_enumerations_come_back_from_every_python(monkeypatch):
    """Python 3.11.2, which Debian 12 has, writes a member with ``getattr``; the parent calls no such thing."""
    monkeypatch.setattr(Level, "__reduce_ex__", lambda self, _protocol: (getattr, (Level, self.name)))
    member = next(iter(Level))
    told, plain = io.BytesIO(), io.BytesIO()
    write(("result", member), told)
    pickle.dump(("result", member), plain)
    told.seek(0)
    plain.seek(0)
    assert _answer(told) == ("result", member)
    with pytest.raises(UploadRefused):
        _answer(plain)


def test_endless_work_is_stopped():
    assert codes(probes.spin) == ["files.too_costly"]


def test_endless_waiting_is_stopped():
    assert codes(probes.sleep, limits=Limits(wall=1.0)) == ["files.too_costly"]


def test_memory_is_bounded():
    assert codes(probes.swallow) == ["files.too_costly"]


def test_size_of_files_processor_time_and_memory_are_limited():
    assert run(probes.limits, limits=SHORT) == ((512 << 20,) * 2, (1, 2), (512 << 20,) * 2, (0, 0))


def test_a_crash_is_a_refusal():
    assert codes(probes.die) == ["files.too_costly"]


def test_the_childs_own_reasons_come_back():
    assert codes(probes.refuse) == ["files.macro"]


def test_any_other_failure_is_unreadable():
    assert codes(probes.fail) == ["files.unreadable"]


def test_the_environment_stays_here():
    assert "PATH" not in run(probes.environment, limits=SHORT)


def test_code_does_not_come_back():
    assert codes(probes.code) == ["files.unreadable"]


def test_reasons_travel():
    assert run(probes.echo, Reason.of("files.empty"), limits=SHORT) == Reason.of("files.empty")
