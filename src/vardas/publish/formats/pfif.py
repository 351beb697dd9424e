"""PFIF 1.4: people for a people finder, for a while; never written without somebody's word.

http://zesty.ca/pfif/1.4. Every record expires: readers have to delete it then. Nothing is written
of where somebody lives (``home_*``), nor of members (``author_*``); the author of a note, which the
format requires, is the body that hands it over. No status is guessed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from vardas.errors import InputError
from vardas.publish.cleared import Cleared, ClearedRecord, Said, require_cleared
from vardas.publish.formats.days import read_plain
from vardas.publish.formats.report import Noting, Report, has_grounds
from vardas.publish.formats.text import make_plain, say_value

NAMESPACE = "http://zesty.ca/pfif/1.4"
LONGEST = timedelta(days=60)
"""How long a record may be kept by others at most."""
DOUBTFUL = "doubtful"
_SEXES = frozenset({"female", "male", "other"})
_PERSON_HELD = frozenset({"name", "sex", "birth_date"})
_NOTE_HELD = frozenset({"person", "event", "role"})


class NotSaidYes(InputError):
    """Nobody said that records may go to a people finder."""

    code = "people_finder_not_confirmed"
    message = (
        "A people finder shows names to everybody. Nothing was written; confirm that you want this"
        " and write it again."
    )


class NoExpiry(InputError):
    """The records would not expire, or too late."""

    code = "people_finder_expiry"
    message = (
        "Records for a people finder have to expire within {days} days. Name a day after today and"
        " write them again."
    )


class NoRepository(InputError):
    """The domain or the name of the body that hands the records over is missing."""

    code = "people_finder_repository"
    message = (
        "A people finder asks where records come from. Name the web domain (such as example.org)"
        " and the name of your organization."
    )


def write_pfif(
    cleared: Cleared,
    stream: BinaryIO,
    *,
    is_confirmed: bool = False,
    expires: datetime | None = None,
    domain: str = "",
    source_name: str = "",
) -> Report:
    """Write the people and what is known of them as notes.

    Raises NotSaidYes, NoExpiry and NoRepository: none of the four has a default that writes.
    """
    require_cleared(cleared)
    if is_confirmed is not True:
        raise NotSaidYes
    made = cleared.ground.made
    if expires is None or not made < expires <= made + LONGEST:
        raise NoExpiry(days=LONGEST.days)
    if not domain.isascii() or "." not in domain or "/" in domain or not source_name.strip():
        raise NoRepository
    register_namespace("pfif", NAMESPACE)
    writing = _Writing(cleared, _say_moment(made), _say_moment(expires), domain, source_name)
    root = writing.make_document()
    indent(root)
    stream.write(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return writing.noting.finish()


class _Writing:
    """One document while it is written."""

    def __init__(
        self, cleared: Cleared, made: str, expires: str, domain: str, source_name: str
    ) -> None:
        self.cleared = cleared
        self.made, self.expires = made, expires
        self.domain, self.source_name = domain, make_plain(source_name.strip())
        self.noting = Noting()
        self.records = {str(record.id): record for record in cleared}

    def make_document(self) -> Element:
        """Make the document: each person with the notes about them."""
        root = Element(_tag("pfif"))
        people = {}
        for person in self.cleared.of_kind("person"):
            if person.first("name") is None:
                self.noting.note("kind_not_held", person)
                continue
            people[str(person.id)] = self._add_person(root, person)
            self.noting.written += 1
        for involvement in self.cleared.of_kind("involvement"):
            element = people.get(str(involvement.first("person")))
            event = self.records.get(str(involvement.first("event")))
            if element is None or event is None:
                self.noting.note("kind_not_held", involvement)
                continue
            self._add_note(element, involvement, event)
            self.noting.written += 1
        self.noting.note_kinds(self.cleared, ("person", "involvement"))
        return root

    def _add_person(self, root: Element, person: ClearedRecord) -> Element:
        element = SubElement(root, _tag("person"))
        _add(element, "person_record_id", f"{self.domain}/{person.id}")
        _add(element, "entry_date", self.made)
        _add(element, "expiry_date", self.expires)
        _add(element, "source_name", self.source_name)
        _add(element, "source_date", self.made)
        names = [
            self._say_name(person, said)
            for said in person.fields["name"].values
            if said.certainty != "denied"
        ]
        _add(element, "full_name", names[0])
        if names[1:]:
            _add(element, "alternate_names", "\n".join(names[1:]))
        sex = person.first("sex")
        if sex in _SEXES:
            _add(element, "sex", str(sex))
        birth = read_plain(person.first("birth_date"))
        if birth is not None:
            _add(element, "date_of_birth", birth.text)
        self._note_rest(person, _PERSON_HELD)
        return element

    def _say_name(self, person: ClearedRecord, said: Said) -> str:
        text = say_value(said.value)
        plain = " ".join(make_plain(text).split("\n"))
        if plain != text:
            self.noting.note("characters_replaced", person, "name", said)
        if isinstance(said.value, dict) and len(said.value) > 1:
            self.noting.note("parts_not_held", person, "name", said)
        return plain

    def _add_note(self, person: Element, involvement: ClearedRecord, event: ClearedRecord) -> None:
        element = SubElement(person, _tag("note"))
        _add(element, "note_record_id", f"{self.domain}/{involvement.id}")
        _add(element, "entry_date", self.made)
        _add(element, "author_name", self.source_name)
        _add(element, "source_date", self.made)
        place = self.records.get(str(event.first("place")))
        if place is not None and place.caption:
            _add(element, "last_known_location", make_plain(place.caption))
        said = [
            _say_role(involvement),
            event.caption or str(event.first("type") or ""),
            str(event.first("when") or ""),
        ]
        text = " · ".join(part for part in said if part)
        _add(element, "text", make_plain(text))
        if make_plain(text) != text:
            self.noting.note("characters_replaced", involvement)
        self._note_rest(involvement, _NOTE_HELD)

    def _note_rest(self, record: ClearedRecord, held: frozenset[str]) -> None:
        for name, field in record.fields.items():
            if name not in held:
                self.noting.note("field_not_held", record, name)
                continue
            claimed = [said for said in field.values if said.certainty != "denied"]
            for said in field.values:
                if said not in claimed:
                    self.noting.note("denied", record, name, said)
                elif name != "name" and said is not claimed[0]:
                    self.noting.note("only_one", record, name, said)
                elif said.certainty != "stated" and (name, said.certainty) != ("role", DOUBTFUL):
                    self.noting.note("certainty_not_held", record, name, said)
                if has_grounds(said):
                    self.noting.note("grounds_not_held", record, name, said)
            if name == "birth_date" and claimed:
                self._note_birth(record, claimed[0])
            if name == "sex" and claimed and claimed[0].value not in _SEXES:
                self.noting.note("not_a_code", record, name, claimed[0])

    def _note_birth(self, record: ClearedRecord, said: Said) -> None:
        plain = read_plain(said.value)
        if plain is None:
            self.noting.note("date_not_held", record, "birth_date", said)
        elif plain.is_doubtful or plain.time:
            self.noting.note("doubt_about_date_not_held", record, "birth_date", said)


def _say_role(involvement: ClearedRecord) -> str:
    """Say the role; one that is in doubt must not read as if it were sure."""
    field = involvement.fields.get("role")
    for said in field.values if field else ():
        if said.certainty != "denied":
            return f"{said.value} (reportedly)" if said.certainty == DOUBTFUL else str(said.value)
    return ""


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(element: Element, name: str, text: str) -> None:
    SubElement(element, _tag(name)).text = text


def _say_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
