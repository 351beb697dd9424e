"""Addresses of the questions who is the same person."""

from django.urls import path

from vardas.web.matching import views

app_name = "matching"
urlpatterns = [
    path("same/", views.show_queue, name="queue"),
    path("same/compare/", views.compare_more, name="compare"),
    path("same/answered/", views.show_answered, name="answered"),
    path("same/<uuid:left>/<uuid:right>/", views.show_pair, name="pair"),
    path("same/<uuid:left>/<uuid:right>/answer/", views.answer, name="answer"),
    path("same/undo/<uuid:judgement>/", views.undo, name="undo"),
]
