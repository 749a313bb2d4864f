from typing import Any

from django.core.management.base import BaseCommand

from community.networks.load import load_process_models


class Command(BaseCommand):
    help = "Creates the process models that are shipped in community/networks/data and missing here. Idempotent."

    def handle(self, *_args: Any, **_options: Any) -> None:
        created = load_process_models()
        self.stdout.write(f"Process models: {f'{created} created' if created else 'up to date'}.")
