"""The addresses of the pages."""

from django.urls import path

from sightline.web.pages import views

urlpatterns = [
    path("", views.today, name="today"),
]
