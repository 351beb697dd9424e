"""Evidence: what supports a statement, what contradicts it, and how much is known.

Law: pure functions over statements. Nothing here knows Django, the clock or a database, and a
contradiction is kept and shown, never averaged away.
"""
