"""Finding the messages that code and templates use."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

MODULE = "django.utils.translation"
_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(npgettext|pgettext|ngettext|gettext|_)\(\s*({_TEXT}(?:\s*,\s*{_TEXT})*)", re.DOTALL)
_ARGUMENT = re.compile(_TEXT, re.DOTALL)


class Use(NamedTuple):
    """A message in use, and where."""

    context: str
    text: str
    plural: str
    place: str


def used(package: Path) -> list[Use]:
    """Return every message used by Python files and templates below the folder."""
    found: list[Use] = []
    for path in sorted(package.rglob("*.py")):
        if "migrations" not in path.parts:
            found.extend(in_python(path.read_text(encoding="utf-8"), str(path.relative_to(package))))
    for kind in ("*.html", "*.txt"):
        for path in sorted(package.rglob(kind)):
            if "templates" in path.parts:
                found.extend(in_template(path.read_text(encoding="utf-8"), str(path.relative_to(package))))
    return found


def in_template(source: str, name: str) -> Iterator[Use]:
    """Yield the messages of a template, as Django itself reads them."""
    for match in _CALL.finditer(templatize(source, origin=name)):
        arguments = [ast.literal_eval(text) for text in _ARGUMENT.findall(match[2])]
        yield _use(match[1], arguments, name)


def in_python(source: str, name: str) -> Iterator[Use]:
    """Yield the messages of a Python file: calls of what it imported from Django's translation module."""
    tree = ast.parse(source)
    names = _imported(tree)
    bound = _bound(tree, names)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        called = node.func.id
        if texts and called in names:
            yield _use(names[called], texts, f"{name}:{node.lineno}")
        elif texts and called in bound:
            yield _use("pgettext", [bound[called], *texts], f"{name}:{node.lineno}")


def _imported(tree: ast.AST) -> dict[str, str]:
    """Return the local names of Django's functions: local name -> function, without ``_lazy``."""
    return {
        alias.asname or alias.name: alias.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == MODULE
        for alias in node.names
        if alias.name.removesuffix("_lazy").endswith("gettext")
    }


def _bound(tree: ast.AST, names: dict[str, str]) -> dict[str, str]:
    """Return names like ``_ = partial(pgettext, "design")``: name -> context."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=local)],
                value=ast.Call(
                    func=ast.Name(id="partial"),
                    args=[ast.Name(id=function), ast.Constant(value=str(context))],
                ),
            ) if names.get(function) == "pgettext":
                found[local] = context
    return found


def _use(function: str, texts: list[str], place: str) -> Use:
    context = texts.pop(0) if "pgettext" in function else ""
    return Use(context, texts[0], texts[1] if function.startswith("n") and len(texts) > 1 else "", place)
