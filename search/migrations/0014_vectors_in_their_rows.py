"""On PostgreSQL a vector stood beside its table, which looked so small that all of it was read, vector by vector."""

from django.db import migrations

from search.engines import postgres


def write_anew(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE TEMPORARY TABLE search_vector_before ON COMMIT DROP AS SELECT * FROM search_vector")
    schema_editor.execute(postgres.DROP)
    schema_editor.execute(postgres.CREATE)
    schema_editor.execute("INSERT INTO search_vector SELECT * FROM search_vector_before ORDER BY entry_id")


class Migration(migrations.Migration):
    dependencies = [("search", "0013_index_of_whole_words")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop)]
