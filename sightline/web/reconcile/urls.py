"""The addresses of lists that should agree."""

from django.urls import path

from sightline.web.reconcile import views

urlpatterns = [
    path("reconcile/", views.lists, name="reconcile"),
    path("reconcile/signed/<int:number>/", views.signed, name="signed_list"),
    path("reconcile/signed/<int:number>/csv/", views.signed_csv, name="signed_list_csv"),
    path("reconcile/signed/<int:number>/excel/", views.signed_excel, name="signed_list_excel"),
    path("reconcile/<slug:comparison>/", views.comparison, name="comparison"),
    path("reconcile/<slug:comparison>/sign/", views.sign, name="sign_comparison"),
    path("reconcile/<slug:comparison>/end/", views.end, name="end_comparison"),
    path("reconcile/<slug:comparison>/pair/<str:key>/", views.pair, name="decide_pair"),
    path("reconcile/<slug:comparison>/child/<str:key>/", views.child, name="decide_child"),
]
