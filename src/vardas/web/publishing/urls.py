"""Addresses of publishing. Who gets what stands in no address."""

from django.urls import path

from vardas.web.publishing import views

app_name = "publishing"
urlpatterns = [
    path("publishing/", views.show_list, name="list"),
    path("publishing/look/", views.look, name="look"),
    path("publishing/propose/", views.propose, name="propose"),
    path("publishing/<uuid:publication>/", views.show_publication, name="publication"),
    path("publishing/<uuid:publication>/approve/", views.approve, name="approve"),
    path("publishing/<uuid:publication>/carry-out/", views.carry_out, name="carry_out"),
]
