"""Takes uploads into memory only: nothing that was sent may lie readable in a temporary folder."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from vardas.errors import InputError

LARGEST = 64_000_000
"""Bytes that one request may bring in files."""


class UploadTooLarge(InputError):
    """The files of one request are larger than memory is kept for."""

    code = "upload_too_large"
    message = (
        "This file is larger than {largest} MB, so it was not taken in. Split it into parts, or"
        " bring it in on the command line with “vardas import”."
    )


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keeps each file in memory; beyond the limit the rest of the request is thrown away."""

    def __init__(self, request: HttpRequest | None = None, largest: int | None = None) -> None:
        super().__init__(request)
        self.largest = LARGEST if largest is None else largest
        self._taken = 0
        self._file = BytesIO()

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **options)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece; ends the reading of the request beyond the limit."""
        self._taken += len(raw_data)
        if self._taken > self.largest:
            self._file = BytesIO()
            refusal = UploadTooLarge(largest=self.largest // 1_000_000)
            self.request._upload_refusal = refusal  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the whole file over."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )


def find_refusal(request: HttpRequest) -> UploadTooLarge | None:
    """Return why the files of this request were not taken in, or None."""
    return getattr(request, "_upload_refusal", None)
