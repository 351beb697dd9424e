"""Command line: the `vardas` program.

Law: a command reads its arguments, calls one action and prints the answer. No rule about people
lives here.
"""
