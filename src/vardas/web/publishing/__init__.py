"""The room where members see what would leave, what stays and why, and let it out together."""
