"""``vardas names bench``: how right, how fast and how large the names engine is."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from vardas.cli.terminal import answer, remark
from vardas.cli.words import _
from vardas.errors import InputError


class NothingToMeasure(InputError):
    """Neither pairs nor a registry with its queries were named."""

    code = "names_nothing_to_measure"
    message = "What is to be measured? Name --pairs FILE, or --registry FILE and --queries FILE."


def measure_engine(
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("Labelled pairs: name_a, name_b, label, …")),
    ] = None,
    registry: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("A registry: person_id, name."))
    ] = None,
    queries: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("What is asked of it: query, person_id, …")),
    ] = None,
    size: Annotated[
        list[int] | None,
        typer.Option(
            metavar="N", min=1, help=_("Fill the registry up to so many; may be given again.")
        ),
    ] = None,
    peers: Annotated[
        bool, typer.Option("--peers", help=_("Measure others too, where they are installed."))
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Write the figures to this file as well."))
    ] = None,
) -> None:
    """Print figures as JSON: F1, precision, recall, calibration, recall@1 and @5, time, memory.

    The names of the files are counted and never printed.
    """
    if pairs is None and (registry is None or queries is None):
        raise NothingToMeasure
    from vardas.cli.names.measuring.digest import engine_digest

    figures: dict[str, Any] = {
        "engine": engine_digest(),
        "measured": datetime.now(UTC).date().isoformat(),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
    }
    if pairs is not None:
        figures["pairs"] = _measure_pairs(pairs, peers)
    if registry is not None and queries is not None:
        figures["search"] = _measure_search(registry, queries, size or [0], peers)
    if engine_digest() != figures["engine"]:  # parts of the figures belong to another engine
        figures["engine"] = "changed while it was measured"
        remark(_("The engine was changed while it was measured. Measure it again."), "red")
    if report is not None:
        report.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    answer(figures)


def _measure_pairs(file: Path, with_peers: bool) -> dict[str, Any]:
    from vardas.cli.names.measuring.pairs import measure_pairs, read_pairs

    remark(_("measuring pairs"))
    pairs = read_pairs(file)
    found = {"file": file.name} | measure_pairs(pairs)
    if with_peers:
        from vardas.cli.names.measuring.peers import measure_peers_on_pairs

        found["peers"] = measure_peers_on_pairs(pairs)
    return found


def _measure_search(
    registry: Path, queries: Path, sizes: list[int], with_peers: bool
) -> dict[str, Any]:
    from vardas.cli.names.measuring.registry import read_questions, read_registry
    from vardas.cli.names.measuring.search import measure_search

    held, asked = read_registry(registry), read_questions(queries)
    found: dict[str, Any] = {
        "files": [registry.name, queries.name],
        "what": (
            "one query after another; filled up with invented names, none of which shares given"
            " name and surname with a name of the registry or of the queries, patronymics left"
            " aside; recall_among_namesakes is the same where they may, and only the whole name"
            " differs; the index alone in its process"
        ),
        "sizes": [],
    }
    for size in sizes:
        remark(_("measuring a registry of {size} names").format(size=size or len(held.ids)))
        figures = measure_search(held, asked, size)
        if with_peers:
            from vardas.cli.names.measuring.peers import measure_peers_on_search

            figures["peers"] = measure_peers_on_search(held, asked, size)
        found["sizes"].append(figures)
    return found
