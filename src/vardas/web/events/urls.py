"""Addresses of the events."""

from django.urls import path

from vardas.web.events import views

app_name = "events"
urlpatterns = [
    path("events/", views.show_events, name="list"),
    path("events/timeline/", views.show_timeline, name="timeline"),
    path("events/<uuid:pk>/", views.show_event, name="event"),
]
