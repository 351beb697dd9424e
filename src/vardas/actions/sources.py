"""Adds a source, with the text of a file where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from vardas.actions.plan import Plan
from vardas.errors import InputError
from vardas.registry.reading import read_record
from vardas.registry.records.models import Source
from vardas.registry.station import Station

LARGEST_TEXT = 5_000_000


class NotText(InputError):
    """The file is not plain text."""

    code = "not_text"
    message = (
        "This file is not plain text in UTF-8. Save it as plain text, or add the source without a"
        " file."
    )


class TextTooLong(InputError):
    """The text is larger than a source may be."""

    code = "text_too_long"
    message = "This text has {size} bytes; a source may have {largest}. Split it into parts."


class NotASource(InputError):
    """The record named is not a source."""

    code = "not_a_source"
    message = "There is no source with this number. Open its page and copy the number from there."


@dataclass(frozen=True)
class AddedSource:
    """The source a text belongs to now, and whether it was here before."""

    source: UUID
    was_known: bool
    has_new_text: bool


def read_text(data: bytes) -> str:
    """Read the bytes of a plain text file; raises NotText or TextTooLong.

    The text is kept to the character, so that places in it, counted in code points, stay right.
    """
    if len(data) > LARGEST_TEXT:
        raise TextTooLong(size=len(data), largest=LARGEST_TEXT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText from error
    if "\x00" in text:
        raise NotText
    return text


def add_source(
    station: Station,
    member: UUID,
    facts: Mapping[str, Any],
    file: bytes | None = None,
    *,
    source: UUID | None = None,
) -> AddedSource:
    """Add a source, or give a known one its text.

    The file's SHA-256 is recorded. Where a source with this digest is here already, or ``source``
    names one, the text is added to it, and every fact that names a place in it can be shown at its
    words. Raises NotText, NotASource, ValueRefused, and NothingPlanned where nothing is said.
    """
    text = read_text(file) if file is not None else None
    digest = sha256(file).hexdigest() if file is not None else facts.get("digest", "")
    known = _find_source(source, digest)
    plan = Plan(station, member, "add_source")
    record = known or plan.new_record()
    held = read_record(known) if known else None
    said = 0
    for field, value in {**facts, "digest": digest, "text": text}.items():
        if not value:
            continue
        if held and field in held.fields and held.fields[field].live:
            continue  # what is known of it stays; a correction is its own action
        plan.say(record, "source", field, value, source=record)
        said += 1
    if said or not known:
        plan.commit()
    return AddedSource(record, known is not None, bool(said and text))


def _find_source(source: UUID | None, digest: str) -> UUID | None:
    if source is not None:
        if not Source.objects.filter(pk=source).exists():
            raise NotASource
        return source
    if not digest:
        return None
    return Source.objects.filter(digest=digest).values_list("pk", flat=True).first()
