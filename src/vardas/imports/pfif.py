"""Reads PFIF 1.1 to 1.4: each person and each note of a people finder becomes a row.

http://zesty.ca/pfif/1.4. Nothing is merged, also where a note says that two records are one person.
A document type or an entity in the file is refused: nobody needs one, and some are bombs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vardas.imports.assembling import Found, assemble
from vardas.imports.faults import DamagedFile, NotATable, UnsafeXML
from vardas.imports.table import Limits, Table

_NAMESPACE = re.compile(r"http://zesty\.ca/pfif/1\.[0-9]")
_SAMPLE = 4096
FIELDS = {
    "person_record_id": "list_id",
    "full_name": "name",
    "alternate_names": "name",
    "given_name": "given_name",
    "family_name": "surname",
    "first_name": "given_name",
    "last_name": "surname",
    "sex": "sex",
    "date_of_birth": "birth_date",
    "source_url": "url",
    "description": "description",
    "note text": "note",
    "note last_known_location": "place",
    "note status": "status",
}
"""Heading → field of a listing; what is not here is kept as written."""


def is_pfif(data: bytes) -> bool:
    """Say whether bytes look like PFIF: XML that names its namespace early."""
    start = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and b"http://zesty.ca/pfif/1." in start


def read_pfif(data: bytes, limits: Limits) -> Table:
    """Read the people and notes; raises UnsafeXML, DamagedFile, and what ``assemble`` raises."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnsafeXML from error
    except (ParseError, ValueError, LookupError) as error:
        raise DamagedFile from error
    if _split(root.tag)[1] != "pfif":
        raise NotATable(looks_like="a web page or XML")
    return assemble(_read_records(root), FIELDS, limits)


def _read_records(root: Element) -> Iterator[Found]:
    number = 0
    for element in root:
        number += 1
        record = Found(number)
        _read_record(record, element)
        yield record
        if _split(element.tag)[1] != "person":
            continue
        for note in element:
            if _split(note.tag)[1] == "note":
                number += 1
                inner = Found(number)
                _read_record(inner, note, record.cells.get("person_record_id", ""))
                yield inner


def _read_record(record: Found, element: Element, person: str = "") -> None:
    is_known, kind = _split(element.tag)
    record.add("record", kind)
    if not is_known or kind not in ("person", "note"):
        record.note("unknown_record", "A record that is neither a person nor a note.")
    for part in element:
        name = _split(part.tag)[1]
        if kind == "person" and name == "note":
            continue
        text = "".join(part.itertext()).strip()
        heading = name if kind == "person" or name == "person_record_id" else f"{kind} {name}"
        if heading in record.given:
            record.note("field_repeated", "“{field}” stands more than once.", field=name[:100])
        if name == "alternate_names":
            for line in text.split("\n"):
                record.add(heading, line.strip())
        else:
            record.add(heading, text)
        for attribute, value in part.attrib.items():
            record.add(f"{heading} @{attribute}", value)
        if name == "expiry_date":
            _read_expiry(record, text)
    if kind == "note" and person and "person_record_id" not in record.cells:
        record.add("person_record_id", person)
    if stray := (element.text or "").strip():
        record.add(f"{kind} text between fields", stray)


def _read_expiry(record: Found, text: str) -> None:
    try:
        record.expires = date.fromisoformat(text[:10])
    except ValueError:
        record.note("expiry_not_read", "It is not clear until when this record may be kept.")


def _split(tag: str) -> tuple[bool, str]:
    """Return whether a tag is of PFIF, and its name; of another namespace with all of it."""
    namespace, brace, name = tag.removeprefix("{").partition("}")
    if brace and _NAMESPACE.fullmatch(namespace):
        return True, name
    return False, tag
