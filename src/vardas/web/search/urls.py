"""Addresses of the search."""

from django.urls import path

from vardas.web.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggest_records, name="suggestions"),
]
