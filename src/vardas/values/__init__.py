"""Values: dates with their uncertainty and cleaned text.

Law: pure, and nothing is invented: a year stays a year, an unknown end stays unknown, and the
words as written are kept beside their reading.
"""
