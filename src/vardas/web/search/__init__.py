"""Search over names and texts."""
