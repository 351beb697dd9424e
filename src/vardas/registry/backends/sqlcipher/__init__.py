"""SQLCipher as a database of Django's: one encrypted file in the station's folder."""
