"""The points of duties in plans that were issued before become themes."""

from django.db import migrations


def add_themes(apps, schema_editor):
    """One theme a point, counted through the programme."""
    duty_model, theme_model = apps.get_model("programme", "Duty"), apps.get_model("programme", "Theme")
    counts, made = {}, []
    for duty in duty_model.objects.filter(tracked=True).order_by("programme", "number").iterator():
        for text in duty.points:
            number = counts[duty.programme_id] = counts.get(duty.programme_id, 0) + 1
            made.append(theme_model(programme_id=duty.programme_id, duty=duty, number=number, text=text))
    theme_model.objects.bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_activities_themes_outlets")]
    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]
