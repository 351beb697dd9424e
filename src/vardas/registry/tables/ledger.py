"""The ledger as rows: header and leaf bytes exactly as received."""

from django.db import models

from vardas.registry.tables.position import PositionField

LEAF_BITS = 32
"""A leaf's key is its commit's key shifted by this much, plus its index: one index less to keep."""


class Commit(models.Model):
    """One signed commit. All columns but ``data`` and ``signature`` repeat the header, for queries.

    Two commits may carry the same station and seq: a fork is kept and reported, never refused.
    """

    identifier = models.CharField(max_length=64, unique=True)
    station = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    time = models.CharField(max_length=40)
    size = models.BigIntegerField()
    data = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["station", "seq"]),
            models.Index(fields=["time", "station", "identifier"]),
        ]


class Leaf(models.Model):
    """One leaf: salt and bytes, or the hash alone where the content was erased or withheld."""

    position = PositionField(primary_key=True)
    salt = models.BinaryField(null=True)
    data = models.BinaryField(null=True)
    hash = models.BinaryField(null=True)


class SignedHead(models.Model):
    """A station's own checkpoint, signed anew with every commit, so that a lost tail is found."""

    station = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()
    signature = models.BinaryField()
