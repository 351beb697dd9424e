"""The way in for lists: bytes to a table, columns to fields, rows to observations. Pure.

Law: every row is kept, also the impossible ones. What is wrong with a row stands beside it as a
problem with its place; no value is changed to make it right. Nothing is written to the disk.

- ``opening.open_table(data, file_name, sheet=…, limits=…)`` → ``table.Table`` of columns, rows and
  notes about the whole file; raises what stands in ``faults``, each with a next step.
- ``columns.map_table(table, today)`` → ``ColumnMapping``, for a person to
  correct with ``choose``; ``to_json``, ``read_mapping`` and ``fingerprint`` keep it for the next
  list with the same headings.
- ``observe.observe_rows(table.columns, table.rows, mapping, today=…)`` → one ``Observation`` after
  another: the cells as written, the values as read, the problems.

``actions.lists.import_list`` commits what comes out. A reader of another format is one file that
ends in ``building.build_table``, or in ``assembling.assemble`` where the format names its fields
itself, and a line in ``open_table``.
"""
