"""Addresses of the lists."""

from django.urls import URLPattern

app_name = "lists"
urlpatterns: list[URLPattern] = []
