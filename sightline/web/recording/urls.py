"""The addresses of recording. What is recorded stands in none of them."""

from django.urls import path

from sightline.web.recording import views

urlpatterns = [
    path("children/<key>/record/", views.choose, name="record_choose"),
    path("children/<key>/record/<kind>/", views.record, name="record"),
    path("children/<key>/take-back/<int:number>/", views.take_back, name="take_back"),
]
