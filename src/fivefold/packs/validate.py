"""From plain data to frozen models; every fault gets its place in the file."""

from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fivefold.packs.fields import Part, Tongues
from fivefold.packs.problems import PackError
from fivefold.packs.yaml_loader import Document, Path

Model = TypeVar("Model", bound=Part)

# Faults that pydantic itself finds, by the code that says them here.
_KNOWN = {
    "missing": "schema.missing",
    "extra_forbidden": "schema.unknown_key",
    "tuple_type": "value.not_list",
    "model_type": "value.not_mapping",
    "dict_type": "value.not_mapping",
    "literal_error": "value.not_one_of",
    "greater_than_equal": "value.range",
    "less_than_equal": "value.range",
}


def validate(
    model: type[Model], document: Document, tongues: Tongues
) -> tuple[Model | None, list[PackError]]:
    """Make a model of a document's data, or return every fault (unknown keys, missing keys, wrong values)."""
    try:
        return model.model_validate(document.data, context=tongues), []
    except ValidationError as error:
        return None, [_fault(document, details) for details in error.errors()]


def _fault(document: Document, details: ErrorDetails) -> PackError:
    path: Path = tuple(details["loc"])
    code, params = details["type"], dict(details.get("ctx", {}))
    if code.startswith("pack."):
        return PackError.at(document.mark(path), code.removeprefix("pack."), **params)
    last = str(path[-1]) if path else document.file
    if code == "extra_forbidden":
        return PackError.at(document.key_mark(path), _KNOWN[code], key=last)
    if code == "literal_error":
        return PackError.at(
            document.mark(path), _KNOWN[code], value=str(details["input"]), choices=params["expected"]
        )
    return PackError.at(document.mark(path), _KNOWN.get(code, "value.wrong"), key=last)
