"""Uploads stay in memory, up to a limit, and never become a file of the system."""

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory

from vardas.web.uploads import MemoryOnlyUploadHandler, find_refusal


def send(largest: int, **files: Any) -> HttpRequest:
    request = RequestFactory().post("/lists/new/", {"note": "first", **files})
    request.upload_handlers = [MemoryOnlyUploadHandler(request, largest)]
    request.FILES  # noqa: B018  reads the request
    return request


def test_takes_several_files_whole() -> None:
    one, two = b"a" * 200_000, "Статкевіч".encode()
    request = send(
        1_000_000, one=SimpleUploadedFile("one.csv", one), two=SimpleUploadedFile("two.csv", two)
    )
    assert request.FILES["one"].read() == one
    assert request.FILES["two"].read() == two
    assert request.FILES["one"].size == len(one)
    assert request.POST["note"] == "first"
    assert find_refusal(request) is None


@pytest.mark.parametrize("sizes", [(150_000, 0), (60_000, 60_000)], ids=["one file", "together"])
def test_refuses_beyond_the_limit(sizes: tuple[int, int]) -> None:
    files = {f"f{n}": SimpleUploadedFile("f", b"x" * size) for n, size in enumerate(sizes) if size}
    request = send(100_000, **files)
    refusal = find_refusal(request)
    assert refusal is not None
    assert refusal.code == "upload_too_large"
    assert len(request.FILES) < len(files)


def test_a_file_of_the_size_of_the_limit_is_taken() -> None:
    request = send(100_000, f=SimpleUploadedFile("f", b"x" * 100_000))
    assert request.FILES["f"].size == 100_000
    assert find_refusal(request) is None


def test_no_temporary_file_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("a temporary file was asked for")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    request = send(10_000_000, f=SimpleUploadedFile("f", b"x" * 5_000_000))
    assert request.FILES["f"].read(3) == b"xxx"
    assert list(tmp_path.iterdir()) == []


def test_the_site_uses_no_other_handler() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["vardas.web.uploads.MemoryOnlyUploadHandler"]


def test_too_large_a_file_gets_a_sentence(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vardas.web.uploads.LARGEST", 999)
    response = signed_in.post("/sources/new/", {"title": "x", "file": BytesIO(b"x" * 1000)})
    assert response.status_code == 400
    assert "so it was not taken in" in response.content.decode()
