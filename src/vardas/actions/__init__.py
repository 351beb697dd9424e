"""Actions: everything that a person can do, one function each, for pages and commands alike.

Law: an action is the only way to write. It checks the permission, turns the request into
statements and commits them in one signed commit; it knows neither a page nor a terminal.
"""
