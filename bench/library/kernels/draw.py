"""A public draw: twenty of 400,000 names by Rivest's tickets."""

from typing import Any

from library.measure import Aim, Outcome, measured, timed, times

TITLE = "Verifiable draw"
_SEED = "31415926535897932384"
_TAKE = 20


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - as every kernel
    """Measure both and compare what they drew."""
    count = 20_000 if quick else 400_000
    ours = measured(
        "fivefold.method.draw.smallest", "draw:ours", note="one copied hash state per name", count=count
    )
    peer = measured("consistent_sampler", "draw:peer", note="a heap of all tickets", count=count)
    same = ours.told["drawn"] == peer.told["drawn"]
    return [
        Outcome(
            f"{_TAKE} of {count:,} names, tickets to 18 digits",
            (ours, peer),
            (Aim("at least 4 x consistent_sampler", times(peer, ours), 4),),
            (
                f"Names and tickets drawn are {'the same' if same else '**not the same**'}; both refuse double names.",
            ),
        )
    ]


def _names(count: int) -> list[str]:
    return [f"演示{number:06d}" for number in range(count)]


def ours(count: int) -> dict[str, Any]:
    """Draw with the method."""
    from fivefold.method.draw import smallest

    names, drawn = _names(count), []

    def work() -> None:
        assert len(set(names)) == len(names)
        drawn[:] = smallest(names, _SEED, _TAKE)

    return {**timed(work), "drawn": [[one.trimmed(18), one.name] for one in drawn]}


def peer(count: int) -> dict[str, Any]:
    """Draw with consistent_sampler, which checks for double names itself."""
    from consistent_sampler import sampler

    names, drawn = _names(count), []

    def work() -> None:
        drawn[:] = sampler(names, seed=_SEED, take=_TAKE, digits=18)

    return {**timed(work), "drawn": [[number, name] for number, name, _ in drawn]}
