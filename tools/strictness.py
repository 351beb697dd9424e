"""Whether a test may be skipped here."""

from __future__ import annotations

import os
from collections.abc import Mapping


def is_skip_refused(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether a skipped test counts as failed: under CI, or where VARDAS_NO_SKIP is set."""
    return any(
        environment.get(name, "").lower() not in ("", "0", "false")
        for name in ("CI", "VARDAS_NO_SKIP")
    )
