"""What the division hangs onto lower rooms: jobs and reactions, subject by subject."""


def register_work() -> None:
    """Register the division's jobs and reactions."""
    from fivefold.claim.assessments import wiring as assessments
    from fivefold.claim.claims import wiring as claims
    from fivefold.claim.objections import wiring as objections
    from fivefold.claim.postings import wiring as postings
    from fivefold.claim.rounds import wiring as rounds

    rounds.register_work()
    assessments.register_work()
    claims.register_work()
    postings.register_work()
    objections.register_work()
