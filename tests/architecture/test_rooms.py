"""What the machine holds from the first day: order of rooms, declared access, one writer of states."""

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from fivefold.project.checks import every_view_declares_access, undeclared
from fivefold.web.access import Access, access_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fivefold"
ORDER = [
    "method", "ledger", "packs", "orgs", "authz", "documents", "notices", "files", "jobs", "lifecycle",
    "web", "office", "classify", "decompose", "claim", "desk", "api", "project",
]  # fmt: skip
FILES = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]


def test_foreign_keys_point_down():
    for model in apps.get_models():
        room = model.__module__.split(".")[1]
        if not model.__module__.startswith("fivefold."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.auto_created or target is None or not target.__module__.startswith("fivefold."):
                continue
            assert ORDER.index(target.__module__.split(".")[1]) <= ORDER.index(room), f"{model}.{field.name}"


def test_the_ledger_has_no_foreign_keys():
    for model in apps.get_app_config("ledger").get_models():
        assert not [f for f in model._meta.get_fields() if f.is_relation]


def test_every_view_says_who_may_enter():
    assert undeclared() == []
    assert every_view_declares_access(None) == []


def test_a_view_without_a_declaration_is_found(monkeypatch):
    def bare(request):
        raise AssertionError

    assert access_of(bare) is None
    bare.access = Access("public")
    assert access_of(bare) == Access("public")
    from django.urls import path

    monkeypatch.setattr(get_resolver(), "url_patterns", [path("bare/", lambda request: None)])
    assert undeclared() == ["bare/"]
    assert [e.id for e in every_view_declares_access(None)] == ["fivefold.E001"]


def _state_writes(tree):
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            yield from (
                t for t in targets if isinstance(t, ast.Attribute) and t.attr in {"state", "state_since"}
            )
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"update", "bulk_update"}:
            yield from (k for k in node.keywords if k.arg in {"state", "state_since"})


def test_states_are_written_in_lifecycle_only():
    """``jobs`` has states of work, not of an official matter; they are no lifecycle subject."""
    allowed = {"lifecycle", "jobs"}
    found = [
        str(path.relative_to(SOURCE))
        for path in FILES
        if path.relative_to(SOURCE).parts[0] not in allowed
        and any(_state_writes(ast.parse(path.read_text())))
    ]
    assert found == []


def test_the_search_for_state_writers_finds_them():
    for text in ("row.state = 'x'", "rows.update(state='x')", "row.state_since = now"):
        assert list(_state_writes(ast.parse(text)))


def test_the_method_imports_without_django():
    code = (
        "import sys; sys.modules['django'] = None\n"
        "import importlib, pkgutil, fivefold.method as m\n"
        "names = [i.name for i in pkgutil.walk_packages(m.__path__, 'fivefold.method.')]\n"
        "[importlib.import_module(n) for n in names]\n"
        "print(len(names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert int(done.stdout) >= 10


def test_contracts_between_rooms_are_kept():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={"PYTHONPATH": "src"}
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_files_are_small():
    lengths = {path: len(path.read_text().splitlines()) for path in FILES}
    # The verifier is one file by intent: whoever distrusts us reads and runs it alone (docs/adr/0002).
    assert {p.name for p, n in lengths.items() if n > 400} <= {"verify.py"}
    assert statistics.median(lengths.values()) < 90


@pytest.mark.parametrize("folder", ["tests", "bench"])
def test_files_beside_the_program_are_small_too(folder):
    lengths = {path: len(path.read_text().splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert [path.name for path, length in lengths.items() if length > 400] == []


def _called(path, word):
    """Whether a module is named for what it holds: ``views``, ``views_acts``, ``act_views``, a folder ``views``."""
    return word in path.parts or word in path.stem.split("_")


def test_views_and_forms_are_known_by_their_names():
    names = {path.name for path in FILES if _called(path, "views") and "views" not in path.parts}
    assert {"views.py", "act_views.py", "extension_views.py", "views_acts.py", "views_import.py"} <= names
    assert not any(_called(Path(name), "views") for name in ("overview.py", "previews.py", "reviewing.py"))


def _models_imported(path):
    """The modules of models that a file imports, however it spells it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            named = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Import):
            named = [one.name for one in node.names]
        else:
            continue
        yield from (name for name in named if re.fullmatch(r"fivefold\..+\.models", name))


def test_views_and_forms_never_import_models():
    """What the contract of the same name says of ``views`` and ``forms``, for every module that is called so."""
    wanted = [path for path in FILES if _called(path, "views") or _called(path, "forms")]
    found = {str(path.relative_to(SOURCE)): [*_models_imported(path)] for path in wanted}
    assert {name: models for name, models in found.items() if models} == {}
    assert [*_models_imported(SOURCE / "classify" / "regions" / "actions.py")]


def test_views_are_small():
    """A view beyond 15 statements is a sign that a room is missing."""
    long = []
    for path in FILES:
        if not _called(path, "views"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                count = sum(isinstance(n, ast.stmt) for n in ast.walk(node)) - 1
                if count > 15 + 1:
                    long.append(f"{path.relative_to(SOURCE)}:{node.name} {count}")
    assert long == []


@pytest.mark.parametrize("name", ["utils", "common", "core", "helpers"])
def test_no_room_without_a_meaning(name):
    assert not [p for p in SOURCE.rglob("*") if p.stem == name]


def test_nothing_is_left_to_do_and_no_path_of_a_machine_is_told():
    words = re.compile(r"\b(TODO|FIXME|XXX)\b|/[w]ork/|/home/\w+/|/root/|\bpypi\.org|registry\.npmjs")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    found = []
    for name in listed:
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".css", ".yaml", ".po", ".js"}
            and path.is_file()
        ):
            if "third_party" in path.parts or path == Path(__file__):
                continue
            found += [f"{name}: {hit.group()}" for hit in words.finditer(path.read_text(errors="replace"))]
    assert found == []
