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
from vardas.values.written_dates import Order, ReadDate, read_date

__all__ = [
    "DateError",
    "FuzzyDate",
    "Order",
    "Precision",
    "ReadDate",
    "certainly_before",
    "may_be_same",
    "parse_edtf",
    "read_date",
]
