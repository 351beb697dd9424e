"""What every page carries: it asks no other host, runs no inline code, and stays in no cache."""

import re

import pytest
from django.conf import settings
from django.test import Client

from vardas.web.middleware import HEADERS

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
OTHER_HOST = re.compile(r"(?:src|href|action|content)=[\"'](?:https?:)?//", re.IGNORECASE)
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
PAGES = ["/", "/sign-in/", "/search/", "/open/missing/", "/open/entries/", "/no-such-page/"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_the_headers(signed_in: Client, path: str) -> None:
    response = signed_in.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_policy_is_the_strict_one() -> None:
    parts = (part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert dict(parts) == POLICY


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_nothing_inline_and_name_no_other_host(signed_in: Client, path: str) -> None:
    page = signed_in.get(path, follow=True).content.decode()
    assert not OTHER_HOST.search(page)
    assert not INLINE.search(page)


@pytest.mark.parametrize(
    "path", ["/", "/search/", "/open/questions/", "/sign-out/", "/add/person/"]
)
def test_nothing_is_shown_without_signing_in(member: object, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/?next=")


def test_cookies_are_out_of_the_reach_of_scripts_and_other_sites(
    key_file: None, client: Client
) -> None:
    client.get("/sign-in/")
    client.post("/sign-in/", {"name": "Nadzeya", "passphrase": "a lantern at the border"})
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    token = client.cookies[settings.CSRF_COOKIE_NAME]
    assert (token["httponly"], token["samesite"]) == (True, "Strict")


def test_titles_name_nobody(signed_in: Client, made: dict[str, object]) -> None:
    signed_in.post("/search/", {"words": "Прыкладны"})
    for path in ["/", "/search/", "/open/missing/"]:
        title = re.search(r"<title>(.*?)</title>", signed_in.get(path).content.decode(), re.DOTALL)
        assert title is not None
        assert re.fullmatch(r"[A-Za-z ]+ · Vardas", title[1].strip())
