"""The Django app of saved filters."""

from django.apps import AppConfig


class SavedConfig(AppConfig):
    """Saved filters."""

    name = "sightline.web.saved"
    label = "saved"
    default_auto_field = "django.db.models.BigAutoField"
