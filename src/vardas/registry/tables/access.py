"""Who may open what: seals and their holders, records kept to a few, and the log of readings."""

from django.db import models


class SealKey(models.Model):
    """One pair of keys of a seal; the newest of a seal is the one that values are put under.

    The private half is nowhere but in the copies for its holders.
    """

    id = models.UUIDField(primary_key=True)
    seal = models.CharField(max_length=20)
    public = models.BinaryField()
    made = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seal", "-made"])]


class SealCopy(models.Model):
    """The private half of a seal's keys, closed to one member who holds the seal."""

    key = models.ForeignKey(SealKey, on_delete=models.PROTECT, related_name="copies")
    member = models.UUIDField(db_index=True)
    box = models.BinaryField()
    given_by = models.UUIDField()
    given = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "member"], name="one_copy_for_a_member")
        ]


class Narrowing(models.Model):
    """A record kept to named members; several rows name several members."""

    record = models.UUIDField(db_index=True)
    member = models.UUIDField()
    by = models.UUIDField()
    since = models.DateTimeField()
    why = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "member"], name="named_once_for_a_record")
        ]


class Barring(models.Model):
    """A member kept from everything about one person, such as one they know."""

    person = models.UUIDField()
    member = models.UUIDField(db_index=True)
    by = models.UUIDField()
    since = models.DateTimeField()
    why = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "member"], name="barred_once_from_a_person")
        ]


class Reading(models.Model):
    """One entry of the log of readings: its bytes as signed, and columns that repeat them."""

    number = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    member = models.UUIDField(null=True, db_index=True)
    what = models.CharField(max_length=40)
    when = models.DateTimeField()
    data = models.BinaryField()
    signature = models.BinaryField()


class ReadingOf(models.Model):
    """Which record an entry of the log is about."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="records")
    record = models.UUIDField(db_index=True)


class Urgency(models.Model):
    """A red case opened without the seal's grant, with the reason, and its review afterwards."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField(db_index=True)
    member = models.UUIDField(db_index=True)
    why = models.TextField()
    opened = models.DateTimeField()
    until = models.DateTimeField()
    reviewed = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    verdict = models.TextField(default="")


class SecondFactor(models.Model):
    """A member's secret for codes, closed under the station's key; in use once confirmed."""

    member = models.UUIDField(db_index=True)
    box = models.BinaryField()
    since = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class SpareCode(models.Model):
    """The digest of a code to sign in with once where the telephone is lost."""

    member = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
