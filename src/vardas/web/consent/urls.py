"""Addresses of what people allow."""

from django.urls import path

from vardas.web.consent import views

app_name = "consent"
urlpatterns = [
    path("people/<uuid:pk>/consent/", views.show_consents, name="person"),
    path("people/<uuid:pk>/consent/ask/", views.ask, name="ask"),
    path("people/<uuid:pk>/consent/withdraw/", views.withdraw, name="withdraw"),
    path("people/<uuid:pk>/consent/sheet/", views.show_sheet, name="sheet"),
    path("consent/wording/<str:reference>/", views.show_wording, name="wording"),
]
