"""Who works here and what they may see: members, roles, seals, sessions, the log of readings."""
