"""The order gate: no claiming before classes and an edition are in force, and no project without one lead."""

from collections.abc import Iterable, Mapping, Sequence

from fivefold.method.reason import Reason


def check_gate(
    participants: Mapping[str, str | None], *, class_list_in_force: bool, edition_in_force: bool
) -> tuple[Reason, ...]:
    """Return why a claim round may not open; nothing if it may (row 1.2).

    `participants` gives the class (or None) of every region that takes part in the round's batch, by its
    name; others do not matter.

    >>> check_gate({"演示甲市": "2"}, class_list_in_force=True, edition_in_force=True)
    ()
    >>> found = check_gate({"演示甲市": None}, class_list_in_force=True, edition_in_force=False)
    >>> [reason.code for reason in found]
    ['claim.gate.unclassified', 'claim.gate.edition']
    """
    unplaced = [name for name, region_class in participants.items() if region_class is None]
    reasons = []
    if not participants:
        reasons.append(Reason("claim.gate.nobody"))
    if not class_list_in_force:
        reasons.append(Reason("claim.gate.class_list"))
    if unplaced:
        reasons.append(Reason.of("claim.gate.unclassified", count=len(unplaced), regions=unplaced))
    if not edition_in_force:
        reasons.append(Reason("claim.gate.edition"))
    return tuple(reasons)


def check_leads(projects: Iterable[str], leads: Mapping[str, Sequence[str]]) -> tuple[Reason, ...]:
    """Return which projects have not exactly one lead unit; `leads` gives units by project (row 1.2).

    >>> found = check_leads(["P01", "P02", "P03"], {"P01": ["演示甲办"], "P02": ["演示甲办", "演示乙办"]})
    >>> [(reason.code, reason.params["project"]) for reason in found]
    [('claim.gate.many_leads', 'P02'), ('claim.gate.no_lead', 'P03')]
    """
    reasons = []
    for project in projects:
        units = leads.get(project, ())
        if not units:
            reasons.append(Reason.of("claim.gate.no_lead", project=project))
        elif len(units) > 1:
            reasons.append(Reason.of("claim.gate.many_leads", project=project, units=list(units)))
    return tuple(reasons)
