"""Sync: bundles and mailboxes between stations.

Law: bytes from another station are verified as received before anything is read from them, and
joining two histories loses nothing.
"""
