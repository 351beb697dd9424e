"""Lists of others: upload, mapping, preview, rows, decisions."""
