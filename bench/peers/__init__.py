"""Others measured on the same names; ``make bench-peers`` installs them in a place apart."""
