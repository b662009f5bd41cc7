"""The database refuses to change or delete a row of the action log."""

from django.db import migrations

from nguon.web.audit.guards import put_guards


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(put_guards, migrations.RunPython.noop, elidable=False)]
