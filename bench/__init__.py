"""Measures what the design promises in figures; run by ``make bench``, never by the tests."""
