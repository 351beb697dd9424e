"""Measures the names engine on labelled names: how right, how fast, how large.

Nothing here is used by the engine. Names are read and counted, never printed.
"""
