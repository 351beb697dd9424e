"""What the station remembers beside the ledger."""

from django.db import models


class Setting(models.Model):
    """One named setting; ``registry_number`` is the number of the disposable tables."""

    key = models.CharField(max_length=100, primary_key=True)
    value = models.JSONField()


class SavedMapping(models.Model):
    """How a list's columns were read, found again by the fingerprint of its headings."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    mapping = models.JSONField()
    saved = models.DateTimeField()


class PendingList(models.Model):
    """A list that was handed in and not yet committed: here, encrypted, and never in a file."""

    id = models.UUIDField(primary_key=True)
    member = models.UUIDField()
    file_name = models.TextField()
    data = models.BinaryField()
    mapping = models.JSONField(null=True)
    described = models.JSONField(default=dict)
    handed_in = models.DateTimeField()
