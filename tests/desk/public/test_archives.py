"""The page of verification is open to anybody: an archive is looked at before a reader runs."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fivefold.desk.public.verifying import queries


def blanks(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "runs", "said"),
    [
        (300 << 20, 0, "文件解开后超过 64 MB，已拒收。"),
        (20 << 20, 0, "疑似压缩炸弹，已拒收。"),
        (1 << 20, 1, "文件中的文字不能读取"),
    ],
)
def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_read(
    nation, client, monkeypatch, size, runs, said
):
    jobs, real = [], queries.run
    monkeypatch.setattr(queries, "run", lambda *job: jobs.append(job) or real(*job))
    data = blanks(size)
    assert len(data) < 400_000
    page = client.post("/public/verify/", {"file": SimpleUploadedFile("list.docx", data), "digest": ""})
    answer = page.context["answer"]
    assert (page.status_code, answer.state, len(jobs)) == (200, "unclear", runs)
    assert answer.title.startswith("无法判断：文件不能读取")
    assert said in answer.findings[0]
