"""Signing, sealing, passphrases: the only user of the cryptography library.

Law: no key is ever logged, printed or written unencrypted, and nothing outside this package calls a
cryptographic primitive other than SHA-256.
"""
