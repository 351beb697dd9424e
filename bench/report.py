"""The table of goals and figures, for the terminal and for docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

PLACE = Path(__file__).parents[1] / "docs" / "benchmarks.md"

_HEAD = """# Benchmarks

`make bench` measures what the design promises and writes this page. No test asserts a time.
The people in it are made up, from a fixed seed.

"""


@dataclass(frozen=True)
class Row:
    """One promise: what, the goal, what was measured, whether it is kept."""

    what: str
    goal: str
    figure: str
    is_kept: bool | None
    """None where there is no goal, or nothing to measure yet."""

    @property
    def answer(self) -> str:
        """Say whether the goal is reached."""
        return {True: "yes", False: "**no**", None: ""}[self.is_kept]


def print_rows(rows: Sequence[Row]) -> None:
    """Print the table."""
    table = Table("what", "goal", "this machine", "kept")
    for row in rows:
        table.add_row(row.what, row.goal, row.figure, row.answer.strip("*"))
    Console().print(table)


def write_report(
    rows: Sequence[Row],
    pages: Sequence[tuple[str, float, float]],
    machine: Sequence[tuple[str, str]],
    notes: Sequence[str],
    day: date,
) -> None:
    """Write docs/benchmarks.md."""
    parts = [_HEAD, f"Measured on {day.isoformat()} on this machine:\n\n"]
    parts += [f"- {name}: {value}\n" for name, value in machine]
    parts.append("\n| what | goal | this machine | kept |\n|---|---|---|---|\n")
    parts += [f"| {row.what} | {row.goal} | {row.figure} | {row.answer} |\n" for row in rows]
    if pages:
        parts.append("\n## Pages, one by one\n\nMilliseconds of server time.\n\n")
        parts.append("| page | half within | 95 of 100 within |\n|---|---|---|\n")
        parts += [f"| {name} | {half} | {most} |\n" for name, half, most in pages]
    parts.append("\n## How it was measured\n\n")
    parts += [f"- {note}\n" for note in notes]
    PLACE.write_text("".join(parts), encoding="utf-8")
