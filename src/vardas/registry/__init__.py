"""Record types, the fold from statements to rows, search, rebuild; and the station's database.

Law: rows are written here, from statements, and nowhere else.
"""
