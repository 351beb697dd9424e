"""Signing in and out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from vardas.actions.second_factor import CodeWrong, check_factor, has_factor
from vardas.keys.sealing import OpeningKey
from vardas.registry.access.journal import note_reading
from vardas.registry.opening import current
from vardas.registry.tables.member import Member
from vardas.web.members.forms import CodeForm, SignInForm
from vardas.web.members.keyring import forget_key, keep_key, keyring
from vardas.web.members.waiting import TooManyTries

WAITING = "vardas_waiting_for_code"
MOST_TRIES = 5
PATIENCE = 600.0
"""Seconds between the right passphrase and the right code."""
BACKEND = "vardas.web.members.backend.PassphraseBackend"


@login_not_required
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and passphrase, then go on to where the person was going."""
    onward = find_onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            member = authenticate(request, **form.cleaned_data)
        except TooManyTries as error:
            form.add_error(None, error.sentence(_))
            status = 429
        else:
            if member is not None and has_factor(member.pk):
                wait_for_code(request, member, onward)
                return redirect("members:second")
            if member is not None:
                let_in(request, member, member.own_key)
                return redirect(onward)
            form.add_error(
                None,
                _(
                    "Name and passphrase do not belong together. Check the keyboard language and"
                    " Caps Lock, then try again."
                ),
            )
    return render(
        request,
        "members/sign_in.html",
        {"form": form, "onward": onward, "demo": find_demo()},
        status=status,
    )


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of somebody whose passphrase was right; nobody is in before."""
    waiting = request.session.get(WAITING) or {}
    member = Member.objects.filter(
        pk=str(waiting.get("member", UUID(int=0))), is_active=True
    ).first()
    if member is None:
        return redirect("members:sign_in")
    if now().timestamp() - waiting["since"] > PATIENCE:
        return _start_again(request, _("That took too long. Sign in again."))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = keyring.find(waiting["ticket"], member.pk)
        if check_factor(current(), member.pk, form.cleaned_data["code"]):
            keyring.forget(waiting["ticket"])
            del request.session[WAITING]
            let_in(request, member, key)
            return redirect(waiting["onward"])
        waiting["tries"] += 1
        request.session[WAITING] = waiting
        note_reading(current().station, member.pk, "sign_in_refused")
        if waiting["tries"] >= MOST_TRIES:
            return _start_again(request, _("Too many wrong codes. Sign in again from the start."))
        form.add_error("code", CodeWrong().sentence(_))
    return render(request, "members/code.html", {"form": form})


def let_in(request: HttpRequest, member: Member, key: OpeningKey | None) -> None:
    """Sign a member in whose every factor was right."""
    login(request, member, BACKEND)
    keep_key(request, member.pk, key)
    request.session["vardas_since"] = now().isoformat()
    request.session["vardas_browser"] = request.headers.get("User-Agent", "")[:200]
    note_reading(current().station, member.pk, "signed_in")


def wait_for_code(request: HttpRequest, member: Member, onward: str) -> None:
    """Remember whose passphrase was right; their key stays out of reach until the code is."""
    request.session.cycle_key()
    ticket = keyring.keep(member.pk, member.own_key) if member.own_key else ""
    request.session[WAITING] = {
        "member": str(member.pk),
        "ticket": ticket,
        "onward": onward,
        "tries": 0,
        "since": now().timestamp(),
    }


def _start_again(request: HttpRequest, words: str) -> HttpResponse:
    keyring.forget(request.session.pop(WAITING, {}).get("ticket", ""))
    messages.error(request, words)
    return redirect("members:sign_in")


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here; only a form may ask for it, a link leads to the start."""
    if request.method != "POST":
        return redirect("home:home")
    forget_key(request)
    if isinstance(request.user, Member):
        note_reading(current().station, request.user.pk, "signed_out")
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("members:sign_in")


def find_onward(request: HttpRequest) -> str:
    """Return where to go after signing in: the page asked for if it is ours, or the start."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else "/"


def find_demo() -> dict[str, Any] | None:
    """Return the public name and passphrase of a demonstration station; None on any other."""
    passphrase = current().file.demo_passphrase
    if not passphrase:
        return None
    name = Member.objects.order_by("joined").values_list("name", flat=True).first()
    return {"name": name, "passphrase": passphrase}
