"""A progress bar on stderr, for whatever takes longer than a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from vardas.cli.terminal import err
from vardas.cli.words import _

if TYPE_CHECKING:
    from vardas.registry.fold.folding import Progress as Report

_PATIENCE = 1.0
_INTERVAL = 0.1


@contextmanager
def show_progress() -> Iterator[Report]:
    """Give a function to report to; the bar appears when the work lasts longer than a second."""
    stages = {
        "read": _("reading"),
        "write": _("writing"),
        "index": _("indexing"),
        "fold": _("putting records together"),
        "verify": _("checking"),
        "copy": _("copying"),
    }
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )
    tasks: dict[str, int] = {}
    began = last = monotonic()

    def report(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = monotonic()
        if now - began < _PATIENCE or (now - last < _INTERVAL and done < total):
            return
        last = now
        if not tasks:
            bar.start()
        if stage not in tasks:
            tasks[stage] = bar.add_task(stages.get(stage, stage), total=total)
        bar.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

    try:
        yield report
    finally:
        if tasks:  # stopping one that was never shown prints an empty line
            bar.stop()
