"""Says what is in a station; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Sum

from vardas.registry.lock import Holder, find_holder
from vardas.registry.opening import Opened
from vardas.registry.records.models import BY_KIND
from vardas.registry.records.number import REGISTRY_NUMBER
from vardas.registry.tables.ledger import Commit
from vardas.registry.tables.member import Member
from vardas.registry.tables.setting import Setting


@dataclass(frozen=True)
class Status:
    """What is in a station."""

    station: str
    is_demo: bool
    database: str
    """The database program with its version."""
    size: int
    """Bytes of the database in the folder."""
    members: int
    commits: int
    statements: int
    last_commit: str
    registry_number: int
    records: dict[str, int]
    """Kind → how many; empty where the tables are of another version."""
    holder: Holder | None

    @property
    def is_outdated(self) -> bool:
        """Say whether the tables are of another version."""
        return self.registry_number != REGISTRY_NUMBER

    def labelled_records(self) -> list[tuple[str, int]]:
        """Return the records by the label of their kind, without the kinds that have none."""
        return [
            (str(BY_KIND[kind].label_many), count) for kind, count in self.records.items() if count
        ]

    def as_data(self) -> dict[str, Any]:
        """Return all of it for JSON."""
        holder = self.holder
        return {
            "station": self.station,
            "demo": self.is_demo,
            "database": self.database,
            "size": self.size,
            "members": self.members,
            "commits": self.commits,
            "statements": self.statements,
            "last_commit": self.last_commit,
            "registry_number": self.registry_number,
            "outdated": self.is_outdated,
            "records": self.records,
            "open": {"process": holder.process, "address": holder.address} if holder else None,
        }


def read_status(opened: Opened) -> Status:
    """Read what is in the opened station."""
    number = Setting.objects.filter(key="registry_number").values_list("value", flat=True).first()
    commits = Commit.objects.count()
    leaves = Commit.objects.aggregate(total=Sum("size"))["total"] or 0
    last = Commit.objects.order_by("-time").values_list("time", flat=True).first()
    records = {}
    if number == REGISTRY_NUMBER:
        records = {kind: model.objects.count() for kind, model in BY_KIND.items()}
    files = opened.folder.glob(f"{opened.database_path.name}*")
    return Status(
        station=opened.station.name,
        is_demo=opened.is_demo,
        database=_describe_database(),
        size=sum(file.stat().st_size for file in files),
        members=Member.objects.filter(is_active=True).count(),
        commits=commits,
        statements=leaves - commits,  # leaf 0 of each says who did it
        last_commit=str(last or "").partition("+")[0],
        registry_number=number or 0,
        records=records,
        holder=find_holder(opened.folder),
    )


def _describe_database() -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            (version,) = cursor.fetchone()
        return f"PostgreSQL {version}"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cipher_version")
        row = cursor.fetchone()
    if not row:
        raise DatabaseError("the database is not encrypted")
    return f"SQLCipher {row[0]}"
