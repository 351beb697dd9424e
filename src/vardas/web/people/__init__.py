"""People, and one person."""
