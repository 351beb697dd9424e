"""The number of the registry's tables.

Raise it with every change to a record type or an index table, and run
``python -m tools.registry_shape`` to note the new shape; a test compares both.
"""

REGISTRY_NUMBER = 10
