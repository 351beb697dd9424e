"""Insight: coverage, timelines, patterns and estimates.

Law: it reads and never writes, and every figure says what it was counted from.
"""
