"""Nested quotas as a minimum-cost flow, exact in whole numbers.

One unit of flow is one claim: hub -> region -> (region, project) -> the smallest quota that counts the claim
-> the quota around it -> ... -> hub. Bounds of regions and quotas are bounds of arcs; a soft bound is a
cheaper or dearer arc beside. OR-Tools' SimpleMinCostFlow (cost scaling, Goldberg 1997) does the rest.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from fivefold.method.claim.coordination.arrays import ANY, Bools, Instance, Ints
from fivefold.method.claim.coordination.ties import ranked


@dataclass(frozen=True)
class Tree:
    """`entry[r, p]`: the node that counts a claim; `parent[q]`: the node around quota q.

    Nodes are numbered: the regions, then the quotas, then the hub.
    """

    entry: Ints
    parent: Ints
    hub: int


@dataclass(frozen=True)
class _Network:
    """The solver, and what each node must send (arcs' lower bounds are turned into it)."""

    solver: SimpleMinCostFlow
    supply: Ints

    def arcs(self, tails: Ints, heads: Ints, capacity: Ints, cost: Ints) -> None:
        self.solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacity, cost)

    def bounded(self, tails: Ints, heads: Ints, low: Ints, high: Ints) -> None:
        """Add arcs that carry between low and high."""
        self.full(tails, heads, low)
        self.arcs(tails, heads, high - low, np.zeros_like(low))

    def full(self, tails: Ints, heads: Ints, flow: Ints) -> None:
        """Let so much flow from tail to head, whatever it costs."""
        np.add.at(self.supply, heads, flow)
        np.subtract.at(self.supply, tails, flow)


def flow(instance: Instance, rows: Ints) -> Bools | None:
    """Return the best choice of one part, None if its demands cannot be met together.

    `rows` are the regions' places in the whole, from which ties are broken (see `ties`). The quotas must be
    nested. Raises `OverflowError` for scores too large for the solver's whole numbers.
    """
    tree = tree_of(instance)
    worth, scale = ranked(instance, rows)
    free, must = instance.lock == 0, instance.lock > 0
    network = _Network(SimpleMinCostFlow(), np.zeros(tree.hub + 1, np.int64))
    cells = np.flatnonzero(free)
    network.arcs(cells // free.shape[1], tree.entry.take(cells), np.ones_like(cells), -worth.take(cells))
    if must.any():
        holders = np.nonzero(must)[0]
        network.full(holders, tree.entry[must], np.ones_like(holders))
    every = np.arange(len(rows))
    network.bounded(np.full_like(every, tree.hub), every, instance.low, instance.high)
    _limit(instance, tree, network, scale)
    found = _solved(network, cells)
    if found is None:
        return None
    must.put(cells, found)
    return must


def _solved(network: _Network, cells: Ints) -> Bools | None:
    """Return which of the free cells carry flow; their arcs are the first of the network."""
    solver = network.solver
    solver.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise OverflowError("scores and penalties are too large for exact whole numbers")
    if status != solver.OPTIMAL:
        return None
    carried: Bools = solver.flows(np.arange(len(cells))) > 0
    return carried


def _limit(instance: Instance, tree: Tree, network: _Network, scale: int) -> None:
    """Add the arcs of the quotas to what is around them."""
    quotas, regions = instance.quotas, len(instance.low)
    nodes = regions + np.arange(len(quotas))
    hard = quotas.penalty == ANY
    # A hard minimum above the number of regions stays: no flow can meet it, which is the truth.
    high = np.maximum(np.minimum(quotas.high, regions), quotas.low)
    network.bounded(nodes[hard], tree.parent[hard], quotas.low[hard], high[hard])
    if hard.all():
        return
    ends = (nodes[~hard], tree.parent[~hard])
    low, price = np.minimum(quotas.low, regions)[~hard], quotas.penalty[~hard] * scale
    network.arcs(*ends, low, -price)
    network.arcs(*ends, np.maximum(np.minimum(quotas.high[~hard], regions) - low, 0), np.zeros_like(price))
    network.arcs(*ends, np.full_like(price, regions), price)


def tree_of(instance: Instance) -> Tree:
    """Return the nodes: quotas are painted from the widest to the narrowest; what lies beneath is around."""
    quotas, (regions, _) = instance.quotas, instance.shape
    hub = regions + len(quotas)
    entry, parent = np.full(instance.shape, hub), np.full(len(quotas), hub)
    scopes: dict[tuple[int, int], Ints] = {}
    pairs = list(zip(quotas.province.tolist(), quotas.region_class.tolist(), strict=True))
    for place, pair in enumerate(pairs):
        if pair not in scopes:
            scopes[pair] = np.nonzero(instance.within(place))[0]
    projects = quotas.project.tolist()
    seen = [-len(scopes[pair]) for pair in pairs]
    for place in sorted(range(len(pairs)), key=seen.__getitem__):
        inside = scopes[pairs[place]]
        if len(inside):
            column = entry[:, projects[place]]
            parent[place] = column[inside[0]]
            # Most quotas look at every region of their part; to fill a column is quicker than to pick its cells.
            column[slice(None) if len(inside) == regions else inside] = regions + place
    return Tree(entry, parent, hub)
