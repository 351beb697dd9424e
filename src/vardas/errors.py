"""One base error, and families by whose fault it is.

Every error carries a stable ``code``, named ``fields`` and a sentence with ``{fields}`` in it. The
sentence says what happened and what to do next; it is a gettext message id, translated at the edge
(page or terminal) and never here, so that the pure packages need no framework. Nothing personal
goes into a field: an error may end in a log.

Bad data is not an error but a value: a :class:`Problem`, collected and shown at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar


def unchanged(text: str) -> str:
    """Return the text as it is: the translation where there is no translator."""
    return text


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Put fields into a template; a field the template does not name is left out."""
    return template.format_map({key: str(value) for key, value in fields.items()})


class VardasError(Exception):
    """The one base of all errors of Vardas; never raised itself."""

    code: ClassVar[str] = "error"
    message: ClassVar[str] = "Something went wrong."

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.sentence())

    def sentence(self, translate: Callable[[str], str] = unchanged) -> str:
        """Say what happened and what to do next, in the language of ``translate``."""
        return fill(translate(self.message), self.fields)


class InputError(VardasError):
    """The call is at fault: a wrong option, a wrong passphrase, a missing file. Exit status 2."""


class DataError(VardasError):
    """The data is at fault: a damaged file, a broken chain, a table that is none. Exit status 1."""


class StateError(VardasError):
    """The station is not in the state this needs: in use, of another version. Exit status 2."""


class BrokenError(VardasError):
    """Our own code is at fault. Exit status 1."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or doubtful with somebody's data, with the place where it stands.

    ``message`` is a template like that of an error; ``place`` is what a person can find again, such
    as "row 12, column Birth date".
    """

    code: str
    message: str
    fields: Mapping[str, str | int] = field(default_factory=dict)
    place: str = ""

    def sentence(self, translate: Callable[[str], str] = unchanged) -> str:
        """Say the problem in the language of ``translate``, without its place."""
        return fill(translate(self.message), self.fields)
