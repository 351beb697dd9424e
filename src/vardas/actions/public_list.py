"""Writes the public list: the approved publication, cleared anew, as a site in a folder."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from vardas.actions.export import prove_statements, read_checkpoint
from vardas.actions.publishing import CarriedOut, carry_out, find_latest
from vardas.errors import StateError
from vardas.publish.cleared import Cleared
from vardas.publish.public_list import Evidence, SiteReport, write_site
from vardas.publish.public_list.folder import FolderNotOurs, is_ours
from vardas.publish.request import FindPermissions
from vardas.registry.station import Station

PURPOSE = "say_arrived"


class NotApproved(StateError):
    """No public list was approved."""

    code = "not_approved"
    message = (
        "No public list was approved, so nothing was written. Propose one with “vardas publish"
        " --propose”, and let a second member look at it and approve."
    )


def write_public_list(
    station: Station,
    member: UUID,
    folder: Path,
    find_permissions: FindPermissions,
    *,
    base_url: str = "",
    contact: str = "",
    verifier: bytes = b"",
) -> tuple[SiteReport, CarriedOut]:
    """Write the latest approved public list into a folder, in place of the one before.

    That it leaves is recorded before it is written. Whoever took their agreement back is gone from
    the folder afterwards. Raises NotApproved, FolderNotOurs, OSError.
    """
    standing = find_latest(PURPOSE)
    if standing is None:
        raise NotApproved
    if folder.exists() and not is_ours(folder):
        raise FolderNotOurs
    cleared, done = carry_out(
        station, member, standing.id, find_permissions, "site", lambda cleared: cleared
    )
    report = write_site(
        cleared,
        folder,
        made=cleared.ground.made.replace(microsecond=0),
        evidence=gather_evidence(station, cleared, verifier),
        base_url=base_url,
        contact=contact,
    )
    return report, done


def pack_public_list(station: Station, cleared: Cleared) -> bytes:
    """Pack the site into one ZIP file, to be unpacked on a web server.

    What stands in it is public: it may pass through a temporary folder.
    """
    packed = BytesIO()
    with TemporaryDirectory(prefix="vardas-site-") as scratch:
        folder = Path(scratch) / "site"
        write_site(
            cleared,
            folder,
            made=cleared.ground.made.replace(microsecond=0),
            evidence=gather_evidence(station, cleared),
        )
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder))
    return packed.getvalue()


def gather_evidence(station: Station, cleared: Cleared, verifier: bytes = b"") -> Evidence:
    """Gather the checkpoint and the proofs of what leaves whole."""
    whole = [
        said.statement
        for record in cleared
        for field in record.fields.values()
        for said in field.values
        if said.is_whole
    ]
    proofs = {statement: proof + b"\n" for statement, proof in prove_statements(whole).items()}
    return Evidence(station.name, read_checkpoint(station), proofs, verifier)
