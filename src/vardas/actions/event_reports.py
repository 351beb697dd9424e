"""Writes the facts of events in plain terms: from the approved public list, cleared anew."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from vardas.actions.public_list import PURPOSE, NotApproved
from vardas.actions.publishing import CarriedOut, carry_out, find_latest
from vardas.publish.report.files import make_files
from vardas.publish.request import FindPermissions
from vardas.registry.station import Station

FORM = "report"


def write_event_reports(
    station: Station, member: UUID, folder: Path, find_permissions: FindPermissions
) -> tuple[list[Path], CarriedOut]:
    """Write ``facts.pdf``, ``facts.html`` and ``facts.txt`` into a folder, over those before.

    That they leave is recorded before they are written. Other files in the folder stay. Raises
    NotApproved, what :func:`vardas.actions.publishing.carry_out` raises, OSError.
    """
    standing = find_latest(PURPOSE)
    if standing is None:
        raise NotApproved
    folder.mkdir(parents=True, exist_ok=True)
    files, done = carry_out(station, member, standing.id, find_permissions, FORM, make_files)
    written = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    return written, done
