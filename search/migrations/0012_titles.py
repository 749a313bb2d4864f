"""What titles begin with, for completion. PostgreSQL keeps it in the vector that it has."""

from django.db import migrations

from search.engines import sqlite


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.CREATE_TITLES)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.DROP_TITLES)


class Migration(migrations.Migration):
    dependencies = [("search", "0011_what_is_asked")]
    operations = [migrations.RunPython(create, drop)]
