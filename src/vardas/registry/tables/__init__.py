"""The tables that are migrated: the ledger's commits and leaves, members, settings.

Everything else in the database is a copy that ``vardas rebuild`` makes anew.
"""
