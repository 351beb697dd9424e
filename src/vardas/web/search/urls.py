"""The address of the search."""

from django.urls import path

from vardas.web.search import views

app_name = "search"
urlpatterns = [path("search/", views.search, name="search")]
