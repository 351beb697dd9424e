"""Reads the wordings: TOML files beside this one, ``VERSION.LANGUAGE.toml``.

Law: a published file is never changed, because consents name it by its version and its hash.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from vardas.errors import InputError
from vardas.registry.records.consent import Purpose

CURRENT = "desk-1"
"""The version that is read at the desk now."""
_FOLDER = Path(__file__).parent


class UnknownWording(InputError):
    """No such version, or not in this language."""

    code = "unknown_wording"
    message = (
        "There is no wording “{version}” in the language “{language}”. Choose one of those offered."
    )


@dataclass(frozen=True)
class Wording:
    """What is read to a person in one language before they answer."""

    version: str
    language: str
    title: str
    opening: tuple[str, ...]
    questions: Mapping[Purpose, tuple[str, str]]
    """Purpose → the question, and what a yes means."""
    closing: tuple[str, ...]
    labels: Mapping[str, str]
    """The few words on the sheet for signing."""
    digest: str
    """SHA-256 of the file, in hex."""

    @property
    def reference(self) -> str:
        """How a consent names it: version, language and the start of its hash."""
        return f"{self.version}.{self.language} {self.digest[:16]}"


def find_languages(version: str = CURRENT) -> list[str]:
    """Return the languages in which a version can be read out, English first."""
    found = [path.name.split(".")[1] for path in _FOLDER.glob(f"{version}.*.toml")]
    return sorted(found, key=lambda language: (language != "en", language))


def read_wording(language: str = "en", version: str = CURRENT) -> Wording:
    """Read a wording; raises UnknownWording."""
    if language not in find_languages(version):
        raise UnknownWording(version=version, language=language)
    return _read(f"{version}.{language}.toml")


def find_wording(reference: str) -> Wording | None:
    """Return the wording a consent names; None where it is of another version of Vardas."""
    version, _dot, rest = reference.partition(".")
    language = rest.partition(" ")[0]
    if language in find_languages(version):
        wording = _read(f"{version}.{language}.toml")
        if wording.reference == reference:
            return wording
    return None


@cache
def _read(name: str) -> Wording:
    data = (_FOLDER / name).read_bytes()
    found = tomllib.loads(data.decode())
    return Wording(
        found["version"],
        found["language"],
        found["title"],
        tuple(found["opening"]),
        {
            purpose: (found["questions"][purpose]["ask"], found["questions"][purpose]["means"])
            for purpose in Purpose
        },
        tuple(found["closing"]),
        found["labels"],
        sha256(data).hexdigest(),
    )
