"""Who may still be placed: a flow that is repaired edge by edge, so that lots never end in a dead end."""

from collections import deque
from collections.abc import Mapping, Sequence


class Flow:
    """Every task gets `need` different hands out of those allowed to it; no hand gets more than its room.

    Tasks and hands are tried in the order given, so that the outcome depends on nothing else. `edges` holds the
    pairs placed now; those in `fixed` stay.
    """

    def __init__(self, allowed: Mapping[str, Sequence[str]], room: Mapping[str, int]) -> None:
        self.allowed = allowed
        self.left = dict(room)
        self.edges: dict[str, set[str]] = {task: set() for task in allowed}
        self.holders: dict[str, list[str]] = {hand: [] for hand in room}
        self.fixed: set[tuple[str, str]] = set()

    def augment(self, task: str) -> frozenset[str] | None:
        """Give `task` one more hand. Returns None when done, else the tasks that compete for too few hands."""
        came: dict[str, tuple[str, str] | None] = {task: None}
        waiting, seen = deque([task]), set()
        while waiting:
            current = waiting.popleft()
            for hand in self.allowed[current]:
                if hand in seen or hand in self.edges[current]:
                    continue
                seen.add(hand)
                if self.left[hand]:
                    self.left[hand] -= 1
                    self._shift(came, current, hand)
                    return None
                for holder in self.holders[hand]:
                    if holder not in came and (holder, hand) not in self.fixed:
                        came[holder] = (current, hand)
                        waiting.append(holder)
        return frozenset(came)

    def _shift(self, came: Mapping[str, tuple[str, str] | None], current: str, hand: str) -> None:
        """Place along the path found: each task takes the hand, and gives its own to the one before."""
        self._place(current, hand)
        step = came[current]
        while step is not None:
            before, freed = step
            self._take(current, freed)
            self._place(before, freed)
            current, step = before, came[before]

    def fix(self, task: str, hand: str) -> bool:
        """Place the pair for good if all others can still be placed; else leave everything as it was."""
        if hand not in self.edges[task]:
            edges = {one: set(hands) for one, hands in self.edges.items()}
            room, holders = dict(self.left), {one: list(tasks) for one, tasks in self.holders.items()}
            if not self._force(task, hand):
                self.edges, self.left, self.holders = edges, room, holders
                self.fixed.discard((task, hand))
                return False
        self.fixed.add((task, hand))
        return True

    def _force(self, task: str, hand: str) -> bool:
        """Give `hand` to `task` for a loose one of its own; whoever loses the hand looks for another.

        Which loose hand is given up, and who loses, does not matter: the search passes through all of them.
        """
        given_up = next(one for one in self.allowed[task] if one in self._loose(task))
        self._take(task, given_up)
        self.left[given_up] += 1
        self.fixed.add((task, hand))
        if self.left[hand]:
            self.left[hand] -= 1
            self._place(task, hand)
            return True
        loser = next((one for one in self.holders[hand] if (one, hand) not in self.fixed), None)
        if loser is None:
            return False
        self._take(loser, hand)
        self._place(task, hand)
        return self.augment(loser) is None

    def _loose(self, task: str) -> set[str]:
        return {hand for hand in self.edges[task] if (task, hand) not in self.fixed}

    def _place(self, task: str, hand: str) -> None:
        self.edges[task].add(hand)
        self.holders[hand].append(task)

    def _take(self, task: str, hand: str) -> None:
        self.edges[task].discard(hand)
        self.holders[hand].remove(task)
