"""A wheel holds all that runs: built as any builder would, unpacked elsewhere, and used without the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
USE = """
import hashlib, json, os
from datetime import UTC, date, datetime
from pathlib import Path

import fivefold
from fivefold import carried
from fivefold.documents.pdf import render_pdf
from fivefold.documents.reading import pdf_text
from fivefold.documents.spec import OfficialDocument, Paragraph
from fivefold.packs.loader import load_pack
from fivefold.packs.places import pack_folders

os.environ["DJANGO_SETTINGS_MODULE"] = "fivefold.project.settings"
import django
django.setup()
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext, override

def altered(folder):
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    pairs = [line.split(maxsplit=1) for line in lines]
    return [n for d, n in pairs if hashlib.sha256((folder / n.strip("*")).read_bytes()).hexdigest() != d]

document = OfficialDocument(
    issuer_mark=("演示省",), number="演示〔2026〕1号", title_lines=("演示公告",), addressees=("各地区",),
    blocks=(Paragraph("任务认领名单公布如下。"),), signed_by="演示省", dated=date(2026, 3, 2),
)
rendered = render_pdf(document, timestamp=datetime(2026, 3, 2, tzinfo=UTC))
with override("zh-hans"):
    word = gettext("Refused acts")
print(json.dumps({
    "code": fivefold.__file__,
    "altered": {n: altered(carried(f"third_party/{n}")) for n in ("fonts", "htmx")},
    "licences": sorted(p.parent.name for p in carried("third_party").rglob("LICENSE*")),
    "packs": [load_pack(folder).key for folder in pack_folders()],
    "text": "".join("".join(pdf_text(rendered.data)).split()),
    "script": str(finders.find("vendor/htmx.min.js")),
    "style": str(finders.find("web/base.css")),
    "word": word,
    "data": str(settings.DATA_DIR),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Build a wheel with the tools at hand and unpack it, as an installer does."""
    built = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_a_wheel_renders_serves_and_speaks_without_the_checkout(installed, tmp_path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FIVEFOLD_")}
    environment["PYTHONPATH"] = str(installed)
    run = [sys.executable, "-c", USE]
    answer = subprocess.run(run, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["code"] == str(installed / "fivefold" / "__init__.py")
    assert found["altered"] == {"fonts": [], "htmx": []}
    assert found["licences"] == ["fivefold-kai", "htmx", "noto-sans-sc", "noto-serif-sc"]
    assert found["packs"] == ["cn-2021-shiyu", "tiny-two-level"]
    assert "任务认领名单公布如下。" in found["text"]
    assert found["script"] == str(installed / "fivefold/carried/third_party/htmx/htmx.min.js")
    assert found["style"] == str(installed / "fivefold/web/static/web/base.css")
    assert found["word"] == "被拒操作"
    assert found["data"] == str(tmp_path / "var")


def test_what_is_for_this_projects_own_tests_stays_out(installed):
    assert not (installed / "fivefold" / "carried" / "third_party" / "axe").exists()
    assert not (installed / "tests").exists()
