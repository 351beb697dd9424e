"""SQLCipher as a database of Django's."""
