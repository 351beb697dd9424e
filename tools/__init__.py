"""What keeps the project in order: test runs, throw-away databases, checks of the lock."""
