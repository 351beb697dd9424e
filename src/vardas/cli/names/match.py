"""``vardas names match``: a whole list against a registry."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vardas.cli.names.find import Columns, Limit
from vardas.cli.options import AsJSON
from vardas.cli.terminal import answer, remark
from vardas.cli.words import _

SLICE = 20_000
"""Names of the list that are matched at once; bounds the memory that answers take."""


def match_lists(
    list_: Annotated[
        Path,
        typer.Argument(metavar="LIST", help=_("The names to look for: CSV, Arrow IPC, Parquet.")),
    ],
    registry: Annotated[Path, typer.Argument(metavar="REGISTRY", help=_("The names to look in."))],
    column: Columns = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("Write the matches to this file (CSV, .arrow, .pq).")),
    ] = None,
    limit: Limit = 1,
    least: Annotated[
        float, typer.Option(min=0, max=1, help=_("Leave out matches with a lower score."))
    ] = 0.5,
    threads: Annotated[int, typer.Option(min=1, max=64, help=_("Cores to use."))] = 2,
    as_json: AsJSON = False,
) -> None:
    """Find for every name of a list those of a registry that are most likely the same person's.

    The answer is a table: id, name, match_id, match_name, score, rank. It suggests; a person
    decides.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from vardas.cli.names.tables import read_chosen, read_names, write_rows, write_table
    from vardas.names.index import MATCHES, NameIndex

    chosen = read_chosen(column or ())
    asked, held = read_names([list_, registry], chosen)
    index = NameIndex()
    index.add(held.ids, held.names)
    batch = pa.record_batch([pa.array(asked.ids), pa.array(asked.names)], names=["id", "name"])
    found = [
        index.match(batch.slice(start, SLICE), limit, threads)
        for start in range(0, batch.num_rows, SLICE)
    ]
    table = pa.Table.from_batches(found, MATCHES).drop_columns(["nearness"])
    score = pc.round(pc.cast(table.column("score"), pa.float64()), 4)
    table = table.set_column(table.column_names.index("score"), "score", score)
    table = table.filter(pc.greater_equal(table.column("score"), least))
    if out is not None:
        write_table(table, out)
    elif not as_json:
        write_rows(table, sys.stdout)
    named = len(set(table.column("id").to_pylist()))
    if as_json:
        figures = {"names": batch.num_rows, "registry": len(held.ids), "with_match": named}
        answer(figures | ({"file": str(out)} if out else {"matches": table.to_pylist()}))
        return
    remark(
        _("{found} of {names} names have a match of {least} or more in {registry}.").format(
            found=f"{named:,}", names=f"{batch.num_rows:,}", least=least,
            registry=f"{len(held.ids):,}",
        )
    )  # fmt: skip
