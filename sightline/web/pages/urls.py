"""The addresses of the pages."""

from django.urls import path

from sightline.web.pages import views
from sightline.web.saved import views as saved

urlpatterns = [
    path("due/", views.due_list, name="due_list"),
    path("due/csv/", views.due_list_csv, name="due_list_csv"),
    path("due/excel/", views.due_list_excel, name="due_list_excel"),
    path("due/saved/", saved.saved_filters, name="saved_filters"),
    path("due/saved/<int:saved_id>/share/", saved.share_filter, name="share_filter"),
    path("due/saved/<int:saved_id>/remove/", saved.remove_filter, name="remove_filter"),
    path("law/", views.clocks, name="clocks"),
    path("law/<clock_id>/", views.clock, name="clock"),
    path("law/<clock_id>/try/", views.try_clock, name="try_clock"),
]
