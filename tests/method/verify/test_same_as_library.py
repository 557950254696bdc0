"""The one-file verifier carries its own copies; here they are held equal to the library's."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method import canonical, verify
from method.json_values import rough_values, values


def read_by_both(data):
    """Read with both; both must refuse, or give the same value."""
    try:
        alone = verify.read(data)
    except verify.Unclear:
        with pytest.raises(canonical.CanonicalError):
            canonical.loads(data)
        return None
    assert canonical.loads(data) == alone
    return alone


@given(values())
def test_the_same_bytes_are_written(value):
    assert verify.canonical(value) == canonical.dumps(value)
    assert verify._digest(value) == canonical.digest(value)
    assert read_by_both(canonical.dumps(value)) == value


@given(rough_values(), st.booleans())
def test_the_same_values_are_read_or_refused(value, escaped):
    read_by_both(json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=40) | st.text('{}[]",:0123456789.eE-+ntrufalse\\ ', max_size=40).map(str.encode))
def test_the_same_texts_are_read_or_refused(data):
    read_by_both(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":{"b":[{"c":1,"d":2,"c":3}]}}',
        b"9007199254740991",
        b"9007199254740992",
        b"-9007199254740991",
        b"-9007199254740992",
        b"1" * 5_000,
        b"[" * 64 + b"]" * 64,
        b"[" * 65 + b"]" * 65,
        b"[" * 66 + b"]" * 66,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xef\xbb\xbf1",
        b'"\\ud83d\\ude00"',
        b'"\\ud83d"',
        '{"e\u0301":1}'.encode(),
        b"-0",
        b"1.0",
        b"NaN",
        b" [ 1 , 2 ] \n",
    ],
)
def test_edges_are_read_or_refused_alike(data):
    read_by_both(data)


def test_the_verifier_imports_nothing_but_the_standard_library(tmp_path):
    alone = tmp_path / "verify.py"
    alone.write_bytes(Path(verify.__file__).read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(alone), "--help"], capture_output=True, check=True, cwd=tmp_path
    )
    assert b"--bundle" in done.stdout
