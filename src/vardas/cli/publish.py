"""``vardas publish``: lets the public list out, once two members stand behind it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from vardas.cli.entering import enter_station, read_member
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.terminal import answer, remark, say, show_pairs
from vardas.cli.words import _
from vardas.errors import InputError

if TYPE_CHECKING:
    from vardas.publish.cleared import Cleared


class OneAtATime(InputError):
    """Several things were asked for at once."""

    code = "one_at_a_time"
    message = "Choose one of --propose, --approve, --out and --facts: each is a step of its own."


def publish(
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help=_("Write the approved list as a site, in this folder.")
        ),
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help=_("Write what the approved list says of events, in plain terms, in this folder."),
        ),
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help=_("Propose what would leave now."))
    ] = False,
    approve: Annotated[
        UUID | None,
        typer.Option(metavar="NUMBER", help=_("Approve what another member proposed.")),
    ] = None,
    why: Annotated[str, typer.Option(help=_("A note for the others."))] = "",
    url: Annotated[str, typer.Option(help=_("Where the site will be; the feed needs it."))] = "",
    contact: Annotated[
        str, typer.Option(help=_("How readers ask for a correction or to be taken off."))
    ] = "",
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJSON = False,
) -> None:
    """Show what the public list would say; propose, approve or write it."""
    if sum((out is not None, facts is not None, propose, approve is not None)) > 1:
        raise OneAtATime
    opened = enter_station(station, passphrase_file)
    from vardas.actions import event_reports, public_list, publishing
    from vardas.registry.access.reader import Reader, reading_as
    from vardas.registry.access.roles import read_roles
    from vardas.registry.permission import find_permissions

    who = read_member(opened)
    member = who.id
    with reading_as(Reader(member, read_roles(who.roles))):
        if approve is not None:
            cleared = publishing.preview_publication(
                opened.station, member, approve, find_permissions
            )
            publishing.approve_publication(opened.station, member, approve, why)
            _tell(
                _("Approved. “vardas publish --out FOLDER” writes it."), approve, cleared, as_json
            )
        elif propose:
            made, cleared = publishing.propose_publication(
                opened.station, member, public_list.PURPOSE, "public", find_permissions, why=why
            )
            _tell(_("Proposed. A second member has to look and approve."), made, cleared, as_json)
        elif out is not None:
            report, done = public_list.write_public_list(
                opened.station,
                member,
                out,
                find_permissions,
                base_url=url,
                contact=contact,
                verifier=_read_verifier(),
            )
            if as_json:
                answer(
                    {
                        "people": report.people,
                        "events": report.events,
                        "pages": report.pages,
                        "files": report.files,
                        "bytes": report.size,
                        "proofs": report.proofs,
                        "gone": report.gone,
                        "held_back": len(done.cleared.held_back),
                    }
                )
                return
            say(
                _(
                    "Written: {people} people, {events} events, {pages} pages, {proofs} proofs."
                ).format(
                    people=report.people,
                    events=report.events,
                    pages=report.pages,
                    proofs=report.proofs,
                )
            )
            if report.gone:
                say(_("Files of the list before that are gone: {gone}").format(gone=report.gone))
        elif facts is not None:
            written, done = event_reports.write_event_reports(
                opened.station, member, facts, find_permissions
            )
            if as_json:
                answer(
                    {
                        "files": [path.name for path in written],
                        "held_back": len(done.cleared.held_back),
                    }
                )
                return
            say(
                _("Written, one page for each event: {files}").format(
                    files=", ".join(path.name for path in written)
                )
            )
        else:
            cleared = publishing.look_at_publication(
                opened.station, member, public_list.PURPOSE, "public", find_permissions
            )
            _tell(_("Nothing has left. This is what would:"), None, cleared, as_json)


def _tell(sentence: str, publication: UUID | None, cleared: Cleared, as_json: bool) -> None:
    """Say what leaves, what to look at and what stays; never whom it is about."""
    from vardas.publish.reasons import REASONS, WARNINGS

    leaves = {kind: len(cleared.of_kind(kind)) for kind in cleared.kinds()}
    stays = Counter(held.reason for held in cleared.held_back)
    warned = Counter(one.code for one in cleared.warnings)
    if as_json:
        told: dict[str, Any] = {"leaves": leaves, "warnings": warned, "stays": stays}
        answer({**told, **({"publication": str(publication)} if publication else {})})
        return
    say(sentence)
    if publication:
        say(_("Its number: {number}").format(number=publication))
    show_pairs([(kind, str(number)) for kind, number in leaves.items()])
    for code, number in warned.items():
        remark(f"{WARNINGS[code]} ({number})", "yellow")
    if stays:
        say(_("What stays, and why:"))
        show_pairs([(str(number), str(REASONS[reason])) for reason, number in stays.items()])


def _read_verifier() -> bytes:
    """Return the text of verify_vardas.py where it lies beside the source; else nothing."""
    file = Path(__file__).parents[3] / "verify_vardas.py"
    return file.read_bytes() if file.is_file() else b""
