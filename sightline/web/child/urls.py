"""The addresses of one child. A child's id stands in none of them."""

from django.urls import path

from sightline.web.child import views

urlpatterns = [
    path("children/<key>/", views.child, name="child"),
]
