"""An address of the due list with a name. Only `sightline.web.saved.actions` writes these."""

from django.db import models


class SavedFilter(models.Model):
    """A named query of the due list. Shared: with whoever answers for or works in `team` of `council`.

    Where `team` is empty, with whoever sees every child.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(default=False)
    council = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "saved_filter"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("person", "name"), name="one_filter_a_name"),)
