"""``vardas names find``: one name among those of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vardas.cli.options import AsJSON
from vardas.cli.terminal import answer, remark, say
from vardas.cli.words import _

Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COLUMN=FIELD",
        help=_("What a column holds: name, id, surname, given_name or patronymic."),
    ),
]
Limit = Annotated[int, typer.Option(min=1, max=1000, help=_("How many matches at most."))]


def find_name(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The name to look for."))],
    registry: Annotated[
        Path, typer.Argument(metavar="REGISTRY", help=_("The names: CSV, Arrow IPC or Parquet."))
    ],
    column: Columns = None,
    limit: Limit = 10,
    prefix: Annotated[
        bool, typer.Option("--prefix", help=_("NAME is the beginning of one, as while typing."))
    ] = False,
    as_json: AsJSON = False,
) -> None:
    """Find the names of a file that are most likely the same person's, the likeliest first."""
    from vardas.cli.names.tables import read_chosen, read_names
    from vardas.names.index import NameIndex

    (table,) = read_names([registry], read_chosen(column or ()))
    index = NameIndex()
    index.add(table.ids, table.names)
    found = index.prefix(name, limit) if prefix else index.query(name, limit)
    if as_json:
        answer([{"id": one.id, "name": one.name, "score": round(one.score, 4)} for one in found])
        return
    for one in found:
        say(f"{one.score:.2f}  {one.name}  ({one.id})")
    if not found:
        remark(_("No name of this file resembles it."))
