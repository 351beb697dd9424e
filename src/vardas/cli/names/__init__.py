"""``vardas names``: names compared, found and measured; needs no station."""

from __future__ import annotations

import typer

from vardas.cli.names import bench, compare, find, match
from vardas.cli.words import _

app = typer.Typer(
    help=_("Names compared and found across scripts and spellings; no station needed."),
    no_args_is_help=True,
)
app.command("compare")(compare.compare_names)
app.command("find")(find.find_name)
app.command("match")(match.match_lists)
app.command("bench")(bench.measure_engine)
