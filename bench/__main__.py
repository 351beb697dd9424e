"""``make bench``: measures what the design promises and prints the goals beside the figures.

python -m bench                   everything; writes docs/benchmarks.md and docs/names_report.*
python -m bench --quick           a tenth of the size; writes nothing
python -m bench verify rebuild    only these parts; writes nothing
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import names
from bench.comparing import compare_commits, time_unlocking
from bench.machine import describe_machine
from bench.made_up import STATEMENTS_PER_PERSON, MadeUp
from bench.measuring import measure
from bench.report import Row, print_rows, write_report

PARTS = ("commit", "unlock", "verify", "rebuild", "pages", "import", "kill", "names", "public_site")
TRIES = 3
HEADINGS = (
    *("number", "name", "birth date", "sex", "detained", "charge"),
    *("verdict", "place", "status", "note"),
)


class Bench:
    """One run: its sizes, its folder, and the rows it has found so far."""

    def __init__(
        self, place: Path, people: int, rows: int, kills: int, rounds: int, *, is_quick: bool
    ) -> None:
        self._place = place
        self._people = people
        self._list_rows = rows
        self._kills = kills
        self._rounds = rounds
        self._is_quick = is_quick
        self.rows: list[Row] = []
        self.pages: list[tuple[str, float, float]] = []
        self.names: dict[str, Any] = {}

    @property
    def station(self) -> Path:
        """A station full of made-up people, made on first use."""
        folder = self._place / "people"
        if not (folder / "station.json").exists():
            remark(f"filling a station with {self._people:,} people")
            command = [sys.executable, "-m", "bench.filling", str(folder), str(self._people)]
            subprocess.run(command, check=True)
        return folder

    def run(self, part: str) -> None:
        """Measure one part."""
        remark(f"measuring: {part}")
        getattr(self, f"_measure_{part}")()

    def _add(self, what: str, goal: str, figure: str, is_kept: bool | None) -> None:
        self.rows.append(Row(what, goal, figure, is_kept))

    def _measure_verify(self) -> None:
        found = min((measure("verify", self.station) for _ in range(TRIES)), key=_read_seconds)
        taken, count = found["seconds"], found["statements"]
        is_kept = taken <= 5 * max(1, count / 1e6)
        what = f"verify a ledger of {count:,} statements in {found['commits']:,} commits"
        self._add(what, "≤ 5 s", say_time(found), is_kept)

    def _measure_rebuild(self) -> None:
        statements = self._people * STATEMENTS_PER_PERSON
        found = measure("rebuild", self.station)
        taken, peak = found["seconds"], found["peak_mb"]
        self._add(
            f"rebuild the registry from {statements:,} statements",
            "≤ 60 s, ≤ 500 MB",
            f"{say_time(found)}, {peak} MB",
            taken <= 60 and peak <= 500,
        )

    def _measure_pages(self) -> None:
        found = measure("pages", self.station, str(self._rounds))
        if found["failed"]:
            raise RuntimeError(f"pages failed: {found['failed']}")
        self.pages = [(name, one["p50"], one["p95"]) for name, one in found["pages"].items()]
        slow = [name for name, _, most in self.pages if most > 50]
        figure = f"{found['p95']} ms over all; the slowest {found['worst']} ms"
        if slow:
            figure += f" ({', '.join(slow)})"
        self._add(
            f"any page or search at {self._people:,} people, 95 of 100 answers",
            "≤ 50 ms",
            figure,
            not slow,
        )

    def _measure_import(self) -> None:
        folder = self._place / "lists"
        file = self._place / "list.csv"
        write_list(file, self._list_rows)
        vardas("demo", "--no-serve", "--station", str(folder))
        began = time.perf_counter()
        brought = json.loads(
            vardas("import", str(file), "--json", "--station", str(folder), keep=True)
        )
        imported = time.perf_counter() - began
        first = measure("first_rows", folder)
        taken = round(imported + first["seconds"], 1)
        size = f"{brought['rows']:,} rows × {len(HEADINGS)} columns"
        self._add(
            f"import a list of {size}, to rows on screen",
            "≤ 90 s",
            f"{taken} s ({brought['statements']:,} statements; first page {first['seconds']} s)",
            taken <= 90 and first["status"] == 200,
        )

    def _measure_unlock(self) -> None:
        taken = time_unlocking()
        what = "unlock with a passphrase (Argon2id, 256 MiB)"
        self._add(what, "0.3 to 1.5 s", f"{taken} s", 0.3 <= taken <= 1.5)

    def _measure_commit(self) -> None:
        found = compare_commits(self._place)
        figure = f"{found['encrypted']} ms; plain SQLite {found['plain']} ms"
        self._add("one-row commit, encrypted", "", figure, None)

    def _measure_kill(self) -> None:
        command = [sys.executable, "-m", "bench.kill", "--rounds", str(self._kills)]
        ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        found = json.loads(ended.stdout)
        whole = "both integrity checks clean" if found["holds"] else "the database does not hold"
        self._add(
            f"acknowledged commits lost over {found['rounds']:,} kills (-9)",
            "0",
            f"{found['lost']} of {found['acknowledged']:,}; {whole}",
            found["acknowledged"] > 0 and not found["lost"] and found["holds"],
        )

    def _measure_public_site(self) -> None:
        people, folder = 1_000 if self._is_quick else 10_000, self._place / "empty"
        if not (folder / "station.json").exists():
            vardas("demo", "--no-serve", "--station", str(folder))
        goal = 60 * people / 10_000
        for languages in ("en", "en,be,ru,lt,pl"):
            more = (str(people), str(self._place / "public-list"), languages)
            found = measure("public_site", folder, *more)
            count = languages.count(",") + 1
            what = f"public list of {people:,} people in {count} language{'s' * (count > 1)}"
            figure = (
                f"{found['taken']} s, {found['pages']:,} pages, {found['megabytes']} MB;"
                f" the largest page {found['largest']} KB"
            )
            is_kept = found["taken"] <= goal and found["largest"] < 50
            self._add(what, "≤ 60 s for 10,000, pages < 50 KB", figure, is_kept)

    def _measure_names(self) -> None:
        if not names.SHARED.is_dir():
            self._add(
                "names engine", "", "not measured: its data is not beside this checkout", None
            )
            return
        sizes = names.SIZES[:1] if self._is_quick else names.SIZES
        report = names.measure_names(sizes, peers=not self._is_quick and names.has_peers())
        if not self._is_quick and not names.has_peers():
            names.keep_peers(report, names.read_report())
        self.rows += names.list_goals(report)
        self.names = report


def say_time(found: dict[str, Any]) -> str:
    """Say how long it took and how much of it was work; the rest was waiting for others."""
    return f"{found['seconds']} s ({found['processor']} s of processor time)"


def _read_seconds(found: dict[str, Any]) -> float:
    return float(found["seconds"])


def write_list(file: Path, rows: int) -> None:
    """Write a list of made-up people with ten columns."""
    made_up = MadeUp()
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for number in range(1, rows + 1):
            one = made_up.person()
            detained, verdict = f"2021-{number % 12 + 1:02d}-07", f"2022-{number % 12 + 1:02d}-15"
            charge = f"art. {300 + number % 70}"
            fixed = ("Верхняе Поле", "held", "as told by a relative")
            writer.writerow(
                [number, one.name, one.born.strip("~"), "m", detained, charge, verdict, *fixed]
            )


def vardas(*arguments: str, keep: bool = False) -> str:
    """Run the command as a person would."""
    command = [sys.executable, "-c", "from vardas.cli.main import run; run()", *arguments]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=None, text=True, check=True)
    return ended.stdout if keep else ""


def remark(text: str) -> None:
    """Say how far it is."""
    sys.stderr.write(f"{text}\n")


NOTES = (
    "Each part runs in a process of its own. Its memory is the most that process ever held, the"
    " 256 MiB for opening the station with its passphrase among it.",
    "Verifying is everything `vardas verify` does: every leaf, root, header, signature and chain,"
    " the seals of all pages, the columns that repeat headers, and the index; without the second"
    " or so for starting and unlocking. The best of three runs: other work slows it first.",
    "The made-up ledger has commits of 1,000 people. A signature costs about 0.14 ms to check, so"
    " a ledger of very many small commits takes that much longer.",
    "Importing is the whole command `vardas import`, starting and unlocking included, and then the"
    " first page of rows.",
    "Pages are asked for through Django's own client, different people and names every time, all"
    " middleware included, without the first answer of each, which loads code. There are 50 people"
    " to an event, an article to each event on which some 500 facts rest, and 100 events that claim"
    " a number.",
    "A killed process lives at most 0.6 s; the next one repairs what it left, looks for every"
    " commit acknowledged so far, and goes on. At the end `vardas verify --thorough` has the last"
    " word.",
    "Names are measured on data that is not part of this repository; docs/names_report.md has the"
    " figures in full.",
    "Evidence files cannot be stored yet, so their row has no figure.",
)


def main() -> int:
    """Run the parts that were asked for; exit status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--place", type=Path, help="keep the stations here, and use those there")
    options = parser.parse_args()
    sizes: dict[str, Any] = {"people": 100_000, "rows": 100_000, "kills": 500, "rounds": 60}
    if options.quick:
        sizes = {"people": 10_000, "rows": 10_000, "kills": 30, "rounds": 10}
    with tempfile.TemporaryDirectory(prefix="vardas-bench-") as temporary:
        place = options.place or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        bench = Bench(place, **sizes, is_quick=options.quick)
        for part in options.parts or PARTS:
            bench.run(part)
    if not options.parts:
        row = Row("1 GB of evidence hashed, encrypted, stored", "≤ 6 s", "not built yet", None)
        bench.rows.append(row)
    print_rows(bench.rows)
    if not options.parts and not options.quick:
        day = datetime.now(UTC).date()
        write_report(bench.rows, bench.pages, describe_machine(), NOTES, day)
        if bench.names:
            names.write_pages(bench.names)
    return int(any(row.is_kept is False for row in bench.rows))


if __name__ == "__main__":
    sys.exit(main())
