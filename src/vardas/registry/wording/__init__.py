"""What records hold, said to a reader: dates in words, text of others shown without harm.

Pages and whatever leaves the station say the same value in the same words.
"""
