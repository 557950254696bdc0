"""Installations to measure on: made once, cloned, and carried over from one database to the other."""

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from harness.child import call
from harness.cluster import Cluster, programs

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
_FILE = "fivefold.sqlite3"


@dataclass(frozen=True)
class Site:
    """An installation: its database, its folder for keys and files."""

    kind: str
    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to know to work on it."""
        url = f"sqlite:///{self.folder / _FILE}"
        return {"FIVEFOLD_DATA": str(self.folder), "FIVEFOLD_DATABASE": self.database or url}


class Stage:
    """A folder of its own for everything; a context manager that leaves nothing behind."""

    def __init__(self, *, quick: bool, kinds: tuple[str, ...] = (SQLITE, POSTGRES)) -> None:
        self.quick = quick
        self.programs = programs()
        self.kinds = tuple(kind for kind in kinds if kind == SQLITE or self.programs)
        self.folder = Path(tempfile.mkdtemp(prefix="fivefold-bench-"))
        self.cluster: Cluster | None = None
        self._empty: dict[str, Site] = {}
        self._founded: dict[int, Site] = {}
        self._nations: dict[tuple[int, str], Site] = {}
        self._made = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.cluster is not None:
            self.cluster.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_folder(self) -> Path:
        """Return a new empty folder."""
        self._made += 1
        folder = self.folder / str(self._made)
        folder.mkdir()
        return folder

    def _postgres(self) -> Cluster:
        if self.cluster is None:
            assert self.programs is not None  # kinds says so
            self.cluster = Cluster(self.programs)
        return self.cluster

    def empty(self, kind: str) -> Site:
        """Return a new installation with empty tables."""
        if kind not in self._empty:
            self._empty[kind] = self._migrated(kind)
        return self.clone(self._empty[kind])

    def _migrated(self, kind: str) -> Site:
        folder = self.new_folder()
        site = Site(kind, folder)
        if kind == POSTGRES:
            cluster = self._postgres()
            site = Site(kind, folder, cluster.url(cluster.create()))
        call("inside.setting_up:migrated", site.environment)
        return site

    def clone(self, site: Site) -> Site:
        """Return a copy of an installation that nobody uses at the moment."""
        folder = self.new_folder()
        shutil.copytree(site.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*"))
        if site.kind == POSTGRES:
            cluster = self._postgres()
            name = cluster.create(site.database.rpartition("/")[2])
            return Site(POSTGRES, folder, cluster.url(name))
        with sqlite3.connect(site.folder / _FILE) as source, sqlite3.connect(folder / _FILE) as target:
            source.backup(target)
        source.close()
        target.close()
        return Site(SQLITE, folder)

    def carried(self, site: Site, kind: str) -> Site:
        """Return an installation on a database of the given kind with the rows and files of an SQLite one."""
        if kind == site.kind:
            return self.clone(site)
        target = self.empty(kind)
        shutil.copytree(
            site.folder, target.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*")
        )
        call("inside.setting_up:carried", target.environment, source=str(site.folder / _FILE))
        return target

    def nation(self, regions: int, kind: str = SQLITE) -> Site:
        """Return the fictional nation with so many regions, in the middle of its round; made once."""
        if (regions, kind) not in self._nations:
            if kind == SQLITE:
                site = self.founded(regions)
                call("inside.nation:in_the_middle", site.environment)
            else:
                site = self.carried(self.nation(regions), kind)
            self._nations[regions, kind] = site
        return self._nations[regions, kind]

    def founded(self, regions: int) -> Site:
        """Return a new copy of the nation before anything was handed in, on SQLite."""
        if regions not in self._founded:
            site = self.empty(SQLITE)
            call("inside.nation:founded", site.environment, regions=regions)
            self._founded[regions] = site
        return self.clone(self._founded[regions])
