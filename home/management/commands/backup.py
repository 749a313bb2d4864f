from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from home.backup.archive import write
from home.backup.databases import Impossible


class Command(BaseCommand):
    help = "Write the whole site, database and uploads, to one file. Safe while the site is in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="for example /backup/saman-monday.tar")
        parser.add_argument("--replace", action="store_true", help="write over a file that is there")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        if file.exists() and not replace:
            raise CommandError(f"No backup was written. {file} is there already. Add --replace to write over it.")
        loader = MigrationLoader(
            connection
        )  # what an app that is gone left in the database says nothing of the version
        migrations = [
            f"{app}.{name}" for app, name in loader.applied_migrations if (app, name) in loader.disk_migrations
        ]
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}. Make it first: mkdir -p {file.parent}")
        try:
            manifest = write(file, settings.DATABASES["default"], Path(settings.MEDIA_ROOT), migrations)
        except (Impossible, OSError) as error:
            raise CommandError(f"No backup was written. {error}") from error
        self.stdout.write(f"{file}: the database and {len(manifest.hashes) - 1} uploaded files, {manifest.created}")
