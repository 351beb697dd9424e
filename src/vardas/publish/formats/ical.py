"""iCalendar: the events of which the day is known, for a calendar; never a person.

RFC 5545, written with ``icalendar``, which folds the lines and escapes the text. Only events leave
in it: what a calendar cannot show as a day stays out, and the report names it.
"""

from __future__ import annotations

from typing import BinaryIO

from icalendar import Calendar, Event

from vardas.publish.cleared import Cleared, ClearedRecord, require_cleared
from vardas.publish.formats.days import find_day_after, read_days
from vardas.publish.formats.report import Noting, Report, has_grounds
from vardas.publish.formats.text import make_plain

_HELD = frozenset({"title", "when", "place", "description", "type"})
PRODUCT = "-//Vardas//Vardas//EN"


def write_ical(cleared: Cleared, stream: BinaryIO) -> Report:
    """Write each event with a day as an all-day entry; TENTATIVE where the day is in doubt."""
    require_cleared(cleared)
    noting = Noting()
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    places = {place.id.hex: place.caption for place in cleared.of_kind("place")}
    for record in cleared.of_kind("event"):
        entry = _make_entry(record, cleared, places, noting)
        if entry is not None:
            calendar.add_component(entry)
            noting.written += 1
    noting.note_kinds(cleared, ("event",))
    stream.write(calendar.to_ical())
    return noting.finish()


def _make_entry(
    record: ClearedRecord, cleared: Cleared, places: dict[str, str], noting: Noting
) -> Event | None:
    days = read_days(record.first("when"))
    if days is None:
        noting.note("date_not_held", record)
        return None
    entry = Event()
    entry.add("uid", f"{record.id}@vardas")
    entry.add("dtstamp", cleared.ground.made)
    entry.add("dtstart", days.first)
    entry.add("dtend", find_day_after(days.last))
    is_doubtful = days.is_doubtful or _is_doubtful(record, "when")
    entry.add("status", "TENTATIVE" if is_doubtful else "CONFIRMED")
    place = places.get(str(record.first("place") or "").replace("-", ""))
    described = "\n\n".join(map(str, record.all("description")))
    parts = {
        "title": ("summary", record.caption),
        "type": ("categories", record.first("type")),
        "place": ("location", place),
        "description": ("description", described),
    }
    for field, (name, text) in parts.items():
        if text:
            plain = make_plain(str(text))
            entry.add(name, [plain] if name == "categories" else plain)
            if plain != text:
                noting.note("characters_replaced", record, field)
    _note_rest(record, noting, has_place=bool(place))
    return entry


def _is_doubtful(record: ClearedRecord, name: str) -> bool:
    """Say whether the value to show first is in doubt."""
    said = next((one for one in record.fields[name].values if one.certainty != "denied"), None)
    return said is not None and said.certainty == "doubtful"


def _note_rest(record: ClearedRecord, noting: Noting, *, has_place: bool) -> None:
    for name, field in record.fields.items():
        if name not in _HELD:
            noting.note("field_not_held", record, name)
            continue
        if name == "place" and not has_place:
            noting.note("target_not_held", record, name)
        is_first = True
        for said in field.values:
            if said.certainty == "denied":
                noting.note("denied", record, name, said)
                continue
            if not is_first and name != "description":
                noting.note("only_one", record, name, said)
            elif said.certainty != "stated" and (name, said.certainty) != ("when", "doubtful"):
                noting.note("certainty_not_held", record, name, said)
            if has_grounds(said):
                noting.note("grounds_not_held", record, name, said)
            is_first = False
