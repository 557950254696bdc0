"""The structure of quotas: nested ones make a flow, crossing ones do not; what falls into separate parts.

The regions' bounds are one family of disjoint sets. If the sets of regions that the quotas of each project
look at are *nested* (any two are disjoint, or one contains the other), they are a second laminar family. A
matrix of two laminar families is a network matrix, hence totally unimodular: a flow gives the exact
optimum. A class quota that cuts across provinces with quotas of their own crosses them, and the optimum of
the linear relaxation may then be broken (Hoffman & Kruskal 1956; Schrijver, Combinatorial Optimization,
2003, section 13.4).
"""

import numpy as np

from fivefold.method.claim.coordination.arrays import ANY, Instance, Ints


def nested(instance: Instance) -> bool:
    """Return whether the quotas of every project are nested on the regions at hand."""
    quotas = instance.quotas
    by_province = quotas.at((quotas.province != ANY) & (quotas.region_class == ANY))
    by_class = quotas.at((quotas.province == ANY) & (quotas.region_class != ANY))
    if not len(by_province) or not len(by_class):
        return True
    crossing = _crossing(instance)
    for project in np.intersect1d(by_province.project, by_class.project):
        provinces = by_province.province[by_province.project == project]
        classes = by_class.region_class[by_class.project == project]
        if crossing[np.ix_(provinces, classes)].any():
            return False
    return True


def _crossing(instance: Instance) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Return which province and class meet without one lying within the other."""
    quotas = instance.quotas
    provinces = int(max(instance.province.max(initial=0), quotas.province.max(initial=0))) + 1
    classes = int(max(instance.region_class.max(initial=0), quotas.region_class.max(initial=0))) + 1
    met = np.zeros((provinces, classes), np.int64)
    np.add.at(met, (instance.province, instance.region_class), 1)
    inside = (met == met.sum(axis=1, keepdims=True)) | (met == met.sum(axis=0, keepdims=True))
    crossing: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (met > 0) & ~inside
    return crossing


def parts(instance: Instance) -> list[tuple[Ints, Ints]]:
    """Return the separate parts, each as its regions and its quotas: no quota looks at two parts.

    Parts are provinces if every quota names one, else classes if every quota names one, else the whole.
    """
    quotas = instance.quotas
    if (quotas.province != ANY).all():
        return _split(instance.province, quotas.province)
    if (quotas.region_class != ANY).all():
        return _split(instance.region_class, quotas.region_class)
    return [(np.arange(len(instance.province)), np.arange(len(quotas)))]


def _split(of_region: Ints, of_quota: Ints) -> list[tuple[Ints, Ints]]:
    keys = np.union1d(of_region, of_quota)
    regions, quotas = np.argsort(of_region, kind="stable"), np.argsort(of_quota, kind="stable")
    cut_regions = np.searchsorted(of_region[regions], keys[1:])
    cut_quotas = np.searchsorted(of_quota[quotas], keys[1:])
    return list(zip(np.split(regions, cut_regions), np.split(quotas, cut_quotas), strict=True))
