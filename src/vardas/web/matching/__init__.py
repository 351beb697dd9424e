"""The room where members judge who is the same person as whom."""
