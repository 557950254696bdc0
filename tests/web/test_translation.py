"""The rooms' fragments become one Chinese catalogue; nothing in use is left untranslated."""

import gettext
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import get_language, override, trans_real
from django.utils.translation import gettext as spoken

from fivefold.web.translation import catalogue, mo, po, scan

FRAGMENT = """# comment
msgid ""
msgstr "Content-Type: text/plain"

msgctxt "design"
msgid "Post"
msgstr "张榜"

msgid "Post"
msgstr "职务"

msgid "%(n)s row"
msgid_plural "%(n)s rows"
msgstr[0] "共%(n)s行"

msgid ""
"a \\"quoted\\" "
"line\\n"
msgstr "一行\\n"
"又一行"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.po").write_text(FRAGMENT, encoding="utf-8")
    return tmp_path


def test_reading(folder):
    messages = po.read(folder / "one.po")
    assert [(m.context, m.text, m.plural, m.forms) for m in messages] == [
        ("design", "Post", "", ("张榜",)),
        ("", "Post", "", ("职务",)),
        ("", "%(n)s row", "%(n)s rows", ("共%(n)s行",)),
        ("", 'a "quoted" line\n', "", ("一行\n又一行",)),
    ]


def test_compiled_catalogue_is_read_by_the_standard_library(folder):
    messages, problems = catalogue.merge([folder / "one.po"])
    assert problems == []
    tongue = gettext.GNUTranslations(io.BytesIO(mo.compiled(catalogue.HEADER, messages)))
    assert tongue.gettext("Post") == "职务"
    assert tongue.pgettext("design", "Post") == "张榜"
    assert tongue.ngettext("%(n)s row", "%(n)s rows", 5) == "共%(n)s行"
    assert tongue.gettext('a "quoted" line\n') == "一行\n又一行"
    assert tongue.gettext("unknown") == "unknown"


def test_the_merged_text_reads_back(folder):
    assert catalogue.build(folder, folder / "out") == []
    again = po.read(folder / "out" / "django.po")
    assert {m.key: m.forms for m in again} == {m.key: m.forms for m in po.read(folder / "one.po")}


def test_contradictions_are_named(folder):
    (folder / "two.po").write_text(
        'msgid "Post"\nmsgstr "发布"\n\nmsgid "Empty"\nmsgstr ""\n', encoding="utf-8"
    )
    _, problems = catalogue.merge(folder.glob("*.po"))
    assert problems == [
        "two.po:1: 'Post' is '发布' here, '职务' at one.po:9",
        "two.po:4: 'Empty' has no translation",
    ]


def test_broken_lines_are_named(folder):
    (folder / "bad.po").write_text('msgid "a"\nmsgstr "unclosed\n', encoding="utf-8")
    _, problems = catalogue.merge([folder / "bad.po"])
    assert problems == ['bad.po:2: not a PO line: msgstr "unclosed']


def test_scanning_python():
    source = (
        "from functools import partial\n"
        "from django.utils.translation import gettext as _, ngettext, pgettext_lazy, gettext_lazy\n"
        "later = partial(pgettext_lazy, 'design')\n"
        "_('one' ' two'); ngettext('row', 'rows', 3); gettext_lazy('three')\n"
        "later('four'); print('five'); _(x)\n"
    )
    assert [use[:3] for use in scan.in_python(source, "x.py")] == [
        ("", "one two", ""),
        ("", "row", "rows"),
        ("", "three", ""),
        ("design", "four", ""),
    ]


def test_scanning_templates():
    source = (
        '{% load i18n %}{% translate "one" %}{% translate "two" context "design" as x %}'
        "{% blocktranslate count n=m %}row{% plural %}{{ n }} rows{% endblocktranslate %}"
        '{% blocktranslate trimmed %}\n a\n {{ b }}\n{% endblocktranslate %}{{ _("three") }}'
    )
    assert [use[:3] for use in scan.in_template(source, "x.html")] == [
        ("", "one", ""),
        ("design", "two", ""),
        ("", "row", "%(n)s rows"),
        ("", "a %(b)s", ""),
        ("", "three", ""),
    ]


def test_check_names_what_has_no_chinese(folder):
    package = folder / "package" / "templates"
    package.mkdir(parents=True)
    (package / "x.html").write_text(
        '{% load i18n %}{% translate "Post" %}{% translate "New" %}', encoding="utf-8"
    )
    catalogue.build(folder, folder / "out")
    assert catalogue.check(folder / "package", folder, folder / "out") == [
        "templates/x.html: 'New' has no Chinese"
    ]
    assert len(catalogue.unused(folder / "package", folder)) == 3
    (folder / "out" / "django.mo").write_bytes(b"old")
    assert "the compiled catalogue is out of date: run build_messages" in catalogue.check(
        folder / "package", folder, folder / "out"
    )


def test_own_room_has_all_its_chinese():
    messages, _ = catalogue.merge(catalogue.FRAGMENTS.glob("*.po"))
    known = {message.key for message in messages}
    uses = scan.used(catalogue.PACKAGE / "web")
    keys = {f"{u.context}{po.SEPARATOR}{u.text}" if u.context else u.text for u in uses}
    assert keys - known == set()
    assert len(keys) > 200


def test_own_fragments_hold_nothing_unused():
    own = ("web.po", "web_design.po")
    elsewhere = {"Simplified Chinese", "English"}  # named by the settings
    left = [line for line in catalogue.unused() if line.startswith(own)]
    assert [line for line in left if not any(word in line for word in elsewhere)] == []


def test_command_builds_and_checks(monkeypatch, folder):
    for name, value in (("FRAGMENTS", folder), ("TARGET", folder / "out"), ("PACKAGE", folder / "none")):
        monkeypatch.setattr(catalogue, name, value)
    monkeypatch.setattr(catalogue.build, "__defaults__", (folder, folder / "out"))
    monkeypatch.setattr(catalogue.check, "__defaults__", (folder / "none", folder, folder / "out"))
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("build_messages", "--check", stderr=io.StringIO())
    call_command("build_messages", verbosity=0, stdout=said)
    assert said.getvalue() == ""
    call_command("build_messages", "--check", stdout=said)
    assert said.getvalue() == "the translations are in order\n"


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "签发人"), ("en", "Signer")])
def test_what_was_read_before_the_catalogue_was_built_is_read_anew(monkeypatch, language, word):
    """On a new machine the demonstration builds the catalogue after Django has looked for it in vain."""
    with override(language):
        monkeypatch.setattr(trans_real._active.value, "gettext", lambda text: "unread")
        assert spoken("Signer") == "unread"
        catalogue.forget()
        assert (spoken("Signer"), get_language()) == (word, language)


def test_every_sentence_with_places_takes_its_values():
    """A lone percent sign, or a place that only one language names, would fail only on the page that says it."""
    messages, _ = catalogue.merge(catalogue.FRAGMENTS.glob("*.po"))
    wrong = []
    for message in messages:
        texts = [text for text in (message.text, message.plural, *message.forms) if text]
        places = set(re.findall(r"%\((\w+)\)", "".join(texts)))
        for text in texts if places else []:
            named = set(re.findall(r"%\((\w+)\)[sd]", text))
            try:
                text % dict.fromkeys(places, 1)
            except (TypeError, ValueError) as error:
                wrong.append((text, str(error)))
            if named != places and not message.plural:
                wrong.append((text, "other places"))
    assert wrong == []
