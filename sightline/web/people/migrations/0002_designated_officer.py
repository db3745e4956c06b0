"""The role of the designated officer for allegations, who alone sees them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more role to give."""

    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="appointment",
            name="role",
            field=models.CharField(
                choices=[
                    ("worker", "worker"),
                    ("team_manager", "team_manager"),
                    ("service_manager", "service_manager"),
                    ("reviewing_officer", "reviewing_officer"),
                    ("conference_chair", "conference_chair"),
                    ("analyst", "analyst"),
                    ("quality_lead", "quality_lead"),
                    ("director", "director"),
                    ("lead_member", "lead_member"),
                    ("inspector", "inspector"),
                    ("access_auditor", "access_auditor"),
                    ("sealed_keeper", "sealed_keeper"),
                    ("designated_officer", "designated_officer"),
                ],
                max_length=30,
            ),
        ),
    ]
