"""The Django app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, roles, ties."""

    name = "sightline.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
