from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from .test_floors import floor_of, room_of


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_tables_need_those_of_lower_floors_only() -> None:
    floors = {app.label: floor_of(room) for app in apps.get_app_configs() if (room := room_of(app.name))}
    upwards = [
        f"{label}.{name} needs {other}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        for other, _ in migration.dependencies
        if other != label and {label, other} <= floors.keys() and floors[other] >= floors[label]
    ]
    assert upwards == []
