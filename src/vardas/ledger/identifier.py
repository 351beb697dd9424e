"""Identifiers: UUID version 7 (RFC 9562), in order of the time they were made."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from vardas.errors import StateError
from vardas.ledger.moment import LAST


class IdentifiersRanOut(StateError):
    """A statement is dated at the very end of what an identifier can hold."""

    code = "identifiers_ran_out"
    message = (
        "This statement carries an identifier after which no other can come, so that nothing can"
        " correct it. Whoever made it did so on purpose; have it erased instead."
    )


class Sequence:
    """Makes identifiers that rise strictly, also within one millisecond.

    The 12 bits after the version count on from a random start (RFC 9562, section 6.2, method 1);
    when they run over, the next millisecond is borrowed. A correction therefore always sorts after
    what it corrects.
    """

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self._random = random
        self._pool = b""
        self._at = 0
        self._milliseconds = -1
        self._count = 0

    def follow(self, earlier: UUID) -> None:
        """Let the next identifier sort after this one, even when the clock ran behind it."""
        milliseconds, count = earlier.int >> 80, earlier.int >> 64 & 0xFFF
        if earlier.int >> 76 & 0xF > 7:
            count = 0xFFF  # not ours: every version 7 of this millisecond sorts before it
        if (milliseconds, count) > (self._milliseconds, self._count):
            self._milliseconds, self._count = milliseconds, count

    def next(self, milliseconds: int) -> UUID:
        """Make the next identifier, not before ``milliseconds`` and after every earlier one.

        Raises IdentifiersRanOut when none is left after the one to follow.
        """
        tail = self._take()
        if milliseconds > self._milliseconds:
            self._milliseconds = milliseconds
            self._count = tail >> 70 & 0x3FF  # a quarter of the room: space to count on
        else:
            self._count += 1
            if self._count > 0xFFF:
                self._milliseconds += 1
                self._count = tail >> 70 & 0x3FF
        if self._milliseconds > LAST:
            raise IdentifiersRanOut
        value = self._milliseconds << 80 | 0x7 << 76 | self._count << 64
        value |= 0b10 << 62 | tail & 0x3FFFFFFFFFFFFFFF
        return UUID(int=value)

    def _take(self) -> int:
        if self._at + 10 > len(self._pool):
            self._pool, self._at = self._random(4000), 0
        self._at += 10
        return int.from_bytes(self._pool[self._at - 10 : self._at], "big")
