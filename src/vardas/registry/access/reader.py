"""The reader of the moment: whose eyes a page is for.

Everything that reads records asks :func:`get_reader`. Every request of the site sets it, from who
is signed in or to nobody; a command of the terminal reads as the station, of which whoever opened
it with a passphrase holds the key. No seal is ever open to the station.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from vardas.keys.sealing import OpeningKey
from vardas.registry.access.roles import Role, Task, find_sight, find_tasks
from vardas.registry.records.visibility import Visibility


@dataclass(frozen=True)
class Reader:
    """A member with what they may see: roles, the seals open to them, what is kept from them."""

    member: UUID | None
    roles: tuple[Role, ...] = ()
    seals: Mapping[Visibility, Mapping[UUID, OpeningKey]] = field(default_factory=dict, repr=False)
    """The private keys of the seals they hold and have opened, by the id of the pair."""
    hidden: frozenset[UUID] = frozenset()
    """Records that are kept from them: narrowed to others, or about a person they are barred from.
    """
    opened: set[tuple[UUID, Visibility]] = field(default_factory=set, compare=False)
    """What was opened of the seals: notes for the log of readings."""
    sees_all: bool = False
    """Sees everything that is not sealed: the station itself, in a rebuild, check or backup."""

    @property
    def sight(self) -> frozenset[Visibility]:
        """The visibilities of fields that they see, open seals among them."""
        if self.sees_all:
            return frozenset(Visibility)
        return find_sight(self.roles) | frozenset(self.seals)

    def sees(self, visibility: Visibility | None) -> bool:
        """Say whether a field of this visibility is shown; one without any is of the case."""
        return (visibility or Visibility.CASE) in self.sight

    def may(self, task: Task) -> bool:
        """Say whether they are here for this."""
        return self.sees_all or task in find_tasks(self.roles)


NOBODY = Reader(None)
STATION = Reader(None, sees_all=True)
"""The station's own eyes: everything but what is sealed."""

_reader: ContextVar[Reader] = ContextVar("reader", default=STATION)


def get_reader() -> Reader:
    """Return the reader of the moment; the station where none was set."""
    return _reader.get()


@contextmanager
def reading_as(reader: Reader) -> Iterator[Reader]:
    """Read as this reader until the block ends."""
    token = _reader.set(reader)
    try:
        yield reader
    finally:
        _reader.reset(token)
