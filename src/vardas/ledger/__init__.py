"""Statements, commits, and what makes them provable. Pure: no Django, no clock, no environment.

Law: the bytes of a statement are stored, hashed and checked as received and never written again
from their meaning. ``docs/format/ledger.md`` specifies every byte of this package.
"""
