"""The index of the ledger: which leaf holds which statement, and which verb names which."""

from django.db import models

from vardas.registry.tables.position import PositionField


class StatementRow(models.Model):
    """Where a statement stands (its leaf's position) and of what it speaks; verbs have none."""

    position = PositionField(primary_key=True)
    statement = models.UUIDField(db_index=True)
    record = models.UUIDField(null=True, db_index=True)
    kind = models.CharField(max_length=40)
    field = models.CharField(max_length=60)
    source = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["source"],
                condition=models.Q(source__isnull=False),
                name="statement_by_source",
            )
        ]


class MentionRow(models.Model):
    """One statement names another: it replaces, retracts, prefers or erases it."""

    id = models.BigAutoField(primary_key=True)
    target = models.UUIDField(db_index=True)
    statement = models.UUIDField()
    position = models.BigIntegerField()
    verb = models.CharField(max_length=10)
