"""One file for each format in which cleared records can leave.

Each is a function that takes a :class:`vardas.publish.cleared.Cleared` and a stream of bytes, and
returns a ``Report`` of what the format could not hold. ``registry.FORMATS`` is the list of them.
"""
