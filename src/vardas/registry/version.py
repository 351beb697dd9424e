"""Is the station's database of the version this program works with?"""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from vardas.errors import StateError
from vardas.registry.fold.rebuild import check_number, renew_names


class OlderStation(StateError):
    """Tables of this version are missing."""

    code = "older_station"
    message = (
        "This station was made by an earlier version of Vardas. Make a copy of its folder, then run"
        " “vardas rebuild”: it brings the tables up to date, and nothing is lost."
    )


class NewerStation(StateError):
    """The station has tables that this version does not know."""

    code = "newer_station"
    message = "This station was used with a newer version of Vardas. Update Vardas to open it."


def check_version() -> None:
    """Refuse other tables than ours; raises OlderStation, NewerStation, RegistryOutdated.

    An index of names that another version of the engine made is made anew on the spot.
    """
    if find_pending():
        raise OlderStation
    check_number()
    renew_names()


def find_pending() -> int:
    """Count the migrations that are still to be applied; raises NewerStation."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    ours = {app for app, _ in graph.nodes}
    if any(
        node[0] in ours and node not in graph.nodes for node in executor.loader.applied_migrations
    ):
        raise NewerStation
    return len(executor.migration_plan(graph.leaf_nodes()))
