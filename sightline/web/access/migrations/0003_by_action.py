"""An index by what was done and when: who exported a child is asked on every look at the child's page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_only_added_to")]
    operations = [
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["action", "at"], name="access_by_action"))
    ]
