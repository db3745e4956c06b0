"""The addresses of people: oneself, who is who, opening with a reason."""

from django.urls import path

from sightline.web.people import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("open/", views.open_with_reason, name="open_with_reason"),
]
