from typing import Any

from django.core.management.base import BaseCommand

from community.networks.load import load_process_models


class Command(BaseCommand):
    help = "Loads the process models that are shipped in community/networks/data. Idempotent."

    def handle(self, *_args: Any, **_options: Any) -> None:
        changed = load_process_models()
        self.stdout.write(f"Process models: {f'{changed} rows brought in line' if changed else 'up to date'}.")
