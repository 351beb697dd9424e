"""Names: how a name is written, read in another script and compared.

Law: pure functions over text. Nothing here knows Django, the clock or a database, and no two
people are ever declared the same here: a comparison returns its reasons, somebody else decides.

`compare` says how likely two names are the same person's; `vardas.names.index` finds names among
many. What is needed for them is loaded at the first call, which takes about a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vardas.names.comparison import Comparison, Reason, compare

__all__ = ["Comparison", "Reason", "compare"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("vardas.names.comparison"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
