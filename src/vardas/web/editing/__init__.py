"""Adding, correcting, withdrawing and preferring facts; the history of a record."""
