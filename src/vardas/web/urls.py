"""All addresses. Records are named by their ids alone: nothing personal stands in an address."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("vardas.web.home.urls")),
    path("", include("vardas.web.members.urls")),
    path("", include("vardas.web.people.urls")),
    path("", include("vardas.web.consent.urls")),
    path("", include("vardas.web.events.urls")),
    path("", include("vardas.web.sources.urls")),
    path("", include("vardas.web.lists.urls")),
    path("", include("vardas.web.search.urls")),
    path("", include("vardas.web.matching.urls")),
    path("", include("vardas.web.publishing.urls")),
    path("", include("vardas.web.editing.urls")),
    path("", include("vardas.web.keeping.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]

handler400 = "vardas.web.faults.show_bad_request"
handler403 = "vardas.web.faults.show_forbidden"
handler404 = "vardas.web.faults.show_missing"
handler500 = "vardas.web.faults.show_broken"
