"""The index inside the database: FTS5 on SQLite, a vector on PostgreSQL. Neither is a model.

What titles begin with, for completion, has a table of its own on SQLite; PostgreSQL keeps it in the vector.
"""

from django.db import migrations

from search.engines import postgres, sqlite

CREATE = {"postgresql": (postgres.CREATE,), "sqlite": (sqlite.CREATE, sqlite.CREATE_TITLES)}
DROP = {"postgresql": (postgres.DROP,), "sqlite": (sqlite.DROP_TITLES, sqlite.DROP)}


def create(_apps, schema_editor):
    for sql in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


def drop(_apps, schema_editor):
    for sql in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
