"""Members: the people who sign in. Their passphrases open the key file and are not here."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from vardas.keys.sealing import OpeningKey


class Member(AbstractBaseUser):
    """One person who works with the station; ``id`` names the key slot and stands in the ledger."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField()
    is_invited = models.BooleanField(default=False)
    """Has not yet put a passphrase of their own in the place of the first one."""
    roles = models.JSONField(default=list)
    """Words of :class:`vardas.registry.access.roles.Role`."""

    own_key: OpeningKey | None = None
    """The member's own key, between the check of their passphrase and the keyring; in no column."""

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    def __str__(self) -> str:
        return self.name
