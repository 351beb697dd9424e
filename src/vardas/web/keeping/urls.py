"""Addresses of keeping the station."""

from django.urls import path

from vardas.web.keeping import guarding, log, members, own, seals

app_name = "keeping"
urlpatterns = [
    path("members/", members.show_members, name="members"),
    path("members/new/", members.invite, name="invite"),
    path("members/<uuid:pk>/", members.show_member, name="member"),
    path("members/<uuid:pk>/roles/", members.set_roles, name="roles"),
    path("members/<uuid:pk>/suspend/", members.suspend, name="suspend"),
    path("seals/", seals.show_seals, name="seals"),
    path("seals/<slug:name>/<uuid:pk>/", seals.give_or_take, name="seal"),
    path("my/", own.show_own, name="own"),
    path("my/passphrase/", own.change_passphrase, name="passphrase"),
    path("my/code/", own.set_factor, name="factor"),
    path("members/<uuid:pk>/code/", members.take_factor, name="remove_factor"),
    path("my/shares/", own.make_shares, name="shares"),
    path("my/sessions/end/", own.end_session, name="end_session"),
    path("readings/", log.show_log, name="readings"),
    path("records/<uuid:pk>/readings/", log.show_readings_of, name="readings_of"),
    path("records/<uuid:pk>/narrow/", guarding.narrow, name="narrow"),
    path("people/<uuid:pk>/bar/", guarding.bar, name="bar"),
    path("people/<uuid:pk>/urgent/", guarding.open_urgent, name="urgent"),
    path("urgent/", guarding.show_urgent, name="urgencies"),
    path("urgent/<uuid:pk>/", guarding.review, name="review"),
]
