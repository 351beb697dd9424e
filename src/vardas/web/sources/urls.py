"""Addresses of the sources."""

from django.urls import path

from vardas.web.sources import views

app_name = "sources"
urlpatterns = [
    path("sources/", views.show_sources, name="list"),
    path("sources/new/", views.add, name="add"),
    path("sources/<uuid:pk>/", views.show_source, name="source"),
    path("sources/<uuid:pk>/text/", views.add_text, name="add_text"),
]
