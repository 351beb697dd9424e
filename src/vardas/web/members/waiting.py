"""Slows down guessing: after a few failures everybody waits, for one name and for all together.

Kept in memory: a restart forgets it, and a restart needs a passphrase.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from vardas.errors import StateError

FREE_FOR_A_NAME = 4
FREE_FOR_ALL = 20
LONGEST = 60.0
FORGOTTEN_AFTER = 900.0
NAMES_KEPT = 1000


class TooManyTries(StateError):
    """Too many wrong passphrases came in a row."""

    code = "too_many_tries"
    message = "Too many tries in a row. Wait {seconds} seconds, then try again."


@dataclass
class _Failures:
    count: int = 0
    last: float = 0.0


@dataclass
class Waiting:
    """Counts failures; ``clock`` gives seconds that never run backwards."""

    clock: Callable[[], float]
    _names: OrderedDict[str, _Failures] = field(default_factory=OrderedDict)
    _all: _Failures = field(default_factory=_Failures)

    def check(self, name: str) -> None:
        """Let a try pass, or raise TooManyTries with the seconds to wait."""
        now = self.clock()
        left = max(
            _left(self._names.get(name, _Failures()), FREE_FOR_A_NAME, now),
            _left(self._all, FREE_FOR_ALL, now),
        )
        if left > 0:
            raise TooManyTries(seconds=ceil(left))

    def note_failure(self, name: str) -> None:
        """Count a wrong try."""
        now = self.clock()
        for failures in (self._names.setdefault(name, _Failures()), self._all):
            if now - failures.last > FORGOTTEN_AFTER:
                failures.count = 0
            failures.count += 1
            failures.last = now
        self._names.move_to_end(name)
        while len(self._names) > NAMES_KEPT:
            self._names.popitem(last=False)

    def note_success(self, name: str) -> None:
        """Forget the failures of a name; those of all together stay."""
        self._names.pop(name, None)


def _left(failures: _Failures, free: int, now: float) -> float:
    """Return the seconds still to wait: 2, 4, 8 … up to a minute after the last failure."""
    beyond = failures.count - free
    if beyond <= 0 or now - failures.last > FORGOTTEN_AFTER:
        return 0.0
    return failures.last + min(2.0 ** min(beyond, 10), LONGEST) - now
