"""The addresses of data quality."""

from django.urls import path

from sightline.web.quality import views

urlpatterns = [
    path("data/", views.data_quality, name="data_quality"),
    path("data/csv/", views.data_quality_csv, name="data_quality_csv"),
    path("data/excel/", views.data_quality_excel, name="data_quality_excel"),
    path("data/fix-list/", views.fixes, name="fix_list"),
    path("data/fix-list/csv/", views.fixes_csv, name="fix_list_csv"),
    path("data/fix-list/excel/", views.fixes_excel, name="fix_list_excel"),
    path("data/checks/<str:check_id>/", views.check, name="check"),
]
