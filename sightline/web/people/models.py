"""People, their roles with dates, the ties of texts in the files to them, and children opened with a reason.

Only `sightline.web.people.actions` writes these.
"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from sightline.web.people.roles import Role


class Person(AbstractBaseUser):
    """Somebody who may sign in. What they may do follows from their appointment, what they see from their ties."""

    username = models.CharField("sign-in name", max_length=80, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "person"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username


class Appointment(models.Model):
    """A role held from a moment, until a moment where it is limited in time. The newest one that runs is the role."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=120)

    class Meta:
        db_table = "appointment"
        ordering = ("starts_at", "id")


class Tie(models.Model):
    """A text of the files that stands for a person (worker), or whose children a person answers for (team, service).

    `text` is exactly as the files have it. The days say for which as-of dates it holds; `until_on` is the first day it
    does not.
    """

    class Kind(models.TextChoices):
        WORKER = "worker"
        TEAM = "team"
        SERVICE = "service"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    council = models.CharField(max_length=120)
    text = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField()

    class Meta:
        db_table = "tie"
        ordering = ("kind", "text", "from_on")
        constraints = (
            models.UniqueConstraint(fields=("person", "kind", "council", "text", "from_on"), name="one_tie_a_day"),
        )


class Opening(models.Model):
    """A child that a person opened with a reason, until the hour is over."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="openings")
    council = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "opening"
        ordering = ("opened_at",)
