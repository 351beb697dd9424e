"""What is open: people not accounted for, contested facts, questions."""
