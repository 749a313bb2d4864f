from typing import Any

from django.core.management.base import BaseCommand

from search.readings import build


class Command(BaseCommand):
    help = "Make the lexicon's memory-mapped form again from its word list. Afterwards: manage.py search_rebuild."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{build()} readings written.")
