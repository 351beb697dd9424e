"""The pages of keeping in a real browser: axe finds nothing, nothing is fetched elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from vardas.registry.tables.member import Member

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_no_other_host_is_asked(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = sign_in_browser(context)
    Member.objects.update(roles=["keeper", "medic", "auditor", "documenter"])
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    found = {}
    member = Member.objects.get()
    for address in (
        "members/",
        f"members/{member.pk}/",
        "members/new/",
        "seals/",
        "my/",
        "my/passphrase/",
        "my/shares/",
        "my/code/",
        "readings/",
        "urgent/",
        f"records/{made['person']}/narrow/",
        f"records/{made['person']}/readings/",
        f"people/{made['person']}/bar/",
        f"people/{made['person']}/urgent/",
    ):
        page.goto(f"{live_server.url}/{address}")
        found[address] = find_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert {address: found for address, found in found.items() if found} == {}
    assert asked == {live_server.url.split("/")[2]}
