"""Sources, and one source with its words marked."""
