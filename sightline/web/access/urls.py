"""The addresses of the access log."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
