"""Just enough of a browser for asking a served station: cookies, forms, files."""

from __future__ import annotations

import re
import urllib.request
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode


class Browser:
    """Asks one served station for pages."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; returns the status after redirections, and the text."""
        return self._ask(path)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form, with the token of the page that shows it."""
        data = urlencode({**fields, "csrfmiddlewaretoken": self._token(path)}).encode()
        return self._ask(path, data)

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> tuple[int, str]:
        """Send a form with a file."""
        mark = "made-up-boundary"
        fields["csrfmiddlewaretoken"] = self._token(path)
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        )
        body = b"".join(parts) + head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask(path, body, f"multipart/form-data; boundary={mark}")

    def sign_in(self, name: str, passphrase: str) -> None:
        """Sign in as a member."""
        status, text = self.post("/sign-in/", name=name, passphrase=passphrase)
        assert status == 200, text
        assert 'name="passphrase"' not in text, "still at the sign-in"

    def _token(self, path: str) -> str:
        _, text = self.get(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        assert found, "no form at this address"
        return found[1]

    def _ask(self, path: str, data: bytes | None = None, kind: str = "") -> tuple[int, str]:
        headers = {"Referer": self.address + "/"} | ({"Content-Type": kind} if kind else {})
        request = urllib.request.Request(self.address + path, data, headers)  # noqa: S310  http
        try:
            with self._opener.open(request, timeout=60) as response:
                return response.status, response.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
