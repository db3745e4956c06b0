"""Lines of the access log. Only `sightline.web.access.actions` writes them; the database refuses to change one."""

from django.db import models


class Action(models.TextChoices):
    """What somebody did."""

    SIGN_IN = "sign in"
    LOOK = "look"
    SEARCH = "search"
    EXPORT = "export"
    OPEN = "open with a reason"
    RECORD = "record"


class Entry(models.Model):
    """One look. `seal` is a keyed hash of every other column, `before` the seal of the line before."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    who = models.CharField(max_length=80)
    role = models.CharField(max_length=30)
    action = models.CharField(max_length=20, choices=Action.choices)
    page = models.CharField(max_length=80)
    council = models.CharField(max_length=120, blank=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.CharField(max_length=120, blank=True)
    children = models.IntegerField(default=0)
    listed = models.TextField(blank=True)
    why = models.CharField(max_length=500, blank=True)
    snapshot = models.CharField(max_length=40, blank=True)
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        db_table = "access_entry"
        ordering = ("number",)
        indexes = (
            models.Index(fields=("subject_id", "subject_kind", "council"), name="access_of_a_child"),
            models.Index(fields=("action", "at"), name="access_by_action"),
        )


class Head(models.Model):
    """The one row that says where the log ends: it also lets one writer at a time add to it."""

    id = models.SmallIntegerField(primary_key=True)
    number = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        db_table = "access_head"
