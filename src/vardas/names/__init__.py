"""Names: how a name is written, read in another script and compared.

Law: pure functions over text. Nothing here knows Django, the clock or a database, and no two
people are ever declared the same here: a comparison returns its reasons, somebody else decides.
"""

from vardas.names.comparison import Comparison, Reason, compare

__all__ = ["Comparison", "Reason", "compare"]
