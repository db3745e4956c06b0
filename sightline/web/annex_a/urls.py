"""The addresses of Annex A."""

from django.urls import path

from sightline.web.annex_a import views

urlpatterns = [
    path("data/annex-a/", views.annex_a, name="annex_a"),
    path("data/annex-a/excel/", views.annex_a_excel, name="annex_a_excel"),
]
