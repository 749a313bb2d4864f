"""The site with invented content in one command: prepares the database, then runs web server and worker together."""

import hashlib
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.urls import reverse

from community.networks.models import Role, RoleKind
from home.together import run_together, taken

HIGHEST_PORT = 65_536
PREPARATION = ("setup_site", "load_demo")


class Command(BaseCommand):
    help = "Start the demo: database, content, web server and worker, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="database and content, then end")

    def handle(self, *args: Any, port: int, prepare_only: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo (DEMO is off): it would put invented content among real.")
        if not 0 < port < HIGHEST_PORT:
            raise CommandError(f"There is no port {port}: they go from 1 to {HIGHEST_PORT - 1}. make demo PORT=8100")
        if not prepare_only and taken(port):
            raise CommandError(f"Port {port} is taken by another program. Choose another: make demo PORT={port + 100}")
        if "BASE_URL" not in os.environ:  # where the links in mail lead: in this process, and in those that it starts
            os.environ["BASE_URL"] = settings.WAGTAILADMIN_BASE_URL = f"http://localhost:{port}"
        self.collect()
        self.prepare()
        if not prepare_only:
            os.environ["STATIC_COLLECTED"] = "yes"
            self.announce(port)
            run_together(servers(port))
            self.stdout.write("Stopped.")

    def collect(self) -> None:
        """Gather and compress the static files, when one has changed."""
        stamp = settings.DATA_DIR / "static.stamp"
        fingerprint = fingerprint_of_the_static_files()
        if stamp.exists() and stamp.read_text() == fingerprint and settings.STATIC_ROOT.exists():
            return
        self.stdout.write("Compressing the static files…")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)

    def prepare(self) -> None:
        """Bring database and content to where this version of the code wants them; in a moment when they are there."""
        stamp = settings.DATA_DIR / "demo.stamp"
        fingerprint = fingerprint_of_the_code()
        if stamp.exists() and stamp.read_text() == fingerprint and connection.introspection.table_names():
            return
        self.stdout.write("Preparing the database…")
        call_command("migrate", verbosity=0)
        for name in PREPARATION:
            self.stdout.write(f"{name}…")
            call_command(name, verbosity=0)
        stamp.write_text(fingerprint)

    def announce(self, port: int) -> None:
        self.stdout.write(f"\nSaman is ready: http://localhost:{port}/\n")
        self.stdout.write(f"Sign in as one of these, with the password {settings.DEMO_PASSWORD}")
        for kind in RoleKind:
            for role in Role.objects.in_force().filter(kind=kind).select_related("user").order_by("pk")[:2]:
                self.stdout.write(f"  {role.user.email:42} {kind.label}")
        self.stdout.write(f"The mail that it sends stays here: http://localhost:{port}{reverse('demo_mail')}")
        self.stdout.write("All content is invented. Stop with Ctrl-C.\n\n")
        self.stdout.flush()


def fingerprint_of_the_code() -> str:
    """Changes with what prepares: migrations, commands, loaders, rights, the demo's texts, the database."""
    digest = hashlib.sha256(repr((settings.DATABASES["default"], settings.INSTALLED_APPS)).encode())
    code = ("*/migrations/*.py", "community/*/migrations/*.py", "**/management/commands/*.py", "home/invented/*.py")
    places = (*code, "**/setup.py", "**/load.py", "home/demo/**/*", "community/*/data/*")
    for path in sorted(p for pattern in places for p in Path(settings.BASE_DIR).glob(pattern) if p.is_file()):
        if not {".venv", "var"} & set(path.relative_to(settings.BASE_DIR).parts):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint_of_the_static_files() -> str:
    """Changes with a file of ours, and with the packages that bring files of their own."""
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    places = ("community/*/static/**/*", "*/static/**/*", "requirements.txt")
    for path in sorted({p for pattern in places for p in Path(settings.BASE_DIR).glob(pattern) if p.is_file()}):
        name = path.relative_to(settings.BASE_DIR)
        if name.parts[0] not in {".venv", "var"}:
            digest.update(str(name).encode() + path.read_bytes())
    return digest.hexdigest()


def servers(port: int) -> list[list[str]]:
    """One process with threads serves a demo well, and keeps its cache in one place."""
    web = [
        "-m",
        "gunicorn",
        "community.wsgi",
        "--config",
        str(settings.BASE_DIR / "community" / "settings" / "gunicorn.py"),
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "8",
        "--log-level",
        "warning",
    ]
    return [[sys.executable, *web], [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]]
