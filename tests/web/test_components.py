"""Components render exactly what stylesheets, keyboards and screen readers rely on."""

import re

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from fivefold.web.parts import Action, Basis, Link, Progress, StateLine, SummaryRow, Tag, Task
from fivefold.web.widgets import DayInput, NumberInput, Radios

pytestmark = pytest.mark.usefixtures("english")


def show(name, **context):
    html = render_to_string(f"web/components/{name}.html", context)
    return re.sub(r"\s*\n\s*", "", html)


class Claim(forms.Form):
    title = forms.CharField(label="Title", help_text="Short.")
    score = forms.CharField(label="Score", widget=NumberInput(), required=False)
    day = forms.DateField(label="Day", widget=DayInput())
    basis = forms.ChoiceField(label="Basis", choices=[("a", "A"), ("b", "B")], widget=Radios())
    sure = forms.BooleanField(label="Sure")


def test_state_is_shape_and_word():
    assert show("state_tag", tag=Tag("Posted", "official")) == (
        '<span class="tag tag-official"><i aria-hidden="true">■</i>Posted</span>'
    )


def test_state_line_says_where_whose_since_until_next():
    html = show(
        "turn_line",
        state=StateLine(Tag("Returned", "returned"), "You", "11-20", "11-30", "review", mine=True),
    )
    assert html == (
        '<p class="turn"><span class="tag tag-returned"><i aria-hidden="true">△</i>Returned</span>'
        '<span><span>Whose turn</span><b class="mine">You</b></span>'
        '<span><span>Since</span><b class="date">11-20</b></span>'
        "<span><span>Until</span><b>11-30</b></span>"
        "<span><span>Next</span><b>review</b></span></p>"
    )


def test_state_line_leaves_out_what_is_not_known():
    assert "Until" not in show("turn_line", state=StateLine(Tag("Posted", "official")))


def test_a_disabled_action_shows_its_reason_as_text():
    html = show("actions", actions=[Action("Withdraw", "/x/", post=True, reason="The review has begun.")])
    assert 'disabled>Withdraw</button><span class="reason">The review has begun.</span>' in html
    assert "<form" not in html


def test_an_act_is_a_form_with_its_question():
    html = show("actions", actions=[Action("Post", "/post/", "official", post=True, confirm="Really?")])
    assert '<form method="post" action="/post/" data-confirm="Really?">' in html
    assert '<button class="button button-official">Post</button>' in html


def test_error_summary_leads_to_the_fields():
    form = Claim({"title": "x" * 3})
    form.is_valid()
    html = show("error_summary", form=form)
    assert 'role="alert"' in html
    assert '<a href="#id_day">Day: This field is required.</a>' in html
    assert '<a href="#id_basis_0">Basis: This field is required.</a>' in html
    assert show("error_summary", form=Claim()) == ""


def test_a_field_is_tied_to_hint_and_error():
    form = Claim({})
    form.is_valid()
    html = show("form_field", field=form["title"])
    assert html.startswith('<div class="field is-wrong"><label for="id_title">Title</label>')
    assert '<p class="hint" id="id_title_helptext">Short.</p>' in html
    assert '<p class="error" id="id_title_error">' in html
    described = re.search(r'<input[^>]*aria-describedby="([^"]*)"', html)[1].split()
    assert set(described) == {"id_title_helptext", "id_title_error"}
    assert 'aria-invalid="true"' in html


def test_choices_are_a_fieldset_with_a_legend():
    html = show("form_field", field=Claim()["basis"])
    assert html.startswith('<fieldset class="field"')
    assert "<legend>Basis</legend>" in html
    assert html.count('type="radio"') == 2


def test_optional_fields_say_so_and_the_others_do_not():
    assert "(optional)" in show("form_field", field=Claim()["score"])
    assert "(optional)" not in show("form_field", field=Claim()["title"])


def test_numbers_are_typed_as_text_and_days_picked():
    assert 'inputmode="decimal"' in show("form_field", field=Claim()["score"])
    assert 'type="date"' in show("form_field", field=Claim()["day"])


def test_a_figure_opens_its_basis():
    basis = Basis("rank", [("Score", "81.50")], "1 + n", "2026-11-23", "#7", "/log/7/")
    html = show("figure_with_basis", figure="37", of="301", basis=basis)
    assert html.startswith('<details class="basis"><summary>37<span class="figure-of"> / 301</span>')
    assert "<dt>Score</dt><dd>81.50</dd>" in html
    assert '<dt>Ledger entry</dt><dd><a href="/log/7/">#7</a></dd>' in html


def test_change_links_name_what_they_change():
    html = show("summary_list", rows=[SummaryRow("Aim", "first third", change_url="/aim/")])
    assert '<a href="/aim/">Change<span class="visually-hidden">: Aim</span></a>' in html


def test_running_work_is_polled_and_ended_work_is_not():
    running = show("progress", progress=Progress("Import", 3, 10, url="/jobs/1/"))
    assert 'data-progress-url="/jobs/1/"' in running
    assert "3 / 10 (30 %)" in running
    assert '<progress aria-label="Import" max="10" value="3">' in running
    failed = show("progress", progress=Progress("Import", 3, 10, "failed", "Line 4.", "/jobs/1/"))
    assert "data-progress-url" not in failed
    assert "Line 4." in failed


def test_to_dos_are_one_click_from_the_act():
    html = show(
        "task_list", tasks=[Task("Review", "/r/", Tag("Late", "late"), "甲市", "11-18", "5 days late")]
    )
    assert '<a href="/r/">Review</a><span class="note">甲市</span>' in html
    assert "5 days late" in html


def test_a_date_beside_a_link_never_wraps():
    sheet = settings.PACKAGE / "web" / "static" / "web" / "base.css"
    html = show(
        "side_note", title="Next", links=[Link("A", "/a/", date="2026年12月5日"), Link("B", "/b/", "much")]
    )
    assert '<a href="/a/">A</a> <span class="note date">2026年12月5日</span>' in html
    assert '<a href="/b/">B</a> <span class="note">much</span>' in html
    assert "@media (min-width: 30rem) { time, .date { white-space: nowrap; } }" in sheet.read_text(
        encoding="utf-8"
    )


def test_tabs_mark_the_current_one():
    html = show("tabs", tabs=[Link("A", "/a/", active=True), Link("B", "/b/")])
    assert html.count("aria-current") == 1


def test_long_seals_are_wide():
    assert 'class="seal"' in show("seal", text="张榜公布")
    assert 'class="seal seal-wide"' in show("seal", text="演示〔2026〕3号")
