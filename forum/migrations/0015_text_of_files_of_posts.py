from django.db import migrations


def ask_for_their_text(apps, _schema):
    """Files that posts have already are read too, when there is time."""
    text, files = apps.get_model("images", "FileText"), apps.get_model("forum", "PostUpload")
    waiting = files.objects.filter(upload__kind="file", upload__text=None)
    uploads = waiting.values_list("upload", flat=True).distinct()
    text.objects.bulk_create([text(upload_id=upload) for upload in uploads], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0014_posts_say_whence_they_were_moved"),
        ("images", "0006_text_of_files"),
    ]
    operations = [migrations.RunPython(ask_for_their_text, migrations.RunPython.noop)]
