"""Fields of records: Django fields that know label, value type, visibility and exchange names.

Each says what value it accepts (``accept``) and which columns its live values fill (``columns``).
A single-valued field keeps in its column the value shown first; the others are in the ledger and
the record's ``contested`` names the field. A many-valued field keeps all of them as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vardas.errors import InputError
from vardas.registry.records.visibility import Visibility
from vardas.values.dates import DateError, parse_edtf
from vardas.values.text import clean

Label = str | Promise
Choices = Mapping[str, Label]


LARGEST_NUMBER = 2**53 - 1
"""RFC 8259 section 6: what every reader of JSON takes for the same number."""
MOST_COUNTED = 10_000_000_000
"""More people than there are."""


class ValueRefused(InputError):
    """The value does not fit the field."""

    code = "value_refused"
    message = "“{field}”: {reason}. Nothing was saved; correct it and try again."


class Fact(models.Field):
    """The common part of all fields; ``value_type`` names the form control and the JSON shape."""

    value_type: ClassVar[str] = "text"
    many: ClassVar[bool] = False

    def __init__(
        self,
        label: Label = "",
        *,
        visibility: Visibility | None = None,
        ftm: str = "",
        huridocs: str = "",
        hint: Label = "",
        **options: Any,
    ) -> None:
        self.label = label
        self.visibility = visibility
        self.ftm = ftm
        self.huridocs = huridocs
        self.hint = hint
        options.setdefault("null", True)
        options["verbose_name"] = label
        super().__init__(**options)

    @property
    def is_sealed(self) -> bool:
        """Say whether values are put under a seal before they become statements."""
        return self.visibility is not None and self.visibility.is_sealed

    def accept(self, value: Any) -> Any:
        """Return the value as it goes into a statement; raises ValueRefused."""
        if not isinstance(value, str) or not clean(value):
            raise self.refuse(_("write at least one character"))
        return clean(value)

    def refuse(self, reason: str) -> ValueRefused:
        """Make the error for a value that does not fit."""
        return ValueRefused(field=self.label, reason=reason)

    def is_contested(self, values: Sequence[Any]) -> bool:
        """Say whether these live values contradict each other."""
        return any(value != values[0] for value in values[1:])

    def columns(self, values: Sequence[Any]) -> dict[str, Any]:
        """Return the columns that these live values fill; the first is the one to show."""
        first = values[0] if values else None
        return {self.name: first if first is None else self.as_column(first)}

    def as_column(self, value: Any) -> Any:
        """Turn one statement value into the column's value; never raises on what others wrote."""
        return storable(value) if isinstance(value, str) else storable(str(value))


def storable(text: str) -> str:
    """Return text that both databases take: PostgreSQL has no NUL."""
    return text.replace("\x00", "\ufffd")


def storable_parts(value: Any) -> Any:
    """Do the same for every text within a value of JSON; most values come back as they are."""
    match value:
        case str():
            return storable(value)
        case list():
            return [storable_parts(part) for part in value]
        case dict():
            return {storable(name): storable_parts(part) for name, part in value.items()}
    return value


class Text(Fact, models.TextField):
    """A line or a paragraph of text."""


class LongText(Text):
    """A whole document; searched in full, never shown in a list.

    Kept to the character: quotes name places in it.
    """

    value_type = "long_text"

    def accept(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(_("write at least one character"))
        return value


class Choice(Fact, models.TextField):
    """One word out of a list; a word from another version is kept and shown as it is."""

    value_type = "choice"

    def __init__(self, label: Label = "", *, options: Choices | None = None, **rest: Any) -> None:
        self.options: Choices = options or {}
        super().__init__(label, **rest)

    def accept(self, value: Any) -> Any:
        if value not in self.options:
            raise self.refuse(_("choose one of the answers offered"))
        return value

    def as_column(self, value: Any) -> Any:
        """Keep the column short: an index takes no long text."""
        return storable(str(value))[:60]


class Date(Fact, models.TextField):
    """A date as EDTF text, exactly as said; ``_from`` and ``_to`` hold computed bounds."""

    value_type = "date"

    def __init__(self, label: Label = "", *, is_sorted: bool = False, **rest: Any) -> None:
        """``is_sorted`` gives the earlier bound an index: where lists are put in its order."""
        self.is_sorted = is_sorted
        super().__init__(label, **rest)

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **options)
        if not cls._meta.abstract:
            for end in ("from", "to"):
                bound: models.Field[Any, Any] = models.DateField(
                    null=True, db_index=self.is_sorted and end == "from"
                )
                bound.contribute_to_class(cls, f"{name}_{end}")

    def accept(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise self.refuse(_("write a date"))
        try:
            return parse_edtf(value.strip()).text
        except DateError as error:
            raise self.refuse(str(error)) from error

    def columns(self, values: Sequence[Any]) -> dict[str, Any]:
        columns = super().columns(values)
        earliest = latest = None
        if values:
            try:
                date = parse_edtf(str(values[0]))
                earliest, latest = date.earliest, date.latest
            except DateError:
                pass  # another version's date: shown as written, without a place in the order
        return {**columns, f"{self.name}_from": earliest, f"{self.name}_to": latest}


class Number(Fact, models.BigIntegerField):
    """A whole number."""

    value_type = "number"

    def accept(self, value: Any) -> Any:
        try:
            number = int(value)
        except (TypeError, ValueError) as error:
            raise self.refuse(_("write a whole number")) from error
        if abs(number) > LARGEST_NUMBER:
            raise self.refuse(_("write a smaller number"))
        return number

    def as_column(self, value: Any) -> Any:
        return value if type(value) is int and abs(value) <= LARGEST_NUMBER else None


class Truth(Fact, models.BooleanField):
    """Yes or no; not known is the absence of a statement."""

    value_type = "truth"

    def accept(self, value: Any) -> Any:
        if value in (True, "yes", "true"):
            return True
        if value in (False, "no", "false"):
            return False
        raise self.refuse(_("answer yes or no"))

    def as_column(self, value: Any) -> Any:
        return value if type(value) is bool else None


class Reference(Fact, models.UUIDField):
    """Another record, by id; ``kinds`` are those a form offers. It may not have arrived yet."""

    value_type = "reference"

    def __init__(self, label: Label = "", *, kinds: Sequence[str] = (), **rest: Any) -> None:
        self.kinds = tuple(kinds)
        rest.setdefault("db_index", True)
        super().__init__(label, **rest)

    def accept(self, value: Any) -> Any:
        try:
            return str(UUID(str(value)))
        except ValueError as error:
            raise self.refuse(_("choose a record")) from error

    def as_column(self, value: Any) -> Any:
        try:
            return UUID(str(value))
        except ValueError:
            return None


class Many(Fact, models.JSONField):
    """The common part of many-valued fields: the column is the list of distinct live values."""

    many = True

    def is_contested(self, values: Sequence[Any]) -> bool:
        return False

    def columns(self, values: Sequence[Any]) -> dict[str, Any]:
        distinct: list[Any] = []
        for value in values:
            if value not in distinct:
                distinct.append(value)
        return {self.name: storable_parts(distinct)}


class Texts(Many):
    """Several texts."""


class ChoiceMany(Many):
    """Several words out of a list."""

    value_type = "choice"

    def __init__(self, label: Label = "", *, options: Choices | None = None, **rest: Any) -> None:
        self.options: Choices = options or {}
        super().__init__(label, **rest)

    accept = Choice.accept


class References(Many):
    """Several other records."""

    value_type = "reference"

    def __init__(self, label: Label = "", *, kinds: Sequence[str] = (), **rest: Any) -> None:
        self.kinds = tuple(kinds)
        super().__init__(label, **rest)

    accept = Reference.accept


class Structured(Many):
    """Values that are objects with known parts; unknown parts are kept."""

    parts: ClassVar[Mapping[str, type]] = {}
    required: ClassVar[tuple[str, ...]] = ()

    def accept(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refuse(_("the value has parts"))
        kept = {
            key: clean(item) if isinstance(item, str) else item
            for key, item in value.items()
            if item not in (None, "")
        }
        for part in self.required:
            if part not in kept or kept[part] == "":
                raise self.refuse(_("write at least one character"))
        for part, kind in self.parts.items():
            if part in kept and type(kept[part]) is not kind:
                raise self.refuse(_("write a whole number") if kind is int else _("write text"))
        return kept


class Names(Structured):
    """Names: text as written, language, script, kind (as said, passport, press, alias, …)."""

    value_type = "name"
    parts = {"text": str, "language": str, "script": str, "kind": str}
    required = ("text",)


class Identifiers(Structured):
    """Identifiers: scheme (passport, personal number, prison number, list id) and value."""

    value_type = "identifier"
    parts = {"scheme": str, "value": str}
    required = ("scheme", "value")


class Counts(Structured):
    """Numbers claimed: how many, of whom. Who claims it stands in the statement."""

    value_type = "count"
    parts = {"number": int, "of": str}
    required = ("number", "of")

    def accept(self, value: Any) -> Any:
        accepted = super().accept(value)
        if not 0 <= accepted["number"] <= MOST_COUNTED:
            raise self.refuse(_("write how many people, from 0 to ten billion"))
        return accepted

    def is_contested(self, values: Sequence[Any]) -> bool:
        """Two different numbers of the same people contradict each other."""
        claimed: dict[Any, Any] = {}
        for value in values:
            if isinstance(value, dict):
                number = value.get("number")
                if claimed.setdefault(value.get("of"), number) != number:
                    return True
        return False


class Object(Fact, models.JSONField):
    """One object kept as it is, such as the cells of a list's row."""

    value_type = "object"

    def accept(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refuse(_("the value has parts"))
        return value

    def as_column(self, value: Any) -> Any:
        return storable_parts(value)
