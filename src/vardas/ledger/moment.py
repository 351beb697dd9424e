"""A hybrid logical clock: wall time that never runs backwards and respects what was seen.

Text form ``2025-09-12T08:00:00.123Z+0001``: UTC to the millisecond, then a counter in four hex
digits. Text order is time order. After Kulkarni et al., "Logical Physical Clocks" (2014).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vardas.errors import DataError, StateError

_FORM = re.compile(r"(\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d\.\d{3}Z)\+([0-9a-f]{4})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST = 253_402_300_799_999
"""The last millisecond of the year 9999: no moment and no identifier lies after it."""


class NotAMomentError(DataError):
    """The text is not a moment of the ledger's clock."""

    code = "not_a_moment"
    message = "A commit carries a time that cannot be read."


class ClockRanOut(StateError):
    """A commit dragged the ledger's clock to the end of the calendar."""

    code = "clock_ran_out"
    message = (
        "A commit in this ledger claims a time at the end of the year 9999, and nothing can be"
        " dated after it. Find the commit with “vardas verify” and take a backup from before it."
    )


@dataclass(frozen=True, order=True)
class Moment:
    """One reading of the clock: Unix milliseconds and a counter below 65,536."""

    milliseconds: int
    count: int = 0

    def __str__(self) -> str:
        text = self.when.isoformat(timespec="milliseconds").removesuffix("+00:00")
        return f"{text}Z+{self.count:04x}"

    @property
    def when(self) -> datetime:
        """The wall time in UTC."""
        return _EPOCH + timedelta(milliseconds=self.milliseconds)


def read_moment(text: str) -> Moment:
    """Read the text form; raises NotAMomentError for anything else."""
    found = _FORM.fullmatch(text)
    if not found:
        raise NotAMomentError
    try:
        when = datetime.fromisoformat(found[1])
    except ValueError as error:
        raise NotAMomentError from error
    return Moment((when - _EPOCH) // timedelta(milliseconds=1), int(found[2], 16))


def tick(wall: datetime, *seen: Moment) -> Moment:
    """Read the clock: the wall time, or just after the newest moment seen where the wall lags.

    Raises ClockRanOut when nothing can come after the newest moment seen.
    """
    now = Moment((wall.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1))
    newest = max(seen, default=now)
    if now > newest or not seen:
        return now
    if newest.count == 0xFFFF:
        if newest.milliseconds >= LAST:
            raise ClockRanOut
        return Moment(newest.milliseconds + 1)
    return Moment(newest.milliseconds, newest.count + 1)
