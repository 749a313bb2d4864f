"""The index inside the database: FTS5 on SQLite, a vector on PostgreSQL. Neither is a model."""

from django.db import migrations

from search.engines import postgres, sqlite


def _engine(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


def create(apps, schema_editor):
    schema_editor.execute(_engine(schema_editor).CREATE)


def drop(apps, schema_editor):
    schema_editor.execute(_engine(schema_editor).DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
