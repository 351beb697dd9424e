"""The composition root of the command line: parts are wired here, and faults end here."""

from __future__ import annotations

import os
import resource
import sys

import typer

from vardas.cli import (
    backup,
    demo,
    export,
    init,
    lists,
    member,
    names,
    passphrase,
    prove,
    publish,
    rebuild,
    recover,
    restore,
    serve,
    source,
    status,
    verify,
)
from vardas.cli.faults import report_fault
from vardas.cli.options import Folder, given_before
from vardas.cli.words import _

app = typer.Typer(
    name="vardas",
    help=_("Keeps every name, every source and every doubt."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def remember_station(station: Folder = None) -> None:
    if station is not None:
        given_before["station"] = station


app.command("init")(init.make_station)
app.command("serve")(serve.serve_station)
app.command("demo")(demo.show_demo)
app.command("status")(status.show_status)
app.command("import")(lists.import_list)
app.command("verify")(verify.verify_station)
app.command("rebuild")(rebuild.rebuild_station)
app.command("backup")(backup.back_up)
app.command("restore")(restore.bring_back)
app.command("passphrase")(passphrase.change_own)
app.command("recover")(recover.recover)
app.command("publish")(publish.publish)
app.command("prove")(prove.prove_statement)
app.add_typer(member.app, name="member")
app.add_typer(export.app, name="export")
app.add_typer(source.app, name="source")
app.add_typer(names.app, name="names")


def run() -> None:
    """Run the command line and exit: 0, 1 where the data is at fault, 2 where the call is."""
    _protect_process()
    try:
        app()
    except Exception as error:
        sys.exit(report_fault(error))


def _protect_process() -> None:
    """Keep memory, which holds keys, out of core files, and what is written for this user alone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
