"""Addresses of the start."""

from django.urls import path

from vardas.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("open/entries/", views.show_entries, name="entries"),
    path("open/<slug:matter>/", views.show_all, name="all"),
]
