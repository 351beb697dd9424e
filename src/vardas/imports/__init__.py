"""The way in for lists: bytes to a table, columns to fields, rows to observations. Pure.

Law: every row is kept, also the impossible ones. What is wrong with a row stands beside it as a
problem with its place; no value is changed to make it right. Nothing is written to the disk.

``open_table(data, file_name)`` → ``guess_mapping(table.columns, sample)`` → ``observe_rows(table,
mapping, today=…)``; the action ``import_list`` commits what comes out.
"""
