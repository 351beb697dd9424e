"""Publish: the only way out for anything the registry holds.

Law: every list, dossier, report and export passes the redaction gate here, which works from an
allowed list: what is not allowed by name does not leave.
"""
