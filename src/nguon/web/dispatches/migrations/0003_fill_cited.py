"""Citations and folded numbers of the dispatches that were stored before these were kept."""

import json

from django.db import migrations

from nguon.core.text import fold


def fill(apps, schema_editor):
    dispatches = apps.get_model("dispatches", "Dispatch")
    cited = apps.get_model("dispatches", "Cited")
    for dispatch in dispatches.objects.filter(number_key="", cited=None).iterator(chunk_size=50):
        dispatches.objects.filter(pk=dispatch.pk).update(number_key=fold(dispatch.number)[:120])
        rows = {}
        for one in json.loads(dispatch.document).get("citations") or ():
            value = one["value"]
            number = fold(f"{value['number']}/{value['symbol']}")[:120]
            rows[number, value.get("date")] = (value.get("issuer") or "")[:300]
        cited.objects.bulk_create(
            cited(dispatch=dispatch, number=number, date=day, issuer=issuer) for (number, day), issuer in rows.items()
        )


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0002_scans_and_parts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
