"""Templates ask nothing and decide nothing; they carry no script and no style of their own."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "fivefold"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))


def test_there_are_templates():
    assert len(TEMPLATES) > 40


def test_no_inline_script_or_style():
    bad = re.compile(r"<style|\sstyle=\"|<script(?![^>]*\bsrc=)|\son\w+=\"", re.IGNORECASE)
    assert [str(p) for p in TEMPLATES if bad.search(p.read_text())] == []


def test_no_query_in_a_template():
    bad = re.compile(r"\.(all|filter|exists|values_list|select_related|order_by)\b(?!=)|_set\b")
    hits = [(p.name, m.group()) for p in TEMPLATES for m in bad.finditer(p.read_text())]
    assert hits == []


def test_every_post_form_carries_the_token():
    form = re.compile(r"<form[^>]*method=\"post\"[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
    assert [
        str(p) for p in TEMPLATES for body in form.findall(p.read_text()) if "csrf_token" not in body
    ] == []
