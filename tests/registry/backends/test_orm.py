"""Django's ordinary ways of writing and reading, through the encrypted database."""

import datetime
import decimal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, models, transaction
from django.db.models import Avg, Count, F, Max, StdDev, Sum, Value
from django.db.models.functions import Concat, ExtractYear, Lower, TruncMonth, Upper

from tests.registry.backends.opened import make_settings

ALIAS = "spare"
MOMENT = datetime.datetime(2025, 9, 11, 21, 30, 15, 123456, tzinfo=datetime.UTC)


class Town(models.Model):
    """A town."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        app_label = "spare"


class Visit(models.Model):
    """A visit to a town, with a field of every type."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    town = models.ForeignKey(Town, models.CASCADE, null=True)
    day = models.DateField(null=True)
    time = models.TimeField(null=True)
    moment = models.DateTimeField(null=True)
    length = models.DurationField(null=True)
    price = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    weight = models.FloatField(null=True)
    is_first = models.BooleanField(null=True)
    note = models.TextField(default="")
    data = models.JSONField(default=dict)
    raw = models.BinaryField(null=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        app_label = "spare"
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=-1), name="number_in_range")
        ]


@pytest.fixture(autouse=True)
def tables(tmp_path: Path) -> Iterator[None]:
    connections.settings[ALIAS] = {**make_settings(tmp_path / "x.db"), "ATOMIC_REQUESTS": False}
    with connections[ALIAS].schema_editor() as editor:
        editor.create_model(Town)
        editor.create_model(Visit)
    yield
    connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


towns, visits = Town.objects.using(ALIAS), Visit.objects.using(ALIAS)

VALUES = {
    "day": datetime.date(1954, 2, 28),
    "time": datetime.time(23, 59, 59, 999999),
    "moment": MOMENT,
    "length": datetime.timedelta(days=-3, microseconds=7),
    "price": decimal.Decimal("99999999.9999"),
    "weight": 0.1,
    "is_first": True,
    "note": "Статкевіч · 王小明 · \u202eabc\u0000 👩‍👩‍👧 e\u0301",
    "data": {"a": [1, None, "ў", {"b": 1.5}], "c": True},
    "raw": b"\x00\xff'\"",
    "number": 2**63 - 1,
}


@pytest.mark.parametrize("field", VALUES)
def test_a_value_comes_back_as_it_was(field: str) -> None:
    made = visits.create(**{field: VALUES[field]})
    row = visits.get(**{field: VALUES[field]}) if field != "data" else visits.get(pk=made.pk)
    assert getattr(row, field) == VALUES[field]
    assert row.pk == made.pk


def test_many_at_once() -> None:
    visits.bulk_create([Visit(number=number) for number in range(5000)])
    assert visits.aggregate(Count("pk"), Sum("number"), Max("number")) == {
        "pk__count": 5000,
        "number__sum": 12_497_500,
        "number__max": 4999,
    }
    assert len(visits.in_bulk(list(visits.values_list("pk", flat=True)[:2000]))) == 2000
    assert len(list(visits.order_by("number").iterator(chunk_size=100))) == 5000


def test_conflicts_are_taken_up() -> None:
    towns.create(name="a")
    towns.bulk_create([Town(name="a"), Town(name="b")], ignore_conflicts=True)
    assert towns.count() == 2
    town, is_new = towns.update_or_create(name="b", defaults={"name": "c"})
    assert not is_new
    assert town.name == "c"
    assert towns.get_or_create(name="d")[1]


def test_a_transaction_is_all_or_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
        towns.bulk_create([Town(name="b"), Town(name="a"), Town(name="a")], batch_size=1)
    assert towns.count() == 0


def test_a_savepoint_is_undone_alone() -> None:
    with transaction.atomic(using=ALIAS):
        towns.create(name="a")
        with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
            towns.bulk_create([Town(name="b"), Town(name="a")], batch_size=1)
        towns.create(name="c")
    assert set(towns.values_list("name", flat=True)) == {"a", "c"}


def test_what_follows_a_commit_follows_it() -> None:
    done: list[str] = []
    with transaction.atomic(using=ALIAS):
        transaction.on_commit(lambda: done.append("done"), using=ALIAS)
        assert not done
    assert done


def test_constraints_hold() -> None:
    with pytest.raises(IntegrityError):
        visits.create(number=-2)
    with pytest.raises(IntegrityError):
        visits.create(town_id=99)
    town = towns.create(name="a")
    visits.create(town=town)
    with pytest.raises(IntegrityError):
        town.delete()
    assert visits.all().delete()[0] == town.delete()[0] == 1


def test_questions_into_json() -> None:
    visits.create(data={"name": {"text": "Ана"}, "counts": [52, 51]})
    visits.create(data={"name": None})
    assert visits.filter(data__name__text="Ана").count() == 1
    assert visits.filter(data__counts__0=52).count() == 1
    assert visits.filter(data__has_key="counts").count() == 1
    assert visits.filter(data__name=None).count() == 1
    assert visits.values_list("data__name__text", flat=True).get(data__has_key="counts") == "Ана"


def test_functions_that_django_brings() -> None:
    town = towns.create(name="Åbo")
    for year, number in ((2023, 1), (2024, 3)):
        visits.create(
            town=town,
            number=number,
            day=datetime.date(year, 5, 6),
            moment=MOMENT.replace(year=year),
            price=decimal.Decimal(number),
        )
    assert list(visits.order_by("day").values_list(ExtractYear("day"), flat=True)) == [2023, 2024]
    months = visits.annotate(month=TruncMonth("moment", tzinfo=datetime.UTC)).order_by("month")
    assert [row.month.year for row in months] == [2023, 2024]
    assert visits.aggregate(a=Avg("price"), s=StdDev("number")) == {"a": 2, "s": 1.0}
    assert visits.filter(town__name__regex=r"^\w+o$").count() == 2
    assert visits.filter(moment__gt=MOMENT.replace(year=2023)).count() == 1
    assert visits.update(number=F("number") * 2) == 2
    label = Concat(Upper(Value("a")), Lower(Value("B")), "town__name")
    assert visits.annotate(label=label).first().label == "AbÅbo"  # type: ignore[union-attr]


def test_the_tables_can_be_looked_into_and_changed() -> None:
    connection = connections[ALIAS]
    towns.create(name="a")
    with connection.cursor() as cursor:
        assert {table.name for table in connection.introspection.get_table_list(cursor)} >= {
            "spare_town",
            "spare_visit",
        }
        names = connection.introspection.get_constraints(cursor, "spare_visit")
    assert "number_in_range" in names
    added = models.TextField(default="x")
    added.set_attributes_from_name("added")
    with connection.schema_editor() as editor:
        editor.add_field(Town, added)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, added FROM spare_town")
        assert cursor.fetchall() == [("a", "x")]
