from typing import Any

from django.core.management.base import BaseCommand

from search.rebuild import rebuild


class Command(BaseCommand):
    help = "Write the whole search index again, in place: it answers all the while."

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = rebuild()
        if options["verbosity"]:
            self.stdout.write(f"{outcome.written} recorded, {outcome.forgotten} forgotten.")
