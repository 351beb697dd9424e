"""What ``vardas import`` does between reading the file and the one commit."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rich.table import Table as Grid
from rich.text import Text

from vardas.actions import lists
from vardas.cli.entering import read_member
from vardas.cli.progress import show_progress
from vardas.cli.terminal import answer, ask, err, remark, say
from vardas.cli.words import _
from vardas.errors import InputError
from vardas.imports.columns import ColumnMapping, fingerprint, map_table, read_mapping
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table
from vardas.imports.table import Table
from vardas.registry.records.models import Listing
from vardas.registry.tables.setting import SavedMapping

if TYPE_CHECKING:
    from vardas.registry.opening import Opened

_PROBLEMS_SHOWN = 10


class NoSuchColumn(InputError):
    """--column names a column or a field that is not there."""

    code = "no_such_column"
    message = (
        "“{answer}” is not COLUMN=FIELD with a column of this list and a field of a listing. The"
        " fields are: {fields}."
    )


class NotConfirmed(InputError):
    """Nobody said that the list may come in."""

    code = "not_confirmed"
    message = "Nothing was imported. Say --yes to import without being asked."


def bring_in(
    opened: Opened,
    file: Path,
    described: dict[str, Any],
    columns: Sequence[str],
    *,
    is_preview: bool,
    is_confirmed: bool,
    as_json: bool,
) -> None:
    """Read the list, show how it is read, and commit it once that is confirmed."""
    data = file.read_bytes()
    table = open_table(data, file.name)
    today = opened.station.clock().date()
    mapping = _choose_mapping(table, columns, opened)
    with show_progress() as report:
        report("read", 0, len(table.rows))
        observations = list(observe_rows(table.columns, table.rows, mapping, today=today))
        report("read", len(table.rows), len(table.rows))
    _show_reading(table, mapping, observations)
    if is_preview:
        if as_json:
            answer({"rows": len(observations), "columns": mapping.to_json()})
        return
    if not is_confirmed and not _is_confirmed(len(observations)):
        raise NotConfirmed
    described = {
        **described,
        "title": described.get("title") or file.stem,
        "file_name": file.name,
        "digest": sha256(data).hexdigest(),
    }
    _commit(opened, table, mapping, observations, described, as_json)


def _choose_mapping(table: Table, answers: Sequence[str], opened: Opened) -> ColumnMapping:
    today = opened.station.clock().date()
    saved = SavedMapping.objects.filter(pk=fingerprint(table.columns)).first()
    mapping = read_mapping(saved.mapping, table.columns) if saved else None
    mapping = mapping or map_table(table, today)
    fields = {"", "surname", "given_name", "patronymic", *(f.name for f in Listing.facts())}
    fields -= {"cells", "problem"}
    chosen: dict[str, str] = {}
    for words in answers:
        column, sign, field = words.rpartition("=")
        if not sign or column not in table.columns or field not in fields:
            raise NoSuchColumn(answer=words, fields=", ".join(sorted(fields - {""})))
        chosen[column] = field
    return mapping.choose(chosen)


def _show_reading(
    table: Table, mapping: ColumnMapping, observations: Sequence[Observation]
) -> None:
    grid = Grid(box=None, pad_edge=False)
    for heading in (_("Column"), _("is read as"), _("because of")):
        grid.add_column(heading)
    reasons = {
        "heading": _("its heading"),
        "values": _("its cells"),
        "person": _("your answer"),
        "none": "",
    }
    for choice in mapping.choices:
        field = choice.field or _("(kept as written)")
        grid.add_row(Text(choice.column), Text(field), reasons.get(choice.why, ""))
    err.print(grid)
    for note in table.notes:
        remark(note.sentence(_))
    counts = Counter(problem.code for row in observations for problem in row.problems)
    first = {problem.code: problem for row in observations for problem in row.problems[::-1]}
    for code, count in counts.most_common(_PROBLEMS_SHOWN):
        problem = lists.name_fields(first[code])
        remark(
            _("{count} × such as {place}: {problem}").format(
                count=f"{count:,}", place=problem.place, problem=problem.sentence(_)
            )
        )


def _is_confirmed(rows: int) -> bool:
    if not sys.stdin.isatty():
        return False
    question = _("Import {rows} rows? (yes/no)").format(rows=f"{rows:,}")
    return ask(question).strip().casefold() in (_("yes"), "yes", "y")


def _commit(
    opened: Opened,
    table: Table,
    mapping: ColumnMapping,
    observations: Sequence[Observation],
    described: dict[str, Any],
    as_json: bool,
) -> None:
    member = read_member(opened)
    total = sum(2 + len(row.values) + len(row.problems) for row in observations)
    with show_progress() as report:
        imported = lists.import_list(
            opened.station,
            member.id,
            observations,
            described,
            columns=table.columns,
            total=total,
            progress=report,
        )
    SavedMapping.objects.update_or_create(
        pk=fingerprint(table.columns),
        defaults={"mapping": mapping.to_json(), "saved": opened.station.clock()},
    )
    if as_json:
        answer(
            {
                "source": imported.source,
                "commit": imported.commit,
                "rows": imported.rows,
                "problems": imported.problems,
                "statements": imported.statements,
            }
        )
        return
    say(
        _("Imported: {rows} rows, {problems} problems noted, {statements} statements.").format(
            rows=f"{imported.rows:,}",
            problems=f"{imported.problems:,}",
            statements=f"{imported.statements:,}",
        )
    )
    say(_("To take it back: vardas import --undo {source}").format(source=imported.source))


def take_back(opened: Opened, source: UUID, why: str, as_json: bool) -> None:
    """Withdraw all that an import brought."""
    taken = lists.undo_import(opened.station, read_member(opened).id, source, why)
    if as_json:
        answer({"commit": taken.commit, "statements": len(taken.statements)})
        return
    say(_("The import is taken back; its history shows what it was."))
