"""The addresses of figures, of the rows behind them, and of the loads."""

from django.urls import path

from sightline.web.figures import views

urlpatterns = [
    path("measures/", views.measures, name="measures"),
    path("measures/csv/", views.measures_csv, name="measures_csv"),
    path("measures/excel/", views.measures_excel, name="measures_excel"),
    path("measures/rows/", views.in_time_rows, name="in_time_rows"),
    path("journey/", views.at_stage, name="at_stage"),
    path("loads/", views.loads, name="loads"),
    path("loads/compare/", views.compare, name="compare"),
]
