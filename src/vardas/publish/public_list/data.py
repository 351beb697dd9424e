"""The list as data: JSON with everything and its sources, CSV tables without formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

import msgspec
from defusedcsv import csv

from vardas.publish.cleared import ClearedRecord
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.press import Edition
from vardas.publish.public_list.wording import say_caption

FORMAT = "vardas-public-list"


def make_json(edition: Edition) -> bytes:
    """Make the whole list with the grounds of each value; dates as EDTF, ids as UUIDs."""
    book = edition.book
    whole = {
        "format": FORMAT,
        "v": 1,
        "made": edition.made.isoformat(),
        "figures": [
            {"name": name, "of": of, "number": number}
            for (name, of), number in sorted(book.figures.items(), key=str)
        ],
        "records": [_show_record(record) for record in book.records.values()],
    }
    return msgspec.json.encode(whole) + b"\n"


def _show_record(record: ClearedRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.kind,
        "caption": record.caption,
        "fields": {
            name: {
                "type": field.value_type,
                "contested": field.is_contested,
                "values": [
                    {
                        "value": said.value,
                        "certainty": said.certainty,
                        "source": said.source,
                        "said_by": said.said_by,
                        "words": said.words,
                        "statement": said.statement,
                        "commit": said.commit,
                    }
                    for said in field.values
                ],
            }
            for name, field in record.fields.items()
        },
    }


def make_people_table(book: Book) -> bytes:
    """Make the table of people: one row each, the spellings in one cell."""
    rows = []
    for person in book.people:
        first, *others = book.spellings[person.id]
        found = book.standings[person.id]
        event = found.part.event if found.part else None
        rows.append(
            [
                person.id,
                first.text,
                " · ".join(one.text for one in others),
                person.first("sex") or "",
                " · ".join(map(str, person.all("occupation"))),
                found.state.value,
                "reportedly" if found.is_doubtful else "",
                event.first("when") or "" if event else "",
                say_caption(event) if event else "",
                event.id if event else "",
            ]
        )
    headings = (
        *("id", "name", "other spellings", "sex", "occupation"),
        *("standing", "certainty", "since", "event", "event id"),
    )
    return _make_table(headings, rows)


def make_events_table(book: Book) -> bytes:
    """Make the table of events: one row for each number claimed, one where nobody claims any."""
    rows = []
    for event in book.events:
        place = book.find(event.first("place"))
        start = [
            event.id,
            say_caption(event),
            event.first("type") or "",
            event.first("when") or "",
            say_caption(place) if place else "",
        ]
        claims = [value for value in event.all("count") if isinstance(value, dict)]
        for one in claims or [{}]:
            of = str(one.get("of", ""))
            rows.append([*start, book.count_named(event.id, of), one.get("number", ""), of])
    headings = ("id", "title", "kind", "when", "where", "named here", "claimed", "of whom")
    return _make_table(headings, rows)


def make_parts_table(book: Book) -> bytes:
    """Make the table of who was in which event, in which role."""
    rows = [
        [part.person.id, part.event.id, part.role, "reportedly" if part.is_doubtful else ""]
        for parts in book.parts_of_person.values()
        for part in parts
    ]
    return _make_table(("person id", "event id", "role", "certainty"), rows)


def make_sources_table(book: Book) -> bytes:
    """Make the table of sources."""
    fields = ("type", "publisher", "published", "language", "url")
    rows = [
        [source.id, say_caption(source), *(source.first(name) or "" for name in fields)]
        for source in book.sources
    ]
    return _make_table(("id", "title", *fields), rows)


def _make_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as RFC 4180, with a mark that makes spreadsheets read UTF-8."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([str(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
