"""The addresses of people: oneself, who is who, opening with a reason."""

from django.urls import path

from sightline.web.people import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("who-is-who/", views.show_ties, name="who_is_who"),
    path("who-is-who/<int:tie_id>/end/", views.end_tie, name="end_tie"),
    path("open/", views.open_with_reason, name="open_with_reason"),
    path("open/<int:opening_id>/", views.go_to_opened, name="go_to_opened"),
    path("open/<int:opening_id>/end/", views.close_opened, name="close_opened"),
]
