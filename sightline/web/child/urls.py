"""The addresses of one child. A child's id stands in none of them."""

from django.urls import path

from sightline.web.child import views

urlpatterns = [
    path("children/", views.children, name="children"),
    path("children/<key>/", views.child, name="child"),
    path("children/<key>/csv/", views.child_csv, name="child_csv"),
    path("children/<key>/excel/", views.child_excel, name="child_excel"),
]
