"""Web: pages and forms.

Law: a view reads the registry, calls one action and renders a template. No rule about people
lives here.
"""
