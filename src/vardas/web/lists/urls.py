"""Addresses of the lists."""

from django.urls import path

from vardas.web.lists import deciding, handing_in, views

app_name = "lists"
urlpatterns = [
    path("lists/", views.show_lists, name="list"),
    path("lists/new/", handing_in.upload, name="upload"),
    path("lists/waiting/<uuid:pk>/", handing_in.choose_columns, name="mapping"),
    path("lists/waiting/<uuid:pk>/preview/", handing_in.preview, name="preview"),
    path("lists/waiting/<uuid:pk>/commit/", handing_in.commit, name="commit"),
    path("lists/waiting/<uuid:pk>/progress/", handing_in.show_progress, name="progress"),
    path("lists/waiting/<uuid:pk>/cancel/", handing_in.cancel, name="cancel"),
    path("lists/<uuid:pk>/", views.show_rows, name="rows"),
    path("lists/<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("lists/<uuid:pk>/undo/", views.undo, name="undo"),
    path("lists/<uuid:pk>/rows.csv", views.download_rows, name="download"),
]
