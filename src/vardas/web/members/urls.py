"""Addresses of signing in and out."""

from django.urls import path

from vardas.web.members import views

app_name = "members"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", views.ask_code, name="second"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
