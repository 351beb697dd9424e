"""``vardas verify``: does every commit and every statement still hold?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vardas.cli.entering import enter_station
from vardas.cli.faults import DATA_AT_FAULT
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.progress import show_progress
from vardas.cli.terminal import answer, remark, say
from vardas.cli.words import _
from vardas.ledger.exchange import verify_export

if TYPE_CHECKING:
    from vardas.ledger.verify import Finding, Verdict

_SHOWN = 10


def verify_station(
    file: Annotated[
        Path | None,
        typer.Argument(help=_("An exported ledger to verify instead of a station.")),
    ] = None,
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help=_("Also check the database's inner order; slower."))
    ] = False,
    as_json: AsJSON = False,
) -> None:
    """Verify the station, or an exported ledger, and name the first thing that does not hold."""
    if file is not None:
        with file.open("rb") as lines:
            verdict = verify_export(lines)
        _show(verdict, verdict.findings, as_json)
        return
    opened = enter_station(station, passphrase_file, is_current=False)
    from vardas.registry.verification import verify_database

    with show_progress() as report:
        found = verify_database(opened.station.name, report, is_thorough=thorough)
    _show(found.ledger, found.findings, as_json)


def _show(verdict: Verdict, findings: tuple[Finding, ...], as_json: bool) -> None:
    if as_json:
        answer(_as_data(verdict, findings))
    else:
        _say(verdict, findings)
    if findings:
        raise typer.Exit(DATA_AT_FAULT)


def _say(verdict: Verdict, findings: tuple[Finding, ...]) -> None:
    broken = {finding.commit for finding in verdict.findings if finding.commit}
    counts = {
        "commits": f"{verdict.commits:,}",
        "statements": f"{verdict.statements:,}",
        "holding": f"{verdict.commits - len(broken):,}",
    }
    if verdict.erased:
        say(_("Lawfully erased: {count} statements.").format(count=f"{verdict.erased:,}"))
    if verdict.withheld:
        say(_("Withheld by their senders: {count}.").format(count=f"{verdict.withheld:,}"))
    if not findings:
        say(_("All {commits} commits and {statements} statements hold.").format(**counts))
        return
    say(_("{holding} of {commits} commits hold; {statements} statements read.").format(**counts))
    remark(_("The first that does not hold:"), "red")
    for finding in findings[:_SHOWN]:
        remark(f"  {describe(finding)}")
    if len(findings) > _SHOWN:
        remark(_("  and {count} more; --json names all").format(count=len(findings) - _SHOWN))


def describe(finding: Finding) -> str:
    """Say one finding with its place."""
    words = _(finding.message)
    named = "{detail}" in words
    words = words.replace("{detail}", finding.detail)
    parts = [words]
    if finding.commit:
        place = _("commit {id}").format(id=finding.commit[:16])
        if finding.seq:
            place += ", " + _("number {seq} of station {station}").format(
                seq=finding.seq, station=finding.station[:8]
            )
        parts.insert(0, f"{place}:")
    if finding.detail and not named:
        parts.append(f"({finding.detail})")
    return " ".join(parts)


def _as_data(verdict: Verdict, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "holds": not findings,
        "commits": verdict.commits,
        "statements": verdict.statements,
        "erased": verdict.erased,
        "withheld": verdict.withheld,
        "findings": [
            {
                "code": finding.code,
                "commit": finding.commit,
                "station": finding.station,
                "seq": finding.seq,
                "why": describe(finding),
            }
            for finding in findings
        ],
    }
