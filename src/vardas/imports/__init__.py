"""Imports: the way in for files: reader, mapping, preview, observations.

Law: a reader returns rows and problems, each with its place, and drops neither. Nothing reaches
the ledger before a person has seen the preview.
"""
