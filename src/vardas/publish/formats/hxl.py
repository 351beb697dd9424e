"""HXL: the numbers alone, for humanitarian data sets; never a person.

HXL 1.1 (https://hxlstandard.org): a row of hashtags under the headings. An event is named by its
number, its kind and its day; its title stays out, because a title may hold a name.
"""

from __future__ import annotations

from io import StringIO
from typing import BinaryIO

from defusedcsv import csv

from vardas.publish.cleared import Cleared, require_cleared
from vardas.publish.formats.report import LeftOut, Noting, Report

HEADINGS = ("figure", "event", "kind of event", "when", "number")
HASHTAGS = (
    "#indicator+name", "#event+id", "#event+type", "#date+occurred", "#affected+num",
)  # fmt: skip


def write_hxl(cleared: Cleared, stream: BinaryIO) -> Report:
    """Write the figures as CSV; a number that is left open has an empty cell."""
    require_cleared(cleared)
    noting = Noting()
    held = StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerow(HASHTAGS)
    events = {event.id: event for event in cleared.of_kind("event")}
    for figure in cleared.figures:
        event = events.get(figure.of) if figure.of else None
        kind = event.first("type") if event else None
        when = event.first("when") if event else None
        number = "" if figure.number is None else figure.number
        writer.writerow((figure.name, figure.of or "", kind or "", when or "", number))
        noting.written += 1
        if figure.number is None:
            noting.found[LeftOut("left_open", figure.of, figure.name)] = None
    noting.note_kinds(cleared, ())
    # No mark at the start: readers of HXL look for the hashtags, and find them without.
    stream.write(held.getvalue().encode())
    return noting.finish()
