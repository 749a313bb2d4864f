"""On SQLite the index kept the beginnings of words, too: titles have an index of their own for that. Without them it is
written twice as fast."""

from django.db import migrations

from search.engines import sqlite

COLUMNS = "title, body, title_parts, body_parts, labels, surface, scope"


def write_anew(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute("ALTER TABLE search_fts RENAME TO search_fts_before")
    schema_editor.execute(sqlite.CREATE)
    schema_editor.execute(
        f"INSERT INTO search_fts (rowid, {COLUMNS}) SELECT rowid, {COLUMNS} FROM search_fts_before"
    )
    schema_editor.execute("DROP TABLE search_fts_before")


class Migration(migrations.Migration):
    dependencies = [("search", "0012_titles")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop)]
