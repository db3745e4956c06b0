"""The first page, and its figures."""

from django.urls import path

from sightline.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/excel/", views.today_excel, name="today_excel"),
]
