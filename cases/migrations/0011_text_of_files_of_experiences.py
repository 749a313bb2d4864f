from django.db import migrations


def ask_for_their_text(apps, _schema):
    """Files that experiences have already are read too, when there is time."""
    text, files = apps.get_model("images", "FileText"), apps.get_model("cases", "ExperienceFile")
    uploads = files.objects.filter(upload__text=None).values_list("upload", flat=True).distinct()
    text.objects.bulk_create([text(upload_id=upload) for upload in uploads], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_resources"), ("images", "0006_text_of_files")]
    operations = [migrations.RunPython(ask_for_their_text, migrations.RunPython.noop)]
