"""The addresses of the access log."""

from django.urls import path

from sightline.web.access import views

urlpatterns = [
    path("", views.access_log, name="access_log"),
    path("check/", views.check_log, name="check_log"),
]
