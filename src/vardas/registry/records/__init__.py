"""Record types: the schema of the registry, one file per type.

Law: no table here holds a truth. Each is a copy of what the ledger's statements say and is thrown
away and rebuilt when ``REGISTRY_NUMBER`` (in ``number.py``) changes.
"""
