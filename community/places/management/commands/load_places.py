from typing import Any

from django.core.management.base import BaseCommand

from community.places.load import load


class Command(BaseCommand):
    help = "Loads the register of municipalities and counties that is shipped in community/places/data. Idempotent."

    def handle(self, *_args: Any, **_options: Any) -> None:
        outcome = load()
        if not outcome:
            self.stdout.write("Places: up to date, nothing changed.")
        for what, counts in (("added", outcome.added), ("changed", outcome.changed), ("removed", outcome.removed)):
            if counts:
                listed = ", ".join(f"{number} × {table}" for table, number in counts.items())
                self.stdout.write(f"Places, {what}: {listed}.")
        if outcome:
            self.stdout.write("The search is told of it by: manage.py search_check --repair")
        if outcome.unknown:
            self.stderr.write(
                f"In no register, and left as they are: {', '.join(outcome.unknown)}. "
                "Decide what became of them, and add it to municipality_history.csv."
            )
