"""What was approved, as digests: nothing that came later leaves under an older approval.

A consent that was withdrawn since still takes effect, because everything is cleared anew; this
only ever takes away.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256
from uuid import UUID

from vardas.errors import DataError
from vardas.publish.cleared import Cleared, Said

_SIZE = 16
"""Bytes kept of a digest."""


class ApprovalUnreadable(DataError):
    """What is recorded as approved cannot be read."""

    code = "approval_unreadable"
    message = "What was approved cannot be read, so nothing left. Propose the publication again."


class Approved:
    """The statements, and the words beside them, that were shown to who approved."""

    def __init__(self, digests: frozenset[bytes]) -> None:
        self._digests = digests

    def has_statement(self, record: UUID, field: str, statement: UUID) -> bool:
        """Say whether this value of this field was shown."""
        return _of_statement(record, field, statement) in self._digests

    def has_words(self, said: Said) -> bool:
        """Say whether the value was shown with these words, this source and this speaker."""
        return _of_words(said) in self._digests


def write_content(cleared: Cleared) -> str:
    """Write what is shown as one text of digests."""
    digests: set[bytes] = set()
    for record in cleared:
        for name, field in record.fields.items():
            for said in field.values:
                digests.add(_of_statement(record.id, name, said.statement))
                digests.add(_of_words(said))
    return b64encode(b"".join(sorted(digests))).decode() or "="


def read_content(text: str) -> Approved:
    """Read what :func:`write_content` wrote; raises ApprovalUnreadable."""
    if text == "=":
        return Approved(frozenset())
    try:
        data = b64decode(text, validate=True)
    except ValueError as error:
        raise ApprovalUnreadable from error
    if len(data) % _SIZE:
        raise ApprovalUnreadable
    return Approved(frozenset(data[at : at + _SIZE] for at in range(0, len(data), _SIZE)))


def _of_statement(record: UUID, field: str, statement: UUID) -> bytes:
    return sha256(b"statement" + record.bytes + statement.bytes + field.encode()).digest()[:_SIZE]


def _of_words(said: Said) -> bytes:
    source = said.source.bytes if said.source else bytes(16)
    parts = sha256(said.said_by.encode()).digest() + sha256(said.words.encode()).digest()
    return sha256(b"words" + said.statement.bytes + source + parts).digest()[:_SIZE]
