"""Vardas: a registry of people that keeps every name, every source and every doubt."""

__version__ = "0.1.0"
