"""Reads the files of a case and checks every fact in them, before anything is planned.

A case is one or more TOML files. Records stand under readable keys (``[person.losik]``) or, where
nothing refers to them, in lists (``[[account]]``); an event lists its involvements as
``[[event.KEY.who]]``. A fact is a value, or a table of the value and its grounds; several facts of
one field are a list. docs/case.md explains the format with examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from django.utils.translation import gettext as _

from vardas.errors import DataError
from vardas.ledger.statement import Certainty
from vardas.registry.records.fields import Fact, Reference, References, Structured, ValueRefused
from vardas.registry.records.models import BY_KIND

INVOLVEMENTS = "who"
DEFAULTS = "default"


class CaseRefused(DataError):
    """Something in a case file is unknown, missing or of the wrong form."""

    code = "case_refused"
    message = "{place}: {reason} Nothing was loaded; correct the file and load it again."


@dataclass(frozen=True)
class Grounds:
    """How a fact of a case is known: keys of records instead of their ids."""

    source: str = ""
    at: tuple[int, int] | None = None
    words: str = ""
    by: str = ""
    certainty: Certainty = "stated"


GROUNDS = frozenset(Grounds.__dataclass_fields__)


@dataclass(frozen=True)
class CaseFact:
    """One statement to be: references and claimants are still keys of the case."""

    record: str
    kind: str
    field: str
    value: Any
    grounds: Grounds
    place: str
    """Where it stands in the files, for a person to find."""

    @property
    def declared(self) -> Fact:
        """Return the field's declaration."""
        found = BY_KIND[self.kind].fact(self.field)
        assert found is not None, "only facts of declared fields are made"  # noqa: S101
        return found

    @property
    def is_reference(self) -> bool:
        """Say whether the value is the key of another record."""
        return isinstance(self.declared, Reference | References)


@dataclass(frozen=True)
class Case:
    """A case as read: its title, its records in order with their kinds, its facts in order."""

    title: str
    records: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[CaseFact, ...] = ()


def read_case(files: Mapping[str, bytes]) -> Case:
    """Read a case from the content of its files by name; raises CaseRefused, naming the place."""
    title = ""
    records: dict[str, str] = {}
    facts: list[CaseFact] = []
    for name, content in files.items():
        tables = _parse(name, content)
        head = tables.pop("case", {})
        if not isinstance(head, dict) or set(head) - {"title", "source"}:
            raise _refuse(f"{name}, case", _("it may say “title” and “source” only."))
        title = title or head.get("title", "")
        for fact in _read_file(name, tables, Grounds(source=head.get("source", ""))):
            if records.setdefault(fact.record, fact.kind) != fact.kind:
                raise _refuse(fact.place, _("this key belongs to another record already."))
            facts.append(fact)
    if not title:
        raise _refuse(", ".join(files), _("a case has a title: write it under [case]."))
    case = Case(title, records, tuple(facts))
    _check_keys(case)
    return case


def _parse(name: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refuse(name, _("this is not TOML in UTF-8 (%s).") % error) from error


def _read_file(name: str, tables: Mapping[str, Any], grounds: Grounds) -> Iterator[CaseFact]:
    for kind, found in tables.items():
        if kind not in BY_KIND:
            raise _refuse(f"{name}, {kind}", _("there is no such kind of record."))
        for key, place, table in _name_records(f"{name}, {kind}", found):
            yield from _read_record(key, kind, table, grounds, place)


def _name_records(place: str, found: Any) -> Iterator[tuple[str, str, Any]]:
    """Give each record its key and its place; a record of a list has its place as key."""
    if isinstance(found, dict):
        for key, table in found.items():
            yield key, f"{place} {key}", table
    elif isinstance(found, list):
        for number, table in enumerate(found, start=1):
            yield f"{place} {number}", f"{place} {number}", table
    else:
        raise _refuse(place, _("write records as tables."))


def _read_record(
    key: str, kind: str, table: Any, grounds: Grounds, place: str
) -> Iterator[CaseFact]:
    if not isinstance(table, dict):
        raise _refuse(place, _("write records as tables."))
    grounds = _read_grounds(table.get(DEFAULTS, {}), grounds, f"{place}, {DEFAULTS}")
    for name, said in table.items():
        if name == DEFAULTS:
            continue
        if name == INVOLVEMENTS and kind == "event":
            for who, where, involved in _name_records(f"{place}, {name}", said):
                involvement = {"event": key, **involved} if isinstance(involved, dict) else involved
                yield from _read_record(who, "involvement", involvement, grounds, where)
            continue
        declared = BY_KIND[kind].fact(name)
        if declared is None:
            raise _refuse(f"{place}, {name}", _("there is no such field."))
        several = said if isinstance(said, list) else [said]
        for number, one in enumerate(several, start=1):
            where = f"{place}, {name} {number}" if len(several) > 1 else f"{place}, {name}"
            value, known = _read_fact(declared, one, grounds, where)
            yield CaseFact(key, kind, name, value, known, where)


def _read_fact(declared: Fact, said: Any, grounds: Grounds, place: str) -> tuple[Any, Grounds]:
    if not isinstance(said, dict):
        return _accept(declared, said, place), _require_source(grounds, place)
    rest = {part: value for part, value in said.items() if part not in GROUNDS}
    given = {part: value for part, value in said.items() if part in GROUNDS}
    grounds = _require_source(_read_grounds(given, grounds, place), place)
    if isinstance(declared, Structured):
        return _accept(declared, rest, place), grounds
    if set(rest) != {"value"}:
        raise _refuse(place, _("a fact has a “value” and may say %s.") % ", ".join(sorted(GROUNDS)))
    return _accept(declared, rest["value"], place), grounds


def _accept(declared: Fact, value: Any, place: str) -> Any:
    if isinstance(declared, Reference | References):
        if not isinstance(value, str):
            raise _refuse(place, _("write the key of a record."))
        return value
    try:
        return declared.accept(value)
    except ValueRefused as error:
        raise _refuse(place, f"{error.fields['reason']}.") from error


def _read_grounds(given: Any, inherited: Grounds, place: str) -> Grounds:
    """Add what is given to what is inherited.

    Another source starts anew: words, place and claimant belong to the source they are from. A
    place or words given replace both, because they are one quote.
    """
    if not isinstance(given, dict) or set(given) - GROUNDS:
        raise _refuse(place, _("grounds are %s.") % ", ".join(sorted(GROUNDS)))
    if given.get("certainty", "stated") not in get_args(Certainty):
        raise _refuse(place, _("certainty is one of %s.") % ", ".join(get_args(Certainty)))
    changes = dict(given)
    if "at" in given:
        changes["at"] = _read_place(given["at"], place)
    if "source" in given:
        inherited = Grounds()
    elif "at" in given or "words" in given:
        inherited = replace(inherited, at=None, words="")
    return replace(inherited, **changes)


def _read_place(at: Any, place: str) -> tuple[int, int]:
    match at:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    raise _refuse(place, _("“at” is [start, end], counted in characters from 0."))


def _require_source(grounds: Grounds, place: str) -> Grounds:
    if not grounds.source:
        raise _refuse(place, _("every fact names its source, or a default does."))
    return grounds


def _check_keys(case: Case) -> None:
    """Check that every key used belongs to a record of a fitting kind."""
    for fact in case.facts:
        _check_key(case, fact.grounds.source, ("source",), fact.place)
        if fact.grounds.by:
            _check_key(case, fact.grounds.by, ("person", "organization"), fact.place)
        declared = fact.declared
        if isinstance(declared, Reference | References):
            _check_key(case, fact.value, declared.kinds, fact.place)


def _check_key(case: Case, key: str, kinds: tuple[str, ...], place: str) -> None:
    kind = case.records.get(key)
    if kind is None:
        raise _refuse(place, _("there is no record “%s” in this case.") % key)
    if kind not in kinds:
        raise _refuse(
            place,
            _("“%(key)s” is of the kind %(kind)s; this takes %(kinds)s.")
            % {"key": key, "kind": kind, "kinds": ", ".join(kinds)},
        )


def _refuse(place: str, reason: str) -> CaseRefused:
    return CaseRefused(place=place, reason=reason)
