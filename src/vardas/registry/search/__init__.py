"""Full-text search over names and texts, the same on both databases.

Law: what a word is, is decided here in Python and not by a database, so that both find the same.
"""
