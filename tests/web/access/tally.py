"""Counts what the matrix tried, for ``make matrix``: written to the file VARDAS_MATRIX names."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

TALLY: Counter[str] = Counter({"cells": 0, "planted": 0, "leaks": 0})


def write_tally() -> None:
    """Write the counts, if anybody asked for them."""
    if wanted := os.environ.get("VARDAS_MATRIX"):
        Path(wanted).write_text(json.dumps(dict(TALLY)), encoding="utf-8")
