from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from home.backup.archive import Manifest, Unfinished, restore, verify
from home.backup.databases import Impossible, engine_of


def migrations_here() -> set[str]:
    """All that this version knows, as a manifest names them."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


class Command(BaseCommand):
    help = "Put back what `backup` wrote. Stop the site and the worker first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="throw away what is in the database and the uploads")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        database, media = settings.DATABASES["default"], Path(settings.MEDIA_ROOT)
        try:
            manifest = verify(file)
            self.refuse_what_cannot_be_read(manifest)
            if not replace:
                self.refuse_to_overwrite(media)
            connections.close_all()
            restore(file, database, media)
        except (Impossible, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        except Unfinished as error:
            raise CommandError(
                f"The database is restored, the uploads are not: {error}. Mend that and restore again, with --replace."
            ) from error
        cache.clear()
        self.stdout.write(f"Restored: the site as it was at {manifest.created}. {self.what_is_next(manifest)}")

    def what_is_next(self, manifest: Manifest) -> str:
        if migrations_here() - set(manifest.migrations):
            return "It is of an earlier version of Saman. Before you start the site, run: manage.py migrate"
        return "It is of this version of Saman: start the site and the worker."

    def refuse_what_cannot_be_read(self, manifest: Manifest) -> None:
        here = engine_of(settings.DATABASES["default"])
        if manifest.engine != here:
            raise Impossible(f"The backup is of {manifest.engine}, and DATABASE_URL names {here}.")
        unknown = sorted(set(manifest.migrations) - migrations_here())
        if unknown:
            raise Impossible(f"The backup is of a later version of Saman: it knows {unknown[0]}. Update first.")

    def refuse_to_overwrite(self, media: Path) -> None:
        users = get_user_model()._meta.db_table
        in_use = users in connection.introspection.table_names() and get_user_model().objects.exists()
        if in_use or (media.is_dir() and any(media.iterdir())):
            raise Impossible("There is a site here already. Add --replace to throw it away.")
