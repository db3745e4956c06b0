"""The addresses of the pages."""

from django.urls import path

from sightline.web.pages import views

urlpatterns = [
    path("due/", views.due_list, name="due_list"),
    path("due/csv/", views.due_list_csv, name="due_list_csv"),
    path("due/excel/", views.due_list_excel, name="due_list_excel"),
    path("law/", views.clocks, name="clocks"),
    path("law/<clock_id>/", views.clock, name="clock"),
    path("law/<clock_id>/try/", views.try_clock, name="try_clock"),
]
