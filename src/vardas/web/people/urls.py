"""Addresses of the people."""

from django.urls import path

from vardas.web.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.show_people, name="list"),
    path("people/<uuid:pk>/", views.show_person, name="person"),
]
