"""Dates with their uncertainty: the one door to what this package knows of dates."""

from __future__ import annotations

from vardas.values.edtf_dates import parse_edtf
from vardas.values.fuzzy_dates import (
    DateError,
    FuzzyDate,
    Precision,
    certainly_before,
    may_be_same,
)

__all__ = [
    "DateError",
    "FuzzyDate",
    "Precision",
    "certainly_before",
    "may_be_same",
    "parse_edtf",
]
