"""The generated pages: permissions, states and moves, reactions, addresses, commands."""

from collections.abc import Callable, Mapping

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import ROLE_PERMISSIONS, Role
from fivefold.lifecycle.reactions import reactions
from fivefold.lifecycle.table import Table
from fivefold.lifecycle.tables import REGISTRY
from fivefold.method.reason import Reason, UnknownCodeError, speak
from fivefold.project.checks import patterns
from fivefold.project.reference.commands import commands_page
from fivefold.project.reference.markdown import NOTE, as_table
from fivefold.web.access import access_of


def permissions_page() -> str:
    """Return role x permission with its reach."""
    roles = list(Role)
    rows = (
        [f"`{permission.value}`"]
        + [r.name.lower() if (r := ROLE_PERMISSIONS[role].get(permission)) else "" for role in roles]
        for permission in Permission
    )
    return f"{NOTE}# Permissions\n\n{as_table(['permission', *(role.value for role in roles)], rows)}"


def _said(code: str) -> str:
    try:
        return speak(Reason(code, {"subject": "…", "body": "…", "because": "…"}), "zh-hans")
    except (UnknownCodeError, LookupError):
        return code


def _diagram(table: Table) -> str:
    arrows = sorted({(s, m.target, m.event.split(".")[1]) for m in table.moves for s in m.sources})
    lines = [f"    [*] --> {table.states[0].code}"]
    lines += [f"    {source} --> {target}: {event}" for source, target, event in arrows]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"


def _subject(table: Table) -> str:
    states = (
        [
            f"`{state.code}`",
            _said(f"state.{table.subject}.{state.code}"),
            ", ".join(f"{turn.role.value} ({turn.where.value})" for turn in state.turns),
            "final" if state.final else "",
        ]
        for state in table.states
    )
    moves = (
        [
            f"`{move.event}`",
            ", ".join(sorted(move.sources)),
            move.target,
            f"`{move.permission.value}`",
            "yes" if move.needs_reason else "",
            ", ".join(sorted(move.causes)),
        ]
        for move in table.moves
    )
    acts = (
        [f"`{a.event}`", ", ".join(sorted(a.states)) or "any", "", f"`{a.permission.value}`"]
        for a in table.acts
    )
    text = f"## {table.subject}\n\n{_diagram(table)}\n"
    text += as_table(["state", "said", "whose turn", ""], states) + "\n"
    text += as_table(["move", "from", "to", "permission", "needs a reason", "also by cause"], moves)
    return text + ("\n" + as_table(["act", "in", "", "permission"], acts) if table.acts else "")


def lifecycle_page() -> str:
    """Return every state with its owner and every allowed move."""
    parts = "\n".join(_subject(table) for table in REGISTRY.values())
    return f"{NOTE}# States and moves\n\n{parts}"


def reactions_page() -> str:
    """Return what happens when something happens, in order."""
    rows = ([f"`{event}`", ", ".join(names)] for event, names in reactions().items())
    intro = "They run in the transaction of the event, in this order."
    return f"{NOTE}# Reactions\n\n{intro}\n\n{as_table(['event', 'reactions'], rows)}"


def _entrance(callback: object) -> str:
    access = access_of(callback)
    if access is None:
        return "guards itself"
    return f"`{access.permission.value}`" if access.permission else access.kind


def addresses_page() -> str:
    """Return every address with who may enter."""
    rows = sorted([f"`/{route}`", _entrance(entry.callback)] for route, entry in patterns())
    return f"{NOTE}# Addresses\n\n{as_table(['address', 'who may enter'], rows)}"


def api_page() -> str:
    """Return the operations of the machine interface, who may call each, and what they answer."""
    from fivefold.api.urls import DESCRIPTION, api

    rows = sorted(
        [
            f"`{', '.join(sorted(operation.methods))}`",
            f"`/api{path}`",
            _entrance(operation.view_func),
            operation.description.replace("\n", " "),
        ]
        for router in api._get_bound_routers()  # noqa: SLF001 - the library has no other list of operations
        for path, view in router.path_operations.items()
        for operation in view.operations
    )
    intro = "The full description, with the shape of every answer, is at `/api/openapi.json` (OpenAPI 3.1)."
    return f"{NOTE}# Machine interface\n\n{DESCRIPTION}\n\n{intro}\n\n" + as_table(
        ["", "address", "who may enter", "what it does"], rows
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "permissions.md": permissions_page,
    "lifecycle.md": lifecycle_page,
    "reactions.md": reactions_page,
    "addresses.md": addresses_page,
    "api.md": api_page,
    "commands.md": commands_page,
}
