"""Addresses of the editing room."""

from django.urls import path

from vardas.web.editing import showing, views

app_name = "editing"
urlpatterns = [
    path("records/<uuid:pk>/", showing.show_record, name="record"),
    path("records/<uuid:pk>/history/", showing.show_history, name="history"),
    path("records/<uuid:pk>/withdraw/", views.retract_record, name="retract_record"),
    path("records/<uuid:pk>/add/<str:field>/", views.add_fact, name="add_fact"),
    path("add/<str:kind>/", views.add, name="add"),
    path("statements/<uuid:pk>/", showing.show_statement, name="statement"),
    path("statements/<uuid:pk>/correct/", views.correct, name="correct"),
    path("statements/<uuid:pk>/retract/", views.retract, name="retract"),
    path("statements/<uuid:pk>/restore/", views.restore, name="restore"),
    path("statements/<uuid:pk>/prefer/", views.prefer, name="prefer"),
    path("statements/<uuid:pk>/proof/", showing.download_proof, name="proof"),
]
