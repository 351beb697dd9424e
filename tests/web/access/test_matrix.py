"""The matrix: every route, method, role and visibility, and what the site answers."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.access.routes import METHODS, Route, find_routes
from tests.web.access.tally import TALLY
from tests.web.conftest import BACKEND, Made
from vardas.registry import opening
from vardas.registry.access.reader import NOBODY, Reader
from vardas.registry.access.roles import SCOPES, Role
from vardas.registry.records.visibility import Visibility
from vardas.registry.tables.member import Member
from vardas.web.rules import RULES, Open, is_open

ROUTES = find_routes()
ARGUMENTS = {
    "field": "name",
    "kind": "person",
    "matter": "missing",
    "name": "health",
}


def fill(route: Route, made: Made) -> str:
    """Return an address of a route that leads to a record of the made-up registry."""
    by_room = {"events": "event", "sources": "paper", "lists": "paper"}
    record = made[by_room.get(route.name.partition(":")[0], "person")]
    arguments = {
        name: ARGUMENTS.get(name, "x") if kind != "UUIDConverter" else record
        for name, kind in route.arguments
    }
    return reverse(route.name, kwargs=arguments)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert {route.name for route in ROUTES} == set(RULES)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_each_role_is_let_in_where_the_table_says_so(
    route: Route, made: Made, client: Client
) -> None:
    address = fill(route, made)
    for role in Role:
        member, _made = Member.objects.get_or_create(
            id=UUID(int=100 + list(Role).index(role)),
            defaults={"name": role.value, "joined": opening.read_clock(), "roles": [role.value]},
        )
        client.force_login(member, BACKEND)
        reader = Reader(member.pk, (role,))
        for method in METHODS:
            TALLY["cells"] += len(Visibility)
            rules = RULES[route.name]
            response = client.generic(method, address)
            wanted = rules.get("GET" if method == "HEAD" else method)
            if wanted is None:
                assert response.status_code == 405, (role, method)
            elif is_open(wanted, reader):
                assert response.status_code != 403, (role, method)
            else:
                assert response.status_code == 403, (role, method)
            client.force_login(member, BACKEND)  # signing out is one of the routes


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_nobody_gets_in_without_signing_in(route: Route, made: Made) -> None:
    stranger = Client()
    for method, rule in RULES[route.name].items():
        response = stranger.generic(method, fill(route, made))
        if rule is Open.TO_ALL:
            assert response.status_code in (200, 302)
        else:
            assert response.status_code == 302
            assert response.headers["Location"].startswith("/sign-in/")
        assert is_open(rule, NOBODY) is (rule is Open.TO_ALL)


def test_every_role_stands_in_the_table_and_the_keeper_sees_least() -> None:
    assert set(SCOPES) == set(Role)
    assert SCOPES[Role.KEEPER].sees == {Visibility.PUBLIC}
    assert SCOPES[Role.AUDITOR].sees == frozenset()


def test_a_route_without_a_row_is_shut(made: Made, client: Client, member: Member) -> None:
    client.force_login(member, BACKEND)
    assert is_open(None, Reader(member.pk, tuple(Role))) is False
