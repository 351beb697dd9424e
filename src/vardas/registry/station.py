"""An opened station: what writing to its ledger needs, passed in rather than looked up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vardas.keys.signing import SigningKey


@dataclass(frozen=True)
class Station:
    """The station's signing key, its clock (aware datetimes) and its source of random bytes."""

    key: SigningKey
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]

    @property
    def name(self) -> str:
        """The station's name in the ledger: its public key in hex."""
        return self.key.station
