"""Who may see what: roles, seals, records kept to a few, and the log of readings.

Law: what is not allowed by name is not shown. Everything that reads records asks the reader of the
moment (:mod:`vardas.registry.access.reader`), and every request of the site has one.
"""
