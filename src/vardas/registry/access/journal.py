"""The log of readings: who opened what was sealed, searched, exported, downloaded, managed members.

Every entry is canonical JSON, chained to the one before by its digest and signed with the station's
key; every commit to the ledger names the newest entry in its leaf 0. So an entry can neither be
changed nor dropped unseen, and the end cannot be cut off further back than the last commit. The
words of a search are not kept: they would be one more place where a name stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from vardas.keys.signing import verify_signature
from vardas.ledger import canonical
from vardas.registry.station import Station
from vardas.registry.store import lock_ledger
from vardas.registry.tables.access import Reading, ReadingOf

PREFIX = b"vardas-reading-v1\x00"
MOST_RECORDS = 200
"""Records named in one entry; what concerned more says how many."""


@dataclass(frozen=True)
class Entry:
    """One entry as read back."""

    number: int
    digest: str
    member: UUID | None
    what: str
    when: datetime
    records: tuple[UUID, ...]
    details: Mapping[str, Any]


@transaction.atomic
def note_reading(
    station: Station,
    member: UUID | None,
    what: str,
    records: Collection[UUID] = (),
    **details: str | int,
) -> str:
    """Write an entry and return its digest.

    ``what`` is a word of :data:`vardas.registry.access.journal.WORDS`; ``details`` hold nothing
    personal: a seal, a format, a number.
    """
    if what not in WORDS:
        raise ValueError(what)
    lock_ledger()
    named = sorted(records)[:MOST_RECORDS]
    if len(records) > len(named):
        details["of"] = len(records)
    now = station.clock()
    data = canonical.encode(
        {
            "v": 1,
            "station": station.name,
            "prev": find_newest(),
            "time": now.isoformat(),
            "member": str(member or ""),
            "what": what,
            "records": [str(record) for record in named],
            "details": dict(details),
        }
    )
    digest = sha256(PREFIX + data).hexdigest()
    entry = Reading.objects.create(
        digest=digest,
        member=member,
        what=what,
        when=now,
        data=data,
        signature=station.key.sign(PREFIX + data),
    )
    ReadingOf.objects.bulk_create(ReadingOf(reading=entry, record=record) for record in named)
    return digest


def find_newest() -> str:
    """Return the digest of the newest entry; empty before the first."""
    newest = Reading.objects.order_by("-number").values_list("digest", flat=True).first()
    return newest or ""


def read_entries(
    *, about: UUID | None = None, member: UUID | None = None, limit: int = 50, offset: int = 0
) -> list[Entry]:
    """Read entries, the newest first: of all, about one record, or by one member."""
    rows = Reading.objects.order_by("-number")
    if about is not None:
        rows = rows.filter(records__record=about)
    if member is not None:
        rows = rows.filter(member=member)
    return [_read(row) for row in rows[offset : offset + limit]]


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the log at one entry: ``changed``, ``forged``, ``dropped``, ``cut``."""

    number: int
    code: str


def verify_readings(stations: Collection[str], seen: Collection[str] = ()) -> Iterator[Trouble]:
    """Check the whole log: digests, signatures, chain, columns, and that its end is there.

    ``stations`` are the keys that may have signed; ``seen`` are the digests that commits named.
    """
    previous = ""
    known: set[str] = set()
    for row in Reading.objects.order_by("number").iterator(chunk_size=2000):
        data = bytes(row.data)
        digest = sha256(PREFIX + data).hexdigest()
        known.add(digest)
        try:
            told = canonical.decode(data)
        except canonical.NotJSONError:
            yield Trouble(row.number, "changed")
            continue
        if digest != row.digest or not _repeats(row, told):
            yield Trouble(row.number, "changed")
        signer = str(told.get("station", ""))
        signed = signer in stations and verify_signature(
            bytes.fromhex(signer), bytes(row.signature), PREFIX + data
        )
        if not signed:
            yield Trouble(row.number, "forged")
        if told.get("prev") != previous:
            yield Trouble(row.number, "dropped")
        previous = digest
    if any(digest not in known for digest in seen):
        yield Trouble(0, "cut")


def _repeats(row: Reading, told: Mapping[str, Any]) -> bool:
    records = {str(one) for one in row.records.values_list("record", flat=True)}
    return (
        told.get("what") == row.what
        and told.get("member") == str(row.member or "")
        and told.get("time") == row.when.isoformat()
        and set(told.get("records", ())) == records
    )


def _read(row: Reading) -> Entry:
    told = canonical.decode(bytes(row.data))
    return Entry(
        row.number,
        row.digest,
        row.member,
        row.what,
        row.when,
        tuple(UUID(record) for record in told["records"]),
        told["details"],
    )


WORDS = frozenset(
    {
        "signed_in",
        "sign_in_refused",
        "signed_out",
        "opened_sealed",
        "searched",
        "exported",
        "downloaded",
        "published",
        "granted_seal",
        "withdrew_seal",
        "rotated_seal",
        "changed_roles",
        "added_member",
        "suspended_member",
        "made_shares",
        "set_second_factor",
        "removed_second_factor",
        "recovered",
        "narrowed",
        "widened",
        "barred",
        "unbarred",
        "broke_glass",
        "reviewed",
        "read_log",
    }
)
"""What an entry can say was done."""
